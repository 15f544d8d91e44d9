"""Registering parties, changing their details, adding to their cards."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organization.forms.people import ActForm
from organization.views.doorkeeping import done, person_of
from parties import actions, forms
from parties.access import may
from parties.identifiers import IdentifierError
from parties.models import Bar, Entitlement, Party
from parties.views.doorkeeping import only, party_for

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Addition:
    """Something added to a card: its form, the act behind it, who may, what the page is called."""

    form: type[ActForm]
    do: Callable[..., Any]
    act: str
    title: "StrOrPromise"


ADDITIONS = {
    "representative": Addition(
        forms.RepresentativeForm,
        actions.appoint_representative,
        "party.appoint",
        gettext_lazy("登记企业人员"),
    ),
    "agent": Addition(forms.AgentForm, actions.appoint_agent, "party.appoint", gettext_lazy("登记代理人")),
    "bar": Addition(forms.BarForm, actions.bar, "party.bar", gettext_lazy("登记限制申请")),
    "entitlement": Addition(
        forms.EntitlementForm, actions.entitle, "party.entitle", gettext_lazy("批准绿色通道资格")
    ),
    "quality": Addition(
        forms.QualityForm, actions.add_quality_record, "party.record_quality", gettext_lazy("记入质量档案")
    ),
}


@only("party.register")
def register(request: HttpRequest, kind: str) -> HttpResponseBase:
    """A new enterprise, or a new natural person."""
    is_person = kind == "person"
    form = (forms.NaturalPersonForm if is_person else forms.EnterpriseForm)(request.POST or None)
    act = actions.register_person if is_person else actions.register_enterprise
    made: list[Party] = []

    def do(at: Any) -> None:
        try:
            made.append(act(**form.cleaned_data, by=person_of(request), at=at))
        except IdentifierError as refused:
            raise ValidationError({"id_number" if is_person else "uscc": str(refused)}) from refused

    if done(form, do, request, _("已登记。")):
        return redirect("party", pk=made[0].pk)
    title = _("登记自然人") if is_person else _("登记企业")
    return _page(request, form, title)


@only("party.change")
def edit(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Changed details; what another changed meanwhile is not overwritten."""
    party = party_for(request, pk)
    form = forms.changing(party, request.POST or None)
    read_at = request.POST.get("version", "")
    if read_at.isdecimal():
        party.version = int(read_at[:18])

    def do(at: Any) -> None:
        actions.change_details(party, **form.cleaned_data, by=person_of(request), at=at)

    if done(form, do, request, _("资料已修改。")):
        return redirect("party", pk=pk)
    return _page(request, form, _("修改资料"), party)


@only("party.list")
def add(request: HttpRequest, pk: int, what: str) -> HttpResponseBase:
    """Something more on the card of a party."""
    addition = ADDITIONS.get(what)
    if addition is None or not may(person_of(request), addition.act):
        raise Http404
    party = party_for(request, pk)
    form = addition.form(request.POST or None)

    def do(at: Any) -> None:
        addition.do(party, **form.cleaned_data, by=person_of(request), at=at)

    if done(form, do, request, _("已保存。")):
        return redirect("party", pk=pk)
    return _page(request, form, str(addition.title), party)


@only("party.bar")
def lift(request: HttpRequest, pk: int, bar: int) -> HttpResponseBase:
    """A bar holds no longer, from today on."""
    party = party_for(request, pk)
    barring = get_object_or_404(Bar, pk=bar, party=party)
    form = forms.LiftForm(request.POST or None)

    def do(at: Any) -> None:
        actions.lift(barring, **form.cleaned_data, by=person_of(request), at=at)

    if done(form, do, request, _("限制已解除。")):
        return redirect("party", pk=pk)
    return _page(request, form, _("解除限制申请"), party)


@only("party.entitle")
def end_green(request: HttpRequest, pk: int, entitlement: int) -> HttpResponseBase:
    """The green channel ends for this party, after today."""
    party = party_for(request, pk)
    held = get_object_or_404(Entitlement, pk=entitlement, party=party)
    form = forms.EndEntitlementForm(request.POST or None)

    def do(at: Any) -> None:
        actions.end_entitlement(held, **form.cleaned_data, by=person_of(request), at=at)

    if done(form, do, request, _("资格已终止，今天为最后一天。")):
        return redirect("party", pk=pk)
    return _page(request, form, _("终止绿色通道资格"), party)


def _page(request: HttpRequest, form: ActForm, title: str, party: Party | None = None) -> HttpResponseBase:
    status = 422 if form.errors and request.headers.get("HX-Request") else 200
    context = {"form": form, "title": title, "party": party, "now": timezone.now()}
    return render(request, "parties/form.html", context, status=status)
