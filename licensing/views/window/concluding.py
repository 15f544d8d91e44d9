"""The window's word on a sheet: said once, refused at its field with nothing lost, or already said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from documents.uploads import UploadRefusedError
from licensing.actions import Conclusion, Given, Receipt, Saying, attach_to_draft, take_in
from licensing.forms.window import ArrivalForm, SayingForm
from licensing.intake import Sheet, ShownErrors, Typed, found_parties
from licensing.models import Draft
from licensing.refusals import AnswersError
from licensing.views.window.drafts import draft_of, keep, revision_of, sheet_of
from licensing.views.window.reading import me, today
from licensing.views.window.showing import PAGE, Faults, page_of
from licensing.views.window.slips import put_by
from records.refusals import LegalRefusal

JUDGED = (Conclusion.KEEP, Conclusion.ACCEPT, Conclusion.CORRECT)
INCOMPLETE = "art32.form_incomplete"


def concluded(request: HttpRequest, token: str, typed: Typed, conclusion: Conclusion) -> HttpResponseBase:
    """Take the application in with this word, or show the sheet again with what is wrong at its place."""
    typed, faults = meant(request, typed)
    sheet = sheet_of(request, token, typed)
    arrival, saying = sheet.arrived(), SayingForm(typed.fields)
    _check(sheet, arrival, saying, faults)
    _keep_files(request, token, faults)
    receipt = None
    if not faults.found:
        receipt = _taken(request, sheet, arrival.cleaned_data, spoken(conclusion, saying), faults, arrival)
    if receipt is not None:
        put_by(request, receipt)
        return redirect("window_receipt", receipt.application.case.number)
    draft = keep(request, token, typed)
    shown = replace(sheet, shown_errors=faults.answers, line_errors=faults.lines)
    page = request.POST.get(PAGE, "")
    context = page_of(shown, draft=draft, page=page, faults=faults, arrival=arrival, saying=saying)
    return render(request, "licensing/window/intake.html", context, status=422)


def in_conflict(request: HttpRequest, token: str, typed: Typed, draft: Draft | None) -> HttpResponse:
    """Another tab has saved more: both are kept, the clerk chooses."""
    context = page_of(sheet_of(request, token, typed), draft=draft, page=request.POST.get(PAGE, ""))
    context |= {"in_conflict": True, "revision": revision_of(request)}
    return render(request, "licensing/window/intake.html", context, status=409)


def not_kept(request: HttpRequest, token: str, typed: Typed, refusal: LegalRefusal) -> HttpResponse:
    """The draft itself was refused: the page as it was sent, and why."""
    faults = Faults()
    faults.add(refusal.message)
    draft, page = draft_of(request, token), request.POST.get(PAGE, "")
    context = page_of(sheet_of(request, token, typed), draft=draft, page=page, faults=faults)
    return render(request, "licensing/window/intake.html", context, status=422)


def meant(request: HttpRequest, typed: Typed) -> tuple[Typed, Faults]:
    """The party the typed words mean where none was taken from the list (a page without scripts)."""
    faults, words = Faults(), typed.get("party_words")
    if typed.get("party") or not words:
        return typed, faults
    found = found_parties(words, me(request), today())
    if len(found) == 1:
        return typed.with_values(party=str(found[0].pk)), faults
    faults.party = _("请从列表里选定企业；没有登记过的，先登记。")
    faults.add(faults.party, "party-field")
    return typed, faults


def spoken(conclusion: Conclusion, saying: SayingForm) -> Saying:
    """The conclusion with the words that belong to it."""
    said = saying.cleaned_data
    reasons = said.get("why_none" if conclusion == Conclusion.NOT_REQUIRED else "reasons", "")
    return Saying(conclusion, reasons=reasons, whom=said.get("whom", ""), term_days=said.get("term_days"))


def judged(sheet: Sheet, conclusion: Conclusion) -> list[Given]:
    """The verdicts that go with a conclusion: none with a refusal, which needs none."""
    return sheet.given if conclusion in JUDGED else []


def place(refusal: LegalRefusal | AnswersError, sheet: Sheet, faults: Faults) -> None:
    """Put a refusal where it belongs: at a field of the page, at a line of the checklist, or above all."""
    if isinstance(refusal, AnswersError):
        faults.answers = ShownErrors.MALFORMED
        faults.add_answers(sheet)
        return
    if refusal.code == INCOMPLETE:
        faults.answers = ShownErrors.ALL
    if refusal.field in {line.key for line in sheet.lines}:
        faults.lines[refusal.field] = refusal.message
        faults.add(refusal.message, f"line-{refusal.field}")
    elif refusal.field in ("party", "item"):
        setattr(faults, refusal.field, refusal.message)
        faults.add(refusal.message, f"{refusal.field}-field")
    else:
        faults.add(refusal.message)


def _check(sheet: Sheet, arrival: ArrivalForm, saying: SayingForm, faults: Faults) -> None:
    if sheet.party is None and not faults.party:
        faults.party = _("请先选企业。")
        faults.add(faults.party, "party-field")
    if sheet.version is None:
        faults.item = _("请先选事项。")
        faults.add(faults.item, "item-field")
    check_forms(faults, arrival, saying)


def check_forms(faults: Faults, *forms: ArrivalForm | SayingForm) -> None:
    """Note everything the forms object to."""
    for form in forms:
        if not form.is_valid():
            faults.add_form(form)


def _keep_files(request: HttpRequest, token: str, faults: Faults) -> None:
    """Files sent with the form itself are kept first, so that a refusal does not lose them."""
    for name, files in request.FILES.lists():
        for file in files:
            try:
                attach_to_draft(token, file, material=name[2:], by=me(request), at=timezone.now())
            except UploadRefusedError as refused:
                faults.add(str(refused), f"line-{name[2:]}")


def _taken(
    request: HttpRequest,
    sheet: Sheet,
    facts: Mapping[str, Any],
    saying: Saying,
    faults: Faults,
    arrival: ArrivalForm,
) -> Receipt | None:
    given = judged(sheet, saying.conclusion)
    try:
        return take_in(sheet.filing(facts), given, saying, by=me(request), at=timezone.now())
    except AnswersError as wrong:
        place(wrong, sheet, faults)
    except LegalRefusal as refusal:
        if refusal.field in arrival.fields:
            arrival.add_error(refusal.field, refusal.message)
            faults.add_form(arrival)
        else:
            place(refusal, sheet, faults)
    return None
