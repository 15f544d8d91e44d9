"""The second leg of Art. 32: what the notice listed, what came, and accept or refuse as the law says."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from licensing.actions import Conclusion, SecondWord, answer_correction, request_correction
from licensing.intake import Typed
from licensing.intake.second import SHORT, NoticeAnswer, why_not_accept, why_not_refuse
from licensing.models import Application
from licensing.refusals import TooLateError
from licensing.states import State
from licensing.views.window.reading import application_of, at_the_window, me, today
from records.refusals import LegalRefusal
from workflow.refusals import AlreadyDoneError

AGAIN = Conclusion.CORRECT.value


@require_POST
@at_the_window
def correction_words(request: HttpRequest, number: str) -> HttpResponse:
    """What may be said of the lines as they are judged now."""
    application = application_of(number)
    if not hasattr(application, "correction"):
        raise Http404
    context = _words_of(NoticeAnswer(application, Typed(request.POST), today()))
    return render(request, "licensing/window/second_words.html", context)


def _words_of(answer: NoticeAnswer) -> dict[str, str]:
    return {"why_not_accept": why_not_accept(answer), "why_not_refuse": why_not_refuse(answer)}


@require_http_methods(["GET", "POST"])
@at_the_window
def correction(request: HttpRequest, number: str) -> HttpResponse:
    """What came in answer to the notice; nothing beyond its list may be asked."""
    application = application_of(number)
    if request.method == "POST":
        return _answered(request, application)
    if application.state != State.CORRECTION:
        return redirect("window_case" if application.state == State.RECEIVED else "window_receipt", number)
    return _page(request, NoticeAnswer(application, Typed.of({}), today()))


def _answered(request: HttpRequest, application: Application) -> HttpResponse:
    word = request.POST.get("act", SecondWord.KEEP)
    answer = NoticeAnswer(application, Typed(request.POST), today())
    is_known = hasattr(application, "correction") or (word == AGAIN and application.accepted_at is not None)
    if not is_known or word not in (*SecondWord.values, AGAIN):
        return redirect("case", application.case.number)
    answer.errors = _wordless(answer) if word != AGAIN else {}
    if answer.errors:
        return _page(request, answer, status=422)
    try:
        _say(request, answer, word)
    except (AlreadyDoneError, TooLateError) as late:
        told = {"application": application, "words": late.message}
        return render(request, "licensing/window/late.html", told, status=409)
    except LegalRefusal as refusal:
        answer.errors = {refusal.field: refusal.message}
        return _page(request, answer, status=422)
    return _onward(request, application, word)


def _wordless(answer: NoticeAnswer) -> dict[str, str]:
    """The lines called short without saying of what."""
    short = [line for line in answer.lines if line.value == SHORT and not line.shortfall]
    return {line.key: _("写明还缺什么。") for line in short}


def _say(request: HttpRequest, answer: NoticeAnswer, word: str) -> None:
    """The window's word; a second notice, which no button offers, is the act's to refuse and to record."""
    pk, by, at = answer.application.pk, me(request), timezone.now()
    if word == AGAIN:
        request_correction(pk, by=by, at=at)
        return
    answer_correction(
        pk,
        [line.piece for line in answer.lines if line.piece],
        SecondWord(word),
        by=by,
        at=at,
        received_on=answer.typed.day("received_on"),
        token=request.POST.get("token", "")[:64],
    )


def _page(request: HttpRequest, answer: NoticeAnswer, status: int = 200) -> HttpResponse:
    application = answer.application
    known = {line.key for line in answer.lines} | {"received_on"}
    lines = answer.lines
    context: dict[str, Any] = {
        "application": application,
        "case": application.case,
        "correction": application.correction,
        "lines": lines,
        "word": answer.word,
        **_words_of(answer),
        "today": today(),
        "received_on": answer.typed.day("received_on") or today(),
        "day_error": answer.errors.get("received_on", ""),
        "faults": [words for place, words in answer.errors.items() if place not in known],
    }
    return render(request, "licensing/window/correction.html", context, status=status)


def _onward(request: HttpRequest, application: Application, word: str) -> HttpResponse:
    number = application.case.number
    if word == SecondWord.KEEP:
        messages.success(request, _("{number} 收到的补正已登记。").format(number=number))
        return redirect("window_correction", number)
    return redirect("window_receipt", number)
