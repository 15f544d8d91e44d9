"""What is entrusted to the bureaus of the districts."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from organization import actions
from organization.forms.people import DelegationForm, EndForm
from organization.models import Delegation
from organization.views.doorkeeping import done, only, person_of
from workdays.days import local_day


@only("delegation.grant")
def delegations(request: HttpRequest) -> HttpResponse:
    """All delegations, newest first, and the form for a further one."""
    form = DelegationForm(request.POST or None)
    by = person_of(request)
    if done(
        form,
        lambda at: actions.delegate_function(**form.cleaned_data, by=by, at=at),
        request,
        _("委托已登记。"),
    ):
        return redirect("delegations")
    rows = Delegation.objects.select_related("unit", "district").order_by("-first_on", "district", "function")
    context = {"form": form, "rows": rows, "today": local_day(timezone.now())}
    return render(request, "organization/delegations.html", context)


@only("delegation.grant")
def end_delegation(request: HttpRequest, pk: int) -> HttpResponse:
    """End one delegation with a day."""
    delegation = get_object_or_404(Delegation.objects.select_related("unit", "district"), pk=pk)
    form = EndForm(request.POST or None, initial={"last_on": local_day(timezone.now())})
    by = person_of(request)

    def act(at: Any) -> None:
        actions.end_delegation(delegation, last_on=form.cleaned_data["last_on"], by=by, at=at)

    if done(form, act, request, _("委托已结束。")):
        return redirect("delegations")
    return render(request, "organization/delegation_end.html", {"form": form, "delegation": delegation})
