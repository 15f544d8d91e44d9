"""A document before it is issued: the words of the letters, without a number or a signature."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import override

from documents.kinds import FORMS, DocumentKind
from documents.typesetting import ORGAN
from licensing.actions.deciding import letter_of
from licensing.actions.extending import extension_letter
from licensing.actions.special import notice_letter
from licensing.actions.writing import CITING, CODES, Letter, matter_of
from licensing.intake_days import deliver_by
from licensing.models import Application, Decision
from licensing.states import DecisionKind
from workdays.calendar import Calendar
from workflow.graphs import Node
from workflow.models import ExtensionRequest
from workflow.overview import CaseFile, lengthened
from workflow.steps import PauseGround


@dataclass(frozen=True)
class Sheet:
    """What the paper will say, as `licensing/review/sheet.html` lays it out."""

    title: str
    organ: str
    recipient: str
    paragraphs: Sequence[str]
    facts: Sequence[Sequence[object]]
    rights: Sequence[str]
    language: str

    @property
    def code(self) -> str:
        """The language as templates switch to it."""
        return CODES[self.language]


def decision_sheet(
    application: Application,
    kind: DecisionKind,
    *,
    reasons: str,
    conditions: Iterable[str],
    on: date,
    calendar: Calendar,
) -> Sheet:
    """The decision as it would be written today (one statement)."""
    decision = Decision(
        application=application,
        kind=kind,
        reasons=reasons,
        conditions=list(conditions),
        deliver_by=deliver_by(on, calendar),
    )
    form = DocumentKind.REFUSAL if kind == DecisionKind.DENIED else DocumentKind.GRANT
    return _laid(application, form, letter_of(decision))


def notice_sheet(
    application: Application, step: Node | None, ground: PauseGround, *, expected_days: int, on: date
) -> Sheet:
    """The 特别程序告知书 as it would be written today."""
    letter = notice_letter(step, ground, expected_days, on)
    return _laid(application, DocumentKind.SPECIAL_PROCEDURE, letter)


def extension_sheet(file: CaseFile, application: Application, asked: ExtensionRequest) -> Sheet:
    """The 延期决定告知书 as it would be written today."""
    dates = lengthened(file, asked.days)
    before, after = (dates[0].before, dates[1].before), (dates[0].after, dates[1].after)
    letter = extension_letter(file.case, asked, before, after, calendar=file.calendar)
    return _laid(application, DocumentKind.EXTENSION, letter)


def _laid(application: Application, kind: DocumentKind, letter: Letter) -> Sheet:
    language, form = application.language, FORMS[kind]
    with override(CODES[language]):
        content = letter(matter_of(application, application.case, with_bases=kind in CITING))
    return Sheet(
        title=str(content.get("title") or (form.title_en if language == "en" else form.title)),
        organ=ORGAN[language],
        recipient=str(content["recipient"]),
        paragraphs=content.get("paragraphs", ()),
        facts=content.get("facts", ()),
        rights=content.get("rights", ()),
        language=language,
    )
