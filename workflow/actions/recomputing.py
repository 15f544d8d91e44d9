"""Projecting due dates anew after the calendar changed: each date that moves is told."""

from datetime import datetime

from organization.models import Person
from workdays.store import current_calendar
from workflow.actions.desk import desk
from workflow.actions.pausing import dues_of, moved
from workflow.actions.stopping import read_stops, reproject
from workflow.deadlines import drifts
from workflow.models import Case


def recompute(case_id: int, *, by: Person | None, at: datetime) -> Case:
    """The due dates follow from the case's facts and the calendar in force; none moved, none written."""
    with desk("clock.recompute", by=by, at=at, case_id=case_id) as table:
        old, was_provisional = dues_of(table.case), table.case.is_provisional
        reproject(table, read_stops(table))
        stands = not table.changed_tasks() and dues_of(table.case) == old
        if stands and table.case.is_provisional == was_provisional:
            return table.case
        verb = "clock.confirmed" if stands else "clock.recomputed"
        return table.finish(verb, {**moved(old, table.case), "provisional": table.case.is_provisional})


def recompute_all(*, by: Person | None, at: datetime) -> list[int]:
    """Recompute every open case that drifted, each in its own transaction; a second run finds none."""
    numbers = list(dict.fromkeys(drift.case_id for drift in drifts(current_calendar())))
    for number in numbers:
        recompute(number, by=by, at=at)
    return numbers
