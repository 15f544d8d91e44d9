"""One passed limit: its unit says why, supervision closes it with the responsible link and a reason."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from oversight.forms import CloseForm, SayForm
from records.refusals import LegalRefusal
from workflow.access import may
from workflow.actions import close_lateness, say_why
from workflow.lateness import RULES, LatenessKind
from workflow.models import Lateness
from workflow.refusals import AlreadyDoneError
from workflow.views.reading import me, staff_standing, today

Act = tuple[str, type[forms.Form], Callable[..., Lateness], Promise]
ACTS: dict[str, Act] = {
    "say": ("lateness.say", SayForm, say_why, _("说明已记入留痕。")),
    "close": ("lateness.close", CloseForm, close_lateness, _("已销号。")),
}


@require_http_methods(["GET", "POST"])
@login_required
def lateness(request: HttpRequest, pk: int) -> HttpResponse:
    """For whoever sees the case; each form for whoever may fill it."""
    staff_standing(request)
    row = _row(request, pk)
    asked = request.POST.get("act", "") if request.method == "POST" else ""
    made = {name: _form(request, row, name, asked) for name in ACTS}
    form = made.get(asked)
    if form is not None and form.is_valid() and _perform(request, row, asked, form):
        return redirect("lateness", row.pk)
    status = 200 if form is None else 409 if getattr(form, "is_late", False) else 422
    context = {"row": row, "rule": RULES[LatenessKind(row.kind)], **made}
    return render(request, "oversight/lateness.html", context, status=status)


def _row(request: HttpRequest, pk: int) -> Lateness:
    related = ("case", "task", "unit", "person", "said_by", "closed_by")
    visible = Lateness.objects.visible_to(me(request), today()).select_related(*related)
    return get_object_or_404(visible, pk=pk)


def _form(request: HttpRequest, row: Lateness, name: str, asked: str) -> forms.Form | None:
    """The form of an act the reader may do; none once the row is closed."""
    act, form, _perform, _said = ACTS[name]
    if row.closed_at is not None or not may(me(request), act, row, on=today()):
        return None
    return form(
        request.POST if asked == name else None, initial={"reason": row.said} if name == "say" else {}
    )


def _perform(request: HttpRequest, row: Lateness, name: str, form: forms.Form) -> bool:
    _act, _form, perform, said = ACTS[name]
    given: dict[str, Any] = form.cleaned_data
    try:
        perform(row.pk, by=me(request), at=timezone.now(), **given)
    except LegalRefusal as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        form.is_late = isinstance(refusal, AlreadyDoneError)  # type: ignore[attr-defined]  # for the page
        return False
    messages.success(request, str(said))
    return True
