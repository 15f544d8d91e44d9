"""Stored due dates against their projection from dated facts; a new calendar shows what would move."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from workdays.calendar import Calendar
from workdays.reckoning import Pause as PausedDays
from workdays.reckoning import Unit
from workflow.clocks import Clocks, Extra, Interruption, case_dues, pauses_of, task_dues
from workflow.dossier import Dossier
from workflow.models import Case, Extension, Pause, Task
from workflow.models.case import CaseQuerySet
from workflow.states import TaskState

CHUNK = 500
OF_A_CASE = (
    *("number", "process_id", "received_on", "accepted_on", "decided_on", "promised_days", "statutory_days"),
    *("limit_unit", "promised_on", "statutory_on", "is_provisional"),
)
OF_A_TASK = ("case_id", "step_id", "round", "state", "start_on", "limit_days", "due_on", "consulted_for_id")
Facts = tuple[dict[int, list[Pause]], dict[int, list[Task]], dict[int, Extra]]
PROMISED, STATUTORY, PROVISIONAL, TASK = "promised_on", "statutory_on", "is_provisional", "due_on"


@dataclass(frozen=True, slots=True)
class Drift:
    """One due column that differs from what its facts give; `start_on` is day 0 of its clock."""

    case_id: int
    number: str
    what: str
    stored: date | bool | None
    expected: date | bool | None
    start_on: date | None = None
    task_id: int | None = None

    @property
    def is_date(self) -> bool:
        """Whether a date moves, not only the word 暂定."""
        return self.what != PROVISIONAL


def drifts(
    calendar: Calendar, case_ids: Iterable[int] | None = None, *, since: date | None = None, after: int = 0
) -> Iterator[Drift]:
    """Every difference among open cases (or these), in chunks of some statements each; changes nothing.

    With `since`, clocks that end before that day are taken as they stand; `after` is the key of the case to
    go on from.
    """
    wanted = touched(since).order_by("pk").only(*OF_A_CASE)
    if case_ids is not None:
        wanted = wanted.filter(pk__in=list(case_ids))
    while chunk := list(wanted.filter(pk__gt=after)[:CHUNK]):
        yield from _of_chunk(chunk, calendar)
        after = chunk[-1].pk


def touched(since: date | None) -> CaseQuerySet:
    """The open cases a change of the calendar from that day on can move; all where no day is given.

    A clock that ends before the first day that differs ends on the same day by either calendar.
    """
    if since is None:
        return Case.objects.open()
    tasks = Task.objects.open().filter(case=OuterRef("pk"), due_on__gte=since)
    running = Q(decided_on__isnull=True, statutory_on__gte=since)
    return Case.objects.open().filter(running | Q(Exists(tasks)))


def _of_chunk(cases: list[Case], calendar: Calendar) -> Iterator[Drift]:
    numbers = [case.pk for case in cases]
    pauses, tasks, extras = facts_of(numbers, Task.objects.only(*OF_A_TASK))
    for case in cases:
        dossier = Dossier(case, tasks.get(case.pk, []))
        yield from of_case(dossier, pauses.get(case.pk, []), extras.get(case.pk), calendar)


def facts_of(case_ids: list[int], of: QuerySet[Task], *, whole: bool = False) -> Facts:
    """The dated facts of many cases in at most four statements: pauses, tasks and extensions by case.

    Of the tasks those that run; all of them, `whole` or where a pause or a consultation hangs on another one.
    """
    pauses = _grouped(Pause.objects.filter(case_id__in=case_ids).order_by("first_on", "pk"))
    tasks = _tasks(case_ids, of) if whole else _running_tasks(case_ids, of, pauses)
    extras = {
        one.case_id: Extra(one.days, one.moves_promise)
        for one in Extension.objects.filter(case_id__in=case_ids)
    }
    return pauses, tasks, extras


def _running_tasks(
    case_ids: list[int], of: QuerySet[Task], paused: Mapping[int, list[Pause]]
) -> dict[int, list[Task]]:
    running = _tasks(case_ids, of.filter(state=TaskState.OPEN))
    consulted = {case_id for case_id, tasks in running.items() if any(not task.step_id for task in tasks)}
    hanging = {*paused, *consulted}
    return running | (_tasks(hanging, of) if hanging else {})


def _tasks(case_ids: Iterable[int], of: QuerySet[Task]) -> dict[int, list[Task]]:
    return _grouped(of.filter(case_id__in=list(case_ids)).order_by("pk"))


def of_case(
    dossier: Dossier, pauses: list[Pause], extra: Extra | None, calendar: Calendar
) -> Iterator[Drift]:
    """The differences of one case."""
    case = dossier.case
    stops = [PausedDays(pause.first_on, pause.last_on) for pause in pauses]
    if case.accepted_on is not None and case.decided_on is None:
        dues = case_dues(clocks_of_case(case), stops, extra, calendar)
        for what in (PROMISED, STATUTORY, PROVISIONAL):
            yield from _differing(case, what, getattr(case, what), getattr(dues, what), case.accepted_on)
    near = [
        Interruption(dossier.asked_for(dossier.task(pause.task_id)), stop)
        for pause, stop in zip(pauses, stops, strict=True)
    ]
    for task in dossier.tasks:
        if task.state == TaskState.OPEN:
            mine = pauses_of(dossier.asked_for(task), near, dossier.graph)
            due_on = task_dues(task.start_on, task.limit_days, mine, calendar).due_on
            what = f"{dossier.key(task)}.{TASK}"
            yield from _differing(case, what, task.due_on, due_on, task.start_on, task.pk)


def _differing(
    case: Case,
    what: str,
    stored: date | bool | None,
    expected: date | bool | None,
    start_on: date | None,
    task_id: int | None = None,
) -> Iterator[Drift]:
    if stored != expected:
        yield Drift(case.pk, case.number, what, stored, expected, start_on, task_id)


def clocks_of_case(case: Case) -> Clocks:
    """What acceptance pinned."""
    accepted_on = case.accepted_on or case.received_on
    return Clocks(accepted_on, case.promised_days or 0, case.statutory_days or 0, Unit(case.limit_unit))


def _grouped(rows: Iterable[Any]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for row in rows:
        found.setdefault(row.case_id, []).append(row)
    return found
