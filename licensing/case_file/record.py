"""Everything staff pages show of one licensing case, each thing read from the database at most once."""

from __future__ import annotations

from datetime import date
from functools import cached_property

from documents.models import Attachment, Document
from licensing.models import Application, Basis, CorrectionLine, MaterialVerdict, SiteCheck
from workdays.calendar import Calendar
from workdays.reckoning import Pause as PausedDays
from workdays.store import current_calendar
from workflow.clocks import Interruption
from workflow.dossier import Dossier
from workflow.models import Case, Pause, Task
from workflow.overview import CaseFile, kept_file

KEPT = "_licensing_record"
# PostgreSQL plans each further table of this one statement for longer than it takes to read it.
OF_APPLICATION = (
    "item_version__item",
    "item_version__lead_unit",
    "form_version",
    "entitlement",
    "agent",
    "received_by",
    "decision__document",
    "superior_decision",
)
RELATED = ("answer", "answer__by", "unit", "assignee", "done_by", "step")


class Record:
    """One case, read as far as it is asked for; `file` hands over what the engine has read already."""

    def __init__(self, case: Case, *, today: date, file: CaseFile | None = None) -> None:
        self.case, self.today, self._file = case, today, file

    @cached_property
    def application(self) -> Application | None:
        """The application with its item, form and decision; None of a case that is none of licensing's."""
        found = Application.objects.filter(case=self.case).select_related(*OF_APPLICATION).first()
        if found is not None:
            found.case = self.case
        return found

    @cached_property
    def calendar(self) -> Calendar:
        return self._file.calendar if self._file else current_calendar()

    @cached_property
    def dossier(self) -> Dossier:
        if self._file:
            return self._file.dossier
        tasks = Task.objects.filter(case_id=self.case.pk).select_related(*RELATED)
        return Dossier(self.case, tasks.order_by("pk"))

    @cached_property
    def interruptions(self) -> list[Interruption]:
        """The pauses with the steps that end them."""
        if self._file:
            return self._file.interruptions
        pauses = Pause.objects.filter(case_id=self.case.pk).order_by("first_on", "pk")
        return [self._interruption(pause) for pause in pauses]

    def _interruption(self, pause: Pause) -> Interruption:
        stop = PausedDays(pause.first_on, pause.last_on, ground=pause.get_ground_display())
        return Interruption(self.dossier.asked_for(self.dossier.task(pause.task_id)), stop)

    @cached_property
    def verdicts(self) -> list[MaterialVerdict]:
        """The window's verdicts in the order of the materials."""
        found = MaterialVerdict.objects.filter(application=self.application)
        return list(
            found.select_related("material__basis", "set_by", "piece__taken_by").order_by("material__order")
        )

    @cached_property
    def attachments(self) -> list[Attachment]:
        return list(Attachment.objects.of("case", self.case.number))

    @cached_property
    def corrections(self) -> list[CorrectionLine]:
        """The lines of the one correction notice, each with its notice."""
        found = CorrectionLine.objects.filter(correction__application=self.application)
        related = ("material", "correction__document", "correction__requested_by")
        return list(found.select_related(*related).order_by("material__order"))

    @cached_property
    def documents(self) -> list[Document]:
        """The issued documents, oldest first, without their content."""
        found = Document.objects.filter(subject_kind="case", subject_key=self.case.number)
        return list(found.defer("canonical_content", "signature").order_by("issued_at", "pk"))

    @cached_property
    def bases(self) -> list[Basis]:
        """The legal texts of the item version."""
        if self.application is None:
            return []
        return list(Basis.objects.filter(version=self.application.item_version_id).order_by("order"))

    @cached_property
    def site_checks(self) -> dict[int, SiteCheck]:
        """The site checks by the number of their task."""
        found = SiteCheck.objects.filter(application=self.application)
        return {check.task_id: check for check in found.select_related("first_inspector", "second_inspector")}

    def files_in(self, slot: str) -> list[Attachment]:
        """The attachments of one slot."""
        return [each for each in self.attachments if each.slot == slot]


def record_of(case: Case, *, today: date) -> Record:
    """The record of a case, kept on its instance: the panels of one page share what was read."""
    kept: Record | None = case.__dict__.get(KEPT)
    if kept is None or kept.today != today:
        kept = case.__dict__[KEPT] = Record(case, today=today, file=kept_file(case, today=today))
    return kept
