"""An application already received, taken up again: the same sheet with party and item settled."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from documents.uploads import UploadRefusedError
from licensing.actions import Conclusion, Saying, attach_to_application, drop_from_application, take_up
from licensing.forms.window import SayingForm
from licensing.intake import Sheet, Typed, typed_of
from licensing.models import Application
from licensing.refusals import AnswersError, TooLateError
from licensing.slots import correction_slot, first_slot
from licensing.states import State
from licensing.views.window.concluding import check_forms, judged, place, spoken
from licensing.views.window.drafts import draft_of_case, has_newer, keep, revision_of, sheet_of
from licensing.views.window.parts import files_of, refreshed
from licensing.views.window.reading import application_of, at_the_window, me
from licensing.views.window.showing import PAGE, Faults, page_of, word_of
from records.refusals import LegalRefusal
from workflow.refusals import AlreadyDoneError, NotThereError


@require_http_methods(["GET", "POST"])
@at_the_window
def case(request: HttpRequest, number: str) -> HttpResponseBase:
    """The sheet of a received application, or what one of its buttons does."""
    application, token = application_of(number), token_of(request, number)
    if request.method == "POST":
        return _act(request, application, token)
    if application.state != State.RECEIVED:
        is_corrected = application.state == State.CORRECTION
        return redirect("window_correction" if is_corrected else "window_receipt", number)
    draft = draft_of_case(request, token)
    typed = Typed.of(draft.data) if draft else typed_of(application)
    context = page_of(sheet_of(request, token, typed, application), draft=draft)
    return render(request, "licensing/window/intake.html", context)


@require_POST
@at_the_window
def save(request: HttpRequest, number: str) -> HttpResponse:
    """Keep what was typed beside a case; 409 with words where another tab knows more."""
    application = application_of(number)
    if application.state != State.RECEIVED:
        return HttpResponse(status=204)
    try:
        draft = keep(request, token_of(request, number), Typed(request.POST), application)
    except LegalRefusal as refusal:
        return HttpResponse(refusal.message, status=409, content_type="text/plain; charset=utf-8")
    return HttpResponse(status=204, headers={"X-Draft": str(draft.revision)})


@require_POST
@at_the_window
def refresh(request: HttpRequest, number: str, of: str) -> HttpResponse:
    """The parts of the page that a change in one of its parts touches."""
    token = token_of(request, number)
    return refreshed(request, sheet_of(request, token, Typed(request.POST), application_of(number)), of)


@require_POST
@at_the_window
def attach(request: HttpRequest, number: str, material: str) -> HttpResponse:
    """Files of one material of a case not yet accepted."""
    application, wrong = application_of(number), ""
    for file in request.FILES.getlist(f"f-{material}"):
        try:
            attach_to_application(application.pk, file, material=material, by=me(request), at=timezone.now())
        except (UploadRefusedError, LegalRefusal) as refused:
            wrong = str(refused)
    return _files(request, application, material, wrong)


@require_POST
@at_the_window
def detach(request: HttpRequest, number: str, material: str, pk: UUID) -> HttpResponse:
    """A file attached by mistake goes, before acceptance."""
    application, wrong = application_of(number), ""
    try:
        drop_from_application(application.pk, pk, by=me(request), at=timezone.now())
    except LegalRefusal as refused:
        wrong = str(refused)
    return _files(request, application, material, wrong)


def _files(request: HttpRequest, application: Application, material: str, wrong: str) -> HttpResponse:
    is_answer = application.state == State.CORRECTION
    slot = correction_slot(material) if is_answer else first_slot(material)
    return files_of(request, application.subject, material, slot, wrong)


def token_of(request: HttpRequest, number: str) -> str:
    """One draft for each clerk and case; its token makes a second sending harmless."""
    return f"{number}-{me(request).pk}"


def _act(request: HttpRequest, application: Application, token: str) -> HttpResponseBase:
    typed, draft = Typed(request.POST), draft_of_case(request, token)
    if has_newer(request, draft) and request.POST.get("act") != "anyway":
        sheet = sheet_of(request, token, typed, application)
        context = page_of(sheet, draft=draft, page=request.POST.get(PAGE, ""))
        context |= {"in_conflict": True, "revision": revision_of(request)}
        return render(request, "licensing/window/intake.html", context, status=409)
    conclusion = word_of(request.POST.get("act", ""))
    try:
        if conclusion is not None:
            return _concluded(request, application, typed, conclusion)
        keep(request, token, typed, application)
    except LegalRefusal as refusal:
        return _not_kept(request, application, typed, refusal)
    return redirect("window_case", application.case.number)


def _not_kept(
    request: HttpRequest, application: Application, typed: Typed, refusal: LegalRefusal
) -> HttpResponse:
    """The draft itself was refused: the page as it was sent, and why."""
    faults, token = Faults(), token_of(request, application.case.number)
    faults.add(refusal.message)
    draft, page = draft_of_case(request, token), request.POST.get(PAGE, "")
    context = page_of(sheet_of(request, token, typed, application), draft=draft, page=page, faults=faults)
    return render(request, "licensing/window/intake.html", context, status=422)


def _concluded(
    request: HttpRequest, application: Application, typed: Typed, conclusion: Conclusion
) -> HttpResponseBase:
    number = application.case.number
    sheet = sheet_of(request, token_of(request, number), typed, application)
    faults, saying = Faults(), SayingForm(typed.fields)
    check_forms(faults, saying)
    try:
        if not faults.found and _taken_up(request, sheet, spoken(conclusion, saying), faults):
            return _onward(request, number, conclusion)
    except (AlreadyDoneError, TooLateError) as late:
        context = {"application": application, "words": late.message}
        return render(request, "licensing/window/late.html", context, status=409)
    draft = keep(request, sheet.token, typed, application)
    shown = replace(sheet, shown_errors=faults.answers, line_errors=faults.lines)
    page = request.POST.get(PAGE, "")
    context = page_of(shown, draft=draft, page=page, faults=faults, saying=saying)
    return render(request, "licensing/window/intake.html", context, status=422)


def _taken_up(request: HttpRequest, sheet: Sheet, saying: Saying, faults: Faults) -> bool:
    application, given = sheet.application, judged(sheet, saying.conclusion)
    if application is None:
        raise NotThereError
    try:
        take_up(
            application.pk, sheet.raw, given, saying, by=me(request), at=timezone.now(), token=sheet.token
        )
    except (AlreadyDoneError, TooLateError):
        raise
    except (AnswersError, LegalRefusal) as refusal:
        place(refusal, sheet, faults)
        return False
    return True


def _onward(request: HttpRequest, number: str, conclusion: Conclusion) -> HttpResponse:
    """After a word its papers; after a mere check back to the day's work."""
    if conclusion == Conclusion.KEEP:
        messages.success(request, _("{number} 的核对结果已保存。").format(number=number))
        return redirect("window")
    return redirect("window_receipt", number)
