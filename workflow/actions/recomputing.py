"""Projecting due dates anew after the calendar changed: each date that moves has its line, old and new."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.db import transaction

from organization.models import Person
from records.actions import append_runs
from records.composing import Deed
from workdays.calendar import Calendar
from workdays.days import FAR_FUTURE
from workdays.store import current_calendar
from workflow.actions.desk import Desk
from workflow.actions.noting import lock_cases
from workflow.actions.stopping import Stops, reproject
from workflow.actions.writing import case_sort_on, patch_of, upsert
from workflow.deadlines import PROMISED, PROVISIONAL, STATUTORY, Drift, drifts, facts_of, of_case
from workflow.models import Case, Task
from workflow.replay import PATCH

CHUNK = 200
STORED = [PROMISED, STATUTORY, PROVISIONAL, "sort_on", "warn_on", "remind_on"]
HEAD = ["last_seq", "last_hash", "version"]


def recompute_all(*, by: Person | None, at: datetime) -> list[int]:
    """Recompute every open case that drifted, some hundred a transaction; a second run finds none."""
    numbers = list(dict.fromkeys(drift.case_id for drift in drifts(current_calendar())))
    for first in range(0, len(numbers), CHUNK):
        recompute(numbers[first : first + CHUNK], by=by, at=at)
    return numbers


@transaction.atomic
def recompute(case_ids: Iterable[int], *, by: Person | None, at: datetime) -> list[Drift]:
    """The due dates of these cases follow from their facts and the calendar in force.

    One line for each date that moves, with old and new. Some ten statements, however many cases; what has
    not moved is not written. Returns what moved.
    """
    cases, calendar = lock_cases(case_ids), current_calendar()
    pauses, tasks, extras = facts_of([case.pk for case in cases], Task.objects.all())
    moved, desks, lines = [], [], []
    for case in cases:
        stops = Stops(pauses.get(case.pk, []), extras.get(case.pk))
        table = Desk(case, tasks.get(case.pk, []), by=by, at=at)
        found = _move(table, stops, calendar)
        if found or table.changed_tasks():
            desks.append(table)
            lines.append((case.subject, case.head, list(_deeds(table, found, calendar))))
            moved += found
    for table, link in zip(desks, append_runs(lines, by=by, at=at), strict=True):
        table.case.last_seq, table.case.last_hash = link.seq, link.hash
        table.case.version += 1
    _store(desks)
    return moved


def _move(table: Desk, stops: Stops, calendar: Calendar) -> list[Drift]:
    """Project the case on the desk anew; what differed from the rows."""
    table.calendar = calendar
    found = list(of_case(table, stops.pauses, stops.extra, calendar))
    reproject(table, stops)
    return found


def _deeds(table: Desk, found: list[Drift], calendar: Calendar) -> Iterator[Deed]:
    """A line per date; the first carries the patch of all. Where no date moved, one that says so."""
    patch = {PATCH: patch_of(table, table.changed_tasks())}
    dates = [one for one in found if one.is_date]
    for one in dates:
        yield Deed(_verb(one), {**_told(one, table, calendar), **patch})
        patch = {}
    if not dates:
        facts = {"provisional": table.case.is_provisional, "promised_to": table.case.promised_on}
        yield Deed("clock.confirmed", {**facts, **patch})


def _verb(one: Drift) -> str:
    return "clock.recomputed" if one.task_id is None else "task.recomputed"


def _told(one: Drift, table: Desk, calendar: Calendar) -> dict[str, Any]:
    """What moved, from which day to which, by the notice of which year."""
    year = max(
        day for day in (one.stored, one.expected, one.start_on) if day and not isinstance(day, bool)
    ).year
    step = {} if one.task_id is None else {"task": one.task_id, "step": table.task(one.task_id).title}
    clock = {} if one.task_id is not None else {"clock": one.what}
    notice = calendar.years[year].document_no
    return {**clock, **step, "from": one.stored, "to": one.expected, "document_no": notice}


def _store(desks: list[Desk]) -> None:
    """The rows of all that moved, under the locks the caller holds."""
    touched = [task for table in desks for task in table.changed_tasks()]
    for task in touched:
        task.sort_on = task.due_on or FAR_FUTURE
    upsert(touched)
    for table in desks:
        table.case.sort_on = case_sort_on(table.case)
    Case.objects.bulk_update([table.case for table in desks], [*STORED, *HEAD])
