"""The second leg of Art. 32: what the notice listed, what came, and accept or refuse as the law says."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from documents.models import Attachment
from licensing.actions import Piece, SecondWord, answer_correction
from licensing.intake import Typed
from licensing.intake.lines import slot_of
from licensing.intake_days import Word, word_due
from licensing.models import Application, CorrectionLine
from licensing.practice import reason_words
from licensing.states import State
from licensing.views.window.reading import application_of, at_the_window, me, today
from records.refusals import LegalRefusal
from workdays.store import current_calendar
from workflow.refusals import AlreadyDoneError

GOOD, SHORT = "good", "short"


@dataclass(frozen=True)
class Asked:
    """One line of the notice: what was wrong, what came of it so far, what is said of it now."""

    number: int
    line: CorrectionLine
    typed: Typed
    files: tuple[Attachment, ...] = ()
    error: str = ""

    @property
    def key(self) -> str:
        return self.line.material.key

    @property
    def reason(self) -> str:
        return reason_words(self.line.reason_code, self.line.reason)

    @property
    def value(self) -> str:
        """good, short, or nothing where it has not come."""
        if f"c-{self.key}" in self.typed.fields:
            return self.typed.get(f"c-{self.key}")
        if self.line.given_on:
            return GOOD
        return SHORT if self.line.shortfall else ""

    @property
    def shortfall(self) -> str:
        name = f"t-{self.key}"
        return self.typed.get(name) if name in self.typed.fields else self.line.shortfall

    @property
    def piece(self) -> Piece | None:
        """What the act takes of it; nothing where nothing new came."""
        if self.value == GOOD:
            return None if self.line.given_on else Piece(self.key)
        return Piece(self.key, self.shortfall) if self.value == SHORT else None


@dataclass
class Sheet:
    """The answer to a notice as it stands on the desk."""

    application: Application
    typed: Typed
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def lines(self) -> list[Asked]:
        files: dict[str, list[Attachment]] = {}
        subject = self.application.subject
        for file in Attachment.objects.of(subject.kind, subject.key):
            files.setdefault(file.slot, []).append(file)
        asked = self.application.correction.lines.select_related("material").order_by("material__order")
        return [
            Asked(
                number,
                line,
                self.typed,
                tuple(files.get(slot_of(line.material.key), [])),
                self.errors.get(line.material.key, ""),
            )
            for number, line in enumerate(asked, 1)
        ]

    @property
    def word(self) -> Word | None:
        """Until when the window answers what came last; None while nothing has come."""
        since = self.application.correction.answered_on
        return word_due(since, today(), current_calendar()) if since else None


@require_http_methods(["GET", "POST"])
@at_the_window
def correction(request: HttpRequest, number: str) -> HttpResponse:
    """What came in answer to the notice; nothing beyond its list may be asked."""
    application = application_of(number)
    if request.method == "POST":
        return _answered(request, application)
    if application.state != State.CORRECTION:
        return redirect("window_case" if application.state == State.RECEIVED else "window_receipt", number)
    return _page(request, Sheet(application, Typed.of({})))


def _answered(request: HttpRequest, application: Application) -> HttpResponse:
    word = request.POST.get("act", SecondWord.KEEP)
    sheet = Sheet(application, Typed(request.POST))
    if not hasattr(application, "correction") or word not in SecondWord.values:
        return redirect("case", application.case.number)
    lines = sheet.lines
    sheet.errors = {
        line.key: _("写明还缺什么。") for line in lines if line.value == SHORT and not line.shortfall
    }
    if sheet.errors:
        return _page(request, sheet, status=422)
    try:
        answer_correction(
            application.pk,
            [line.piece for line in lines if line.piece],
            SecondWord(word),
            by=me(request),
            at=timezone.now(),
            received_on=sheet.typed.day("received_on"),
            token=request.POST.get("token", "")[:64],
        )
    except AlreadyDoneError as late:
        told = {"application": application, "words": late.message}
        return render(request, "licensing/window/late.html", told, status=409)
    except LegalRefusal as refusal:
        sheet.errors = {refusal.field: refusal.message}
        return _page(request, sheet, status=422)
    return _onward(request, application, SecondWord(word))


def _page(request: HttpRequest, sheet: Sheet, status: int = 200) -> HttpResponse:
    application = sheet.application
    known = {line.key for line in sheet.lines} | {"received_on"}
    lines = sheet.lines
    context: dict[str, Any] = {
        "application": application,
        "case": application.case,
        "correction": application.correction,
        "lines": lines,
        "word": sheet.word,
        "today": today(),
        "received_on": sheet.typed.day("received_on") or today(),
        "day_error": sheet.errors.get("received_on", ""),
        "faults": [words for place, words in sheet.errors.items() if place not in known],
    }
    return render(request, "licensing/window/correction.html", context, status=status)


def _onward(request: HttpRequest, application: Application, word: SecondWord) -> HttpResponse:
    number = application.case.number
    if word == SecondWord.KEEP:
        messages.success(request, _("{number} 收到的补正已登记。").format(number=number))
        return redirect("window_correction", number)
    return redirect("window_receipt", number)
