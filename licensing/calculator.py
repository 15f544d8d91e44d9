"""Apply today, done by when: the public calculator of a guide, with its working."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from licensing.intake_days import DELIVERY_DAYS, WORD_DAYS
from licensing.models import ItemVersion, UncountedProcedure
from workdays.calendar import Calendar
from workdays.reckoning import Pause, Reckoning, Unit, reckon
from workflow.definitions import graph_of
from workflow.graphs import Graph, counted_days


@dataclass(frozen=True)
class Calculation:
    """Four dates from one day of acceptance, each with its day-by-day working (`.days`)."""

    accepted_on: date
    word: Reckoning
    promised: Reckoning
    statutory: Reckoning
    delivery: Reckoning | None
    special: Pause | None

    @property
    def is_provisional(self) -> bool:
        """True if any of the dates lies in a year whose days off are not yet published."""
        parts = (self.word, self.promised, self.statutory, self.delivery)
        return any(part is not None and part.provisional for part in parts)


def calculate(
    version: ItemVersion, on: date, *, calendar: Calendar, special_days: int = 0
) -> Calculation | None:
    """The dates if the item is accepted on `on` and its special procedure takes `special_days` days.

    The procedure is taken to begin on the working day after the steps before it have used their days. None
    for an item without limits.
    """
    if version.promised_limit is None or version.statutory_limit is None:
        return None
    unit = Unit(version.limit_unit)
    special = _special(version, on, calendar, special_days)
    stops = (special,) if special else ()
    promised = reckon(on, version.promised_limit, calendar=calendar, unit=unit, pauses=stops)
    statutory = reckon(on, version.statutory_limit, calendar=calendar, unit=unit, pauses=stops)
    delivery = reckon(promised.due_on, DELIVERY_DAYS, calendar=calendar) if promised.due_on else None
    return Calculation(on, reckon(on, WORD_DAYS, calendar=calendar), promised, statutory, delivery, special)


def uncounted_of(version: ItemVersion) -> UncountedProcedure | None:
    """The first of the item's uncounted procedures (Art. 45); no query where they were prefetched."""
    return min(version.uncounted.all(), key=lambda row: row.order, default=None)


def _special(version: ItemVersion, on: date, calendar: Calendar, days: int) -> Pause | None:
    procedure = uncounted_of(version)
    if procedure is None or days < 1 or version.process_id is None:
        return None
    before = _days_before(graph_of(version.process_id))
    first = reckon(on, before + 1, calendar=calendar).due_on or on
    return Pause(first, first + timedelta(days=days - 1), ground=procedure.get_ground_display())


def _days_before(graph: Graph) -> int:
    """The counted days of the longest path to the first uncounted step."""
    uncounted = [code for code, node in graph.nodes.items() if not node.counts]
    if not uncounted:
        return 0
    days, _path = graph.longest_path(counted_days(graph), until=uncounted[:1])
    return days
