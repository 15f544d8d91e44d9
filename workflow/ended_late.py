"""Work that ended late while its last day was provisional, looked at again with the notice of the year."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet

from workdays.calendar import Calendar
from workdays.days import day_start, local_day
from workdays.reckoning import Pause as PausedDays
from workdays.store import current_calendar
from workflow.clocks import Extra, Interruption, case_dues, pauses_of, task_dues
from workflow.deadlines import clocks_of_case, facts_of
from workflow.dossier import Dossier
from workflow.lateness import kind_of_step
from workflow.models import Case, Lateness, Pause, Task
from workflow.overdue import CLOCKS, Passed
from workflow.states import TaskState

CHUNK = 500


@dataclass(frozen=True)
class _Ended:
    """A case whose work has ended in part or as a whole, with the dated facts of its clocks."""

    dossier: Dossier
    pauses: list[Pause]
    extra: Extra | None
    calendar: Calendar

    @property
    def stops(self) -> list[PausedDays]:
        return [PausedDays(pause.first_on, pause.last_on) for pause in self.pauses]

    def due_of(self, task: Task) -> date | None:
        """The right last day of a task."""
        near = [
            Interruption(self.dossier.asked_for(self.dossier.task(pause.task_id)), stop)
            for pause, stop in zip(self.pauses, self.stops, strict=True)
        ]
        mine = pauses_of(self.dossier.asked_for(task), near, self.dossier.graph)
        return task_dues(task.start_on, task.limit_days, mine, self.calendar).due_on


def ended_late(today: date, case_ids: Iterable[int] | None = None, *, since: date) -> list[Passed]:
    """What ended after its right last day and is told by no row, among dates from `since` on.

    The stored dates of ended work stay as they were shown; the right ones are reckoned by the calendar in
    force. Reads the work that ended from that day to today, not the archive before it.
    """
    done, decided = _done(since, today), _decided(since, today)
    if case_ids is not None:
        among = list(case_ids)
        done, decided = done.filter(case__in=among), decided.filter(pk__in=among)
    wanted = sorted({*done.values_list("case_id", flat=True), *decided.values_list("pk", flat=True)})
    chunks = (wanted[first : first + CHUNK] for first in range(0, len(wanted), CHUNK))
    return [one for chunk in chunks for one in _untold(chunk, since)]


def _done(since: date, today: date) -> QuerySet[Task]:
    done = Task.objects.filter(state=TaskState.DONE, due_on__gte=since)
    return done.filter(done_at__gte=day_start(since), done_at__lt=day_start(today + timedelta(days=1)))


def _decided(since: date, today: date) -> QuerySet[Case]:
    return Case.objects.filter(decided_on__gte=since, decided_on__lte=today, statutory_on__gte=since)


def _untold(case_ids: list[int], since: date) -> Iterator[Passed]:
    calendar = current_calendar()
    pauses, tasks, extras = facts_of(case_ids, Task.objects.all(), whole=True)
    rows = Lateness.objects.filter(case__in=case_ids)
    told = set(rows.values_list("case_id", "task_id", "kind"))
    for case in Case.objects.filter(pk__in=case_ids).order_by("pk"):
        dossier = Dossier(case, tasks.get(case.pk, []))
        ended = _Ended(dossier, pauses.get(case.pk, []), extras.get(case.pk), calendar)
        for one in (*_tasks(ended, since), *_clocks(ended)):
            if (one.case_id, one.task_id, str(one.kind)) not in told:
                yield one


def _tasks(ended: _Ended, since: date) -> Iterator[Passed]:
    for task in ended.dossier.tasks:
        if task.done_at is None or task.due_on is None or task.due_on < since:
            continue
        due_on, node = ended.due_of(task), ended.dossier.node(task)
        if due_on is not None and due_on < local_day(task.done_at):
            kind = kind_of_step(node.kind if node else None)
            person = task.assignee_id or task.done_by_id
            yield Passed(task.case_id, task.pk, kind, due_on, task.unit_id, person)


def _clocks(ended: _Ended) -> Iterator[Passed]:
    """The clocks of a decided case; whose task decided it answers for them."""
    case = ended.dossier.case
    if case.decided_on is None or case.accepted_on is None:
        return
    dues = case_dues(clocks_of_case(case), ended.stops, ended.extra, ended.calendar)
    unit_id, person_id = _last_hand(ended.dossier)
    for column, kind in CLOCKS:
        due_on = getattr(dues, column)
        if due_on is not None and due_on < case.decided_on:
            yield Passed(case.pk, None, kind, due_on, unit_id, person_id)


def _last_hand(dossier: Dossier) -> tuple[int | None, int | None]:
    """Unit and person of the task that was done last by the day of the decision."""
    decided_on = dossier.case.decided_on
    done = [
        task for task in dossier.tasks if task.done_at and local_day(task.done_at) <= (decided_on or date.min)
    ]
    last = max(done, key=lambda task: task.done_at, default=None)  # type: ignore[arg-type, return-value]  # only done ones
    return (last.unit_id, last.assignee_id or last.done_by_id) if last else (None, None)
