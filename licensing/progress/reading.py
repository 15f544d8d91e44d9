"""An application read once for all that its applicant is told of it: at most eight statements."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import QuerySet

from documents.models import Document
from licensing.intake_days import Word, waits_for_pieces, word_due
from licensing.models import (
    Application,
    Correction,
    CorrectionLine,
    Decision,
    Delivery,
    Licence,
    MaterialVerdict,
    SuperiorDecision,
)
from licensing.states import State
from licensing.verdicts import Verdict
from workdays.calendar import Calendar
from workflow.models import Case, Task
from workflow.overview import CaseFile, open_file
from workflow.states import TaskState
from workflow.steps import StepKind

ENDINGS = ("correction__document", "decision__document", "licence__document", "superior_decision")


@dataclass(frozen=True)
class Progress:
    """The application, its case, and what has been issued and handed over, as of a day."""

    application: Application
    file: CaseFile
    lines: list[CorrectionLine]
    verdicts: list[MaterialVerdict]
    documents: list[Document]
    deliveries: list[Delivery]

    @property
    def case(self) -> Case:
        return self.file.case

    @property
    def today(self) -> date:
        return self.file.today

    @property
    def calendar(self) -> Calendar:
        return self.file.calendar

    @property
    def state(self) -> State:
        return State(self.application.state)

    @property
    def correction(self) -> Correction | None:
        found: Correction | None = getattr(self.application, "correction", None)
        return found

    @property
    def decision(self) -> Decision | None:
        found: Decision | None = getattr(self.application, "decision", None)
        return found

    @property
    def superior_decision(self) -> SuperiorDecision | None:
        found: SuperiorDecision | None = getattr(self.application, "superior_decision", None)
        return found

    @property
    def licence(self) -> Licence | None:
        found: Licence | None = getattr(self.application, "licence", None)
        return found

    @property
    def owed(self) -> list[CorrectionLine]:
        """What the notice asked for and has not come."""
        return [line for line in self.lines if line.given_on is None]

    @property
    def waits_for_pieces(self) -> bool:
        """Whether the next word is the applicant's: something the notice named has not come as it must be."""
        asked = self.correction
        if self.state != State.CORRECTION or asked is None:
            return False
        return waits_for_pieces(len(self.owed), asked.answered_on, self.today, self.calendar)

    @cached_property
    def word(self) -> Word:
        """Until when the window owes its word, from the day of receipt or of the last piece (Art. 32)."""
        asked = self.correction
        since = asked.answered_on if asked and asked.answered_on else self.application.received_on
        return word_due(since, self.today, self.calendar)

    @cached_property
    def newest(self) -> dict[str, Task]:
        """The newest round of each step."""
        return self.file.dossier.newest()

    @cached_property
    def open_tasks(self) -> list[Task]:
        """Whose turn it is: the open steps, without consultations inside the house."""
        return [task for task in self.newest.values() if task.state == TaskState.OPEN]

    def open_step(self, kind: StepKind) -> Task | None:
        """The open task of a step of this kind."""
        return next((task for task in self.open_tasks if task.step and task.step.kind == kind), None)

    def paper(self, *kinds: str) -> Document | None:
        """The newest document of these kinds."""
        return next((paper for paper in reversed(self.documents) if paper.kind in kinds), None)

    def is_provisional(self, on: date | None) -> bool:
        """Whether the notice of a year may still move this day."""
        return on is not None and self.calendar.is_provisional(on)


def read_progress(
    asked: QuerySet[Application], *, today: date, calendar: Calendar, with_verdicts: bool = False
) -> Progress | None:
    """The progress of the application asked for; None where there is none."""
    found = asked.select_related("case__party", "case__district", "item_version__item", "entitlement")
    application = found.select_related(*ENDINGS).first()
    if application is None:
        return None
    return Progress(
        application=application,
        file=open_file(application.case, today=today, calendar=calendar),
        lines=_lines(application),
        verdicts=_verdicts(application, whole=with_verdicts),
        documents=list(_documents(application.case)),
        deliveries=list(application.deliveries.order_by("delivered_on", "pk")),
    )


def _lines(application: Application) -> list[CorrectionLine]:
    asked = getattr(application, "correction", None)
    if asked is None:
        return []
    return list(asked.lines.select_related("material__basis").order_by("material__order"))


def _verdicts(application: Application, *, whole: bool) -> list[MaterialVerdict]:
    """Every verdict, or only those on materials that may follow later (容缺受理)."""
    rows = application.verdicts.select_related("material__basis", "piece").order_by("material__order")
    return list(rows if whole else rows.filter(verdict=Verdict.PROMISED))


def _documents(case: Case) -> Iterable[Document]:
    issued = Document.objects.filter(subject_kind=case.subject.kind, subject_key=case.number)
    return issued.defer("canonical_content", "signature").order_by("pk")
