"""Limits passed and not yet on record, read from stored facts: open tasks, running clocks, open pauses."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q

from workdays.days import local_day
from workflow.lateness import OF_TASKS, LatenessKind, kind_of_step
from workflow.models import Case, Lateness, Pause, Task
from workflow.states import CaseState, TaskState

Column = tuple[str, LatenessKind]
CLOCKS: tuple[Column, ...] = (
    ("promised_on", LatenessKind.PROMISE),
    ("statutory_on", LatenessKind.STATUTE),
)


@dataclass(frozen=True, slots=True)
class Passed:
    """One limit that was passed: on which case and task, its last day, by whose unit and person."""

    case_id: int
    task_id: int | None
    kind: LatenessKind
    due_on: date
    unit_id: int | None
    person_id: int | None


def passed(today: date, case_ids: Iterable[int] | None = None) -> list[Passed]:
    """Everything passed before `today` that no row yet tells (of these cases): four statements."""
    among = None if case_ids is None else list(case_ids)
    return [*_tasks(today, among), *_cases(today, among), *_procedures(today, among)]


def _tasks(today: date, among: list[int] | None) -> Iterator[Passed]:
    told = Lateness.objects.filter(task=OuterRef("pk"), kind__in=OF_TASKS, due_on=OuterRef("due_on"))
    unheard = Task.objects.late(today).filter(~Exists(told))
    late = unheard if among is None else unheard.filter(case__in=among)
    columns = ("case_id", "pk", "step__kind", "due_on", "unit_id", "assignee_id")
    for case_id, task_id, step, due_on, unit_id, person_id in late.order_by("pk").values_list(*columns):
        yield Passed(case_id, task_id, kind_of_step(step), due_on, unit_id, person_id)


def _cases(today: date, among: list[int] | None) -> Iterator[Passed]:
    found = [
        (case_id, kind, due_on)
        for column, kind in CLOCKS
        for case_id, due_on in _clocks(column, kind, today, among)
    ]
    holders = holders_of({case_id for case_id, _kind, _due_on in found})
    for case_id, kind, due_on in found:
        unit_id, person_id = holders.get(case_id, (None, None))
        yield Passed(case_id, None, kind, due_on, unit_id, person_id)


def _clocks(
    column: str, kind: LatenessKind, today: date, among: list[int] | None
) -> Iterable[tuple[int, date]]:
    """Cases past their promise (the index on `sort_on` finds them), and of these past this clock."""
    told = Lateness.objects.filter(case=OuterRef("pk"), task=None, kind=kind, due_on=OuterRef(column))
    late = Case.objects.late(today).filter(~Exists(told), **{f"{column}__lt": today})
    wanted = late if among is None else late.filter(pk__in=among)
    return wanted.order_by("pk").values_list("pk", column)


def _procedures(today: date, among: list[int] | None) -> Iterator[Passed]:
    """Open special procedures past the days their notice named (calendar days, as the notice prints them)."""
    told = Lateness.objects.filter(
        task=OuterRef("task"), kind=LatenessKind.PROCEDURE, due_on__gte=OuterRef("first_on")
    )
    unheard = Pause.objects.filter(~Exists(told), last_on__isnull=True)
    running = unheard if among is None else unheard.filter(case__in=among)
    columns = ("case_id", "task_id", "first_on", "expected_days", "task__unit_id", "task__assignee_id")
    for case_id, task_id, first_on, days, unit_id, person_id in running.order_by("pk").values_list(*columns):
        until = first_on + timedelta(days=days)
        if until < today:
            yield Passed(case_id, task_id, LatenessKind.PROCEDURE, until, unit_id, person_id)


def holders_of(case_ids: Iterable[int]) -> dict[int, tuple[int | None, int | None]]:
    """Who holds each case up: unit and person of the open task whose limit ends first."""
    tasks = Task.objects.open().filter(case_id__in=list(case_ids)).order_by("case_id", "sort_on", "pk")
    found: dict[int, tuple[int | None, int | None]] = {}
    for case_id, unit_id, person_id in tasks.values_list("case_id", "unit_id", "assignee_id"):
        found.setdefault(case_id, (unit_id, person_id))
    return found


def ended(today: date) -> list[tuple[Lateness, date]]:
    """Running rows whose matter has ended, each with the day it did: the task, or the case's clocks."""
    of_task = Q(task__isnull=False, kind__in=OF_TASKS) & ~Q(task__state=TaskState.OPEN)
    is_over = Q(case__decided_on__isnull=False) | Q(case__state=CaseState.CLOSED)
    of_case = Q(is_over, kind__in=[kind for _column, kind in CLOCKS])
    rows = Lateness.objects.running().filter(of_task | of_case | _result_came())
    return [(row, _ended_on(row, today)) for row in rows.select_related("case", "task").order_by("pk")]


def _result_came() -> Q:
    still = Pause.objects.filter(
        task=OuterRef("task"), last_on__isnull=True, first_on__lte=OuterRef("due_on")
    )
    return Q(kind=LatenessKind.PROCEDURE) & ~Q(Exists(still))


def _ended_on(row: Lateness, today: date) -> date:
    if row.task is not None and row.task.done_at is not None:
        return local_day(row.task.done_at)
    return row.case.decided_on or today
