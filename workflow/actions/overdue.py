"""Passed limits go on record: by the sweep while the work is late, by the act itself when it is done late."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from itertools import islice
from typing import Any

from django.db import transaction

from workdays.calendar import Calendar
from workdays.days import local_day
from workdays.store import current_calendar
from workflow.actions.desk import Desk
from workflow.actions.moving import calendar_of
from workflow.actions.noting import lock_cases, note_each
from workflow.actions.warning import warn_of_overruns
from workflow.lateness import kind_of_step, late_since
from workflow.models import CatchUp, Lateness, Task
from workflow.overdue import CLOCKS, Passed, ended, passed
from workflow.sweeping import Swept

CHUNK = 200
Look = Callable[[date, Iterable[int] | None], list[Passed]]


def sweep_overdue(at: datetime) -> Swept:
    """Put every passed limit of the engine on record, and end those whose work is done."""
    today = local_day(at)
    for row, day in ended(today):
        end_lateness(row, day)
    return sweep_passed(passed, at)


def end_lateness(row: Lateness, on: date) -> None:
    """The late work was done that day; a row that has ended stays as it is."""
    Lateness.objects.filter(pk=row.pk, ended_on__isnull=True).update(ended_on=on)


def sweep_passed(look: Look, at: datetime) -> Swept:
    """Put what `look` finds on record, once, with a line on each case.

    `look(today, case_ids)` reads passed limits no row yet tells, of all cases or of these. A limit on a
    provisional day waits for the year's notice: it is counted as held. So does everything while the clocks
    still follow a calendar that changed: a stored date may be the old one.
    """
    if CatchUp.objects.running().exists():
        return Swept(held=len(look(local_day(at), None)))
    return put_on_record(look, at)


def put_on_record(look: Look, at: datetime) -> Swept:
    """Put what `look` finds on record, whatever the clocks still follow."""
    calendar = current_calendar()
    found = look(local_day(at), None)
    firm = [one for one in found if not calendar.is_provisional(one.due_on)]
    numbers = list(dict.fromkeys(one.case_id for one in firm))
    done = sum(_find(look, chunk, at, calendar) for chunk in _chunks(numbers))
    return Swept(done, len(found) - len(firm))


def _find(look: Look, case_ids: list[int], at: datetime, calendar: Calendar) -> int:
    """Look again under the cases' locks, so that an act that came between is seen."""
    with transaction.atomic():
        cases = lock_cases(case_ids)
        found = [one for one in look(local_day(at), case_ids) if not calendar.is_provisional(one.due_on)]
        Lateness.objects.bulk_create([_row(one, at, calendar) for one in found])
        facts: dict[int, dict[str, Any]] = {}
        for one in found:
            facts.setdefault(one.case_id, {"limits": []})["limits"].append(_told(one, calendar))
        late = [case for case in cases if case.pk in facts]
        note_each(late, "lateness.found", facts, at=at)
        warn_of_overruns(found, at=at)
    return len(found)


def record_late_work(table: Desk, task: Task, *, was_decided: bool, is_own: bool = True) -> list[str]:
    """What this act finishes past its limit, on record in its own transaction; the kinds, for its line.

    `is_own`: whoever acts did the work; else the lateness is the unit's, and its assignee's if it has one.
    No statement where nothing is late.
    """
    hand = table.by.pk if table.by and is_own else None
    found = [*_late_task(table, task, hand), *([] if was_decided else _late_clocks(table, task, hand))]
    firm = [one for one in found if not calendar_of(table).is_provisional(one.due_on)]
    if firm and CatchUp.objects.running().exists():
        return []  # the run that brings the clocks to a changed calendar looks at ended work last
    if firm:
        rows = [_row(one, table.at, calendar_of(table), ended_on=table.day) for one in firm]
        Lateness.objects.bulk_create(rows, ignore_conflicts=True)
        for one in firm:
            known = Lateness.objects.running().filter(case=table.case, task=one.task_id, kind=one.kind)
            known.update(ended_on=table.day)
    return [str(one.kind) for one in firm]


def _late_task(table: Desk, task: Task, hand: int | None) -> Iterator[Passed]:
    if task.due_on is not None and task.due_on < table.day:
        node = table.node(task)
        kind = kind_of_step(node.kind if node else None)
        yield Passed(table.case.pk, task.pk, kind, task.due_on, task.unit_id, task.assignee_id or hand)


def _late_clocks(table: Desk, task: Task, hand: int | None) -> Iterator[Passed]:
    """The case's clocks, if this act ended them late."""
    if table.case.decided_on is None:
        return
    for column, kind in CLOCKS:
        due_on = getattr(table.case, column)
        if due_on is not None and due_on < table.day:
            yield Passed(table.case.pk, None, kind, due_on, task.unit_id, task.assignee_id or hand)


def _row(one: Passed, at: datetime, calendar: Calendar, ended_on: date | None = None) -> Lateness:
    return Lateness(
        case_id=one.case_id,
        task_id=one.task_id,
        kind=one.kind,
        due_on=one.due_on,
        since_on=late_since(one.due_on, calendar),
        ended_on=ended_on,
        unit_id=one.unit_id,
        person_id=one.person_id,
        found_at=at,
    )


def _told(one: Passed, calendar: Calendar) -> dict[str, Any]:
    """One passed limit as the line on its case tells it; `since_on` is the day it took effect."""
    return {
        "kind": str(one.kind),
        "task": one.task_id,
        "due_on": one.due_on,
        "since_on": late_since(one.due_on, calendar),
        "unit": one.unit_id,
        "person": one.person_id,
    }


def _chunks(numbers: Iterable[int]) -> Iterator[list[int]]:
    rest = iter(numbers)
    while chunk := list(islice(rest, CHUNK)):
        yield chunk
