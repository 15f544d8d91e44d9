"""A case read for its page: the dossier, its pauses, its extension, its forecast; four statements."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeVar

from django.db.models import QuerySet

from workdays.calendar import Calendar
from workdays.reckoning import Pause as PausedDays
from workdays.reckoning import count
from workdays.terms import Unit
from workflow.clocks import Extra, Interruption
from workflow.dossier import Dossier
from workflow.forecast import Forecast
from workflow.limits import fewest_days
from workflow.models import Case, Extension, ExtensionRequest, Pause, Task
from workflow.outlook import outlook
from workflow.registry import Awaited, kind_of
from workflow.steps import StepKind
from workflow.usual import usual_days

KEPT = "_case_file"
Row = TypeVar("Row", Task, Pause)


@dataclass(frozen=True)
class CaseFile:
    """All that the head of the page is made of, as it stands on a day."""

    dossier: Dossier
    pauses: list[Pause]
    extension: Extension | None
    forecast: Forecast
    today: date
    calendar: Calendar

    @property
    def case(self) -> Case:
        return self.dossier.case

    @cached_property
    def awaited(self) -> Awaited | None:
        """What somebody outside the bureau owes before the case goes on, if it is their turn."""
        case = self.case
        return kind_of(case.kind).awaited([case], on=self.today, calendar=self.calendar).get(case.pk)

    @property
    def stops(self) -> list[PausedDays]:
        """The pauses as days, each with its ground and the number of its notice."""
        return [
            PausedDays(
                pause.first_on, pause.last_on, ground=pause.get_ground_display(), document=pause.notice.number
            )
            for pause in self.pauses
        ]

    @property
    def interruptions(self) -> list[Interruption]:
        """The pauses with the steps that end them."""
        dossier = self.dossier
        return [
            Interruption(dossier.asked_for(dossier.task(pause.task_id)), stop)
            for pause, stop in zip(self.pauses, self.stops, strict=True)
        ]

    @property
    def extra(self) -> Extra | None:
        """The extension, if there is one."""
        return Extra(self.extension.days, self.extension.moves_promise) if self.extension else None

    @cached_property
    def pending_request(self) -> ExtensionRequest | None:
        """The request for an extension that waits for its answer (one statement, the first time)."""
        waiting = ExtensionRequest.objects.filter(case=self.case, answered_at=None)
        return waiting.select_related("asked_by").first()

    @property
    def may_be_extended(self) -> bool:
        """Whether Art. 42 still allows an extension: once, of a running limit of our own, before expiry."""
        case, nodes = self.case, self.dossier.graph.nodes.values()
        is_running = case.accepted_on is not None and case.decided_on is None and self.extension is None
        is_over = case.statutory_on is not None and case.statutory_on < self.today
        return is_running and not is_over and all(node.kind != StepKind.FORWARD for node in nodes)

    def open_pause(self, task: Task) -> Pause | None:
        """The special procedure that runs at a task."""
        return next((one for one in self.pauses if one.task_id == task.pk and one.last_on is None), None)

    def used(self) -> int:
        """Days of the limit used by today, or by the decision."""
        case = self.case
        if case.accepted_on is None:
            return 0
        until = case.decided_on or self.today
        unit = Unit(case.limit_unit)
        return count(case.accepted_on, until, calendar=self.calendar, unit=unit, pauses=self.stops)

    @property
    def is_at_risk(self) -> bool:
        """Whether the promise will likely be broken; uncounted days move it, so they are left out."""
        case = self.case
        if case.promised_days is None or case.decided_on is not None:
            return False
        more = self.extra.days if self.extra and self.extra.moves_promise else 0
        day = None if self.forecast.uncounted_days else case.promised_on
        return self.forecast.is_at_risk(day, case.promised_days + more - self.used())

    @property
    def breaks_statute(self) -> bool:
        """Whether the decision is expected past the statutory day; uncounted days move that day along."""
        statutory_on, expected = self.case.statutory_on, self.forecast.decided_on
        if statutory_on is None or expected is None or self.case.decided_on is not None:
            return False
        return not self.forecast.uncounted_days and expected > statutory_on

    @property
    def crowded_steps(self) -> int:
        """How many steps follow each other where they outnumber the days of the promise; else 0."""
        steps, promised = fewest_days(self.dossier.graph), self.case.promised_days
        return steps if promised is not None and self.case.decided_on is None and steps > promised else 0


def open_file(case: Case, *, today: date, calendar: Calendar) -> CaseFile:
    """The case as its page shows it on a day; `kept_file` gives it to the panels."""
    tasks = Task.objects.filter(case_id=case.pk).order_by("pk")
    related = ("answer", "answer__by", "unit", "assignee", "done_by", "step")
    dossier = Dossier(case, tasks.select_related(*related))
    pauses = list(_pauses().filter(case_id=case.pk))
    extension = Extension.objects.filter(case_id=case.pk).select_related("approved_by").first()
    file = _file(dossier, pauses, extension, today, calendar)
    case.__dict__[KEPT] = file
    return file


def open_files(cases: Iterable[Case], *, today: date, calendar: Calendar) -> Iterator[CaseFile]:
    """Many cases as they stand on a day, for forecasts: four statements however many."""
    found = {case.pk: case for case in cases}
    tasks, pauses = _by_case(_bare_tasks(), found), _by_case(_pauses(), found)
    extensions = {more.case_id: more for more in Extension.objects.filter(case_id__in=list(found))}
    for pk, case in found.items():
        dossier = Dossier(case, tasks.get(pk, ()))
        yield _file(dossier, pauses.get(pk, []), extensions.get(pk), today, calendar)


def _bare_tasks() -> QuerySet[Task]:
    """Tasks without their long texts, which no clock looks at."""
    return Task.objects.defer("opinion", "conditions", "why").order_by("pk")


def _pauses() -> QuerySet[Pause]:
    return Pause.objects.select_related("notice").order_by("first_on", "pk")


def _by_case(rows: QuerySet[Row], case_ids: Iterable[int]) -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = {}
    for row in rows.filter(case_id__in=list(case_ids)):
        found.setdefault(row.case_id, []).append(row)
    return found


def _file(
    dossier: Dossier, pauses: list[Pause], extension: Extension | None, today: date, calendar: Calendar
) -> CaseFile:
    usual = usual_days().get(dossier.graph.code)
    expected = outlook(dossier, today=today, calendar=calendar, pauses=pauses, usual_days=usual)
    return CaseFile(dossier, pauses, extension, expected, today, calendar)


def kept_file(case: Case, *, today: date) -> CaseFile | None:
    """The file of a case, if its page has opened it for that day."""
    file: CaseFile | None = case.__dict__.get(KEPT)
    return file if file is not None and file.today == today else None
