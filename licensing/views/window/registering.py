"""Registering the applicant on the way, and coming back to the sheet with nothing lost."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from licensing.actions import save_draft
from licensing.models import Draft
from licensing.views.window.drafts import draft_of
from licensing.views.window.reading import at_the_window, me
from organization.views.doorkeeping import done
from parties.actions import register_enterprise, register_person
from parties.forms import EnterpriseForm, NaturalPersonForm
from parties.identifiers import IdentifierError, check_id_number, check_uscc
from parties.models import Party

FORMS = {"enterprise": EnterpriseForm, "person": NaturalPersonForm}
ACTS = {"enterprise": register_enterprise, "person": register_person}
CODE = {"enterprise": "uscc", "person": "id_number"}
CHECKS = {"enterprise": check_uscc, "person": check_id_number}


@at_the_window
def register(request: HttpRequest, token: str, kind: str) -> HttpResponseBase:
    """A new enterprise or natural person, taken onto the sheet it was needed for."""
    draft = draft_of(request, token)
    form = FORMS[kind](request.POST or None, initial=_guessed(draft, kind))
    made: list[Party] = []

    def do(at: Any) -> None:
        try:
            made.append(ACTS[kind](**form.cleaned_data, by=me(request), at=at))
        except IdentifierError as refused:
            raise ValidationError({CODE[kind]: str(refused)}) from refused

    if done(form, do, request, _("已登记，带回收件。")):
        _take_along(request, token, draft, made[0])
        return redirect("intake", token)
    title = _("登记自然人") if kind == "person" else _("登记企业")
    context = {"form": form, "title": title, "token": token}
    return render(request, "licensing/window/register.html", context, status=422 if form.errors else 200)


def _guessed(draft: Draft | None, kind: str) -> dict[str, str]:
    """What was typed into the picker was a code or a name."""
    words = (draft.data.get("party_words") or [""])[0] if draft else ""
    try:
        return {CODE[kind]: CHECKS[kind](words)}
    except IdentifierError:
        return {CODE[kind] if any(char.isdigit() for char in words) else "name": words}


def _take_along(request: HttpRequest, token: str, draft: Draft | None, party: Party) -> None:
    kept = dict(draft.data) if draft else {}
    data = {
        **kept,
        "party": [str(party.pk)],
        "party_words": [party.name],
        "presenter": [party.contact_name],
        "mobile": [party.contact_mobile],
        "district": [party.district_id],
    }
    version = draft.item_version if draft else None
    save_draft(token, data, by=me(request), at=timezone.now(), item_version=version)
