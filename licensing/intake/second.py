"""The answer to the one notice of Art. 32 on the desk: what was listed, what came, what may be said of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from django.utils.translation import gettext as _

from documents.models import Attachment
from licensing.actions import Piece
from licensing.intake.lines import numbers_of
from licensing.intake.typed import Typed
from licensing.intake_days import Word, word_due
from licensing.models import Application, CorrectionLine
from licensing.practice import reason_words
from licensing.slots import correction_slot, first_slot
from workdays.store import current_calendar
from workdays.words import short_day

GOOD, SHORT = "good", "short"


@dataclass(frozen=True)
class Asked:
    """One line of the notice: what was wrong, what came of it so far, what is said of it now."""

    number: int
    line: CorrectionLine
    typed: Typed
    kept: tuple[Attachment, ...] = ()
    """What came with the application; what answers the notice is `files`."""
    files: tuple[Attachment, ...] = ()
    error: str = ""
    is_first: bool = False
    """Whether the keyboard begins here."""

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
class NoticeAnswer:
    """The answer to a notice as it stands on the desk."""

    application: Application
    typed: Typed
    today: date
    errors: dict[str, str] = field(default_factory=dict)

    @cached_property
    def asked(self) -> list[CorrectionLine]:
        """What the notice names, in the order of the guide."""
        lines = self.application.correction.lines.select_related("material")
        return list(lines.order_by("material__order"))

    @cached_property
    def files(self) -> dict[str, tuple[Attachment, ...]]:
        """The files of the case by slot."""
        by_slot: dict[str, tuple[Attachment, ...]] = {}
        subject = self.application.subject
        for file in Attachment.objects.of(subject.kind, subject.key):
            by_slot[file.slot] = (*by_slot.get(file.slot, ()), file)
        return by_slot

    @property
    def lines(self) -> list[Asked]:
        first = next((line for line in self.asked if not line.given_on), None)
        return [
            Asked(
                number,
                line,
                self.typed,
                self.files.get(first_slot(line.material.key), ()),
                self.files.get(correction_slot(line.material.key), ()),
                self.errors.get(line.material.key, ""),
                line is first,
            )
            for number, line in enumerate(self.asked, 1)
        ]

    @property
    def word(self) -> Word | None:
        """Until when the window answers what came last; None while nothing has come."""
        since = self.application.correction.answered_on
        return word_due(since, self.today, current_calendar()) if since else None


def why_not_accept(answer: NoticeAnswer) -> str:
    """What still stands against acceptance."""
    missing = [asked for asked in answer.lines if asked.value != GOOD]
    if not missing or (answer.word is not None and answer.word.is_deemed_accepted):
        return ""
    return _("暂不可用：{lines}还没有补齐。").format(lines=numbers_of(missing))


def why_not_refuse(answer: NoticeAnswer) -> str:
    """What still stands against a refusal: only an answer that leaves something open may be refused."""
    lines = answer.lines
    if all(asked.value == GOOD for asked in lines):
        return _("通知书所列材料已全部补齐，应当受理（行政许可法第三十二条第一款第五项）。")
    if answer.word is None and not any(asked.value for asked in lines):
        due = answer.application.correction.reply_due_on
        words = _("申请人还没有答复，期限至 {day}。")
        return words.format(day=short_day(due, answer.today))
    return ""
