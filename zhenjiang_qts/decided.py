"""What was decided between two days, counted together where everything counted is alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import NamedTuple

from django.db.models import Count, Q

from licensing.models import Application
from workdays.calendar import Calendar
from workdays.reckoning import Pause, Unit, count
from workflow.models import Pause as StoredPause

OF_CASE = (
    "case__accepted_on",
    "case__decided_on",
    "case__promised_on",
    "case__promised_days",
    "case__statutory_days",
)


class Facts(NamedTuple):
    """What is known of a decided case: the version of its item, its dates and limits."""

    version: int
    accepted_on: date
    decided_on: date
    promised_on: date
    promised: int
    statutory: int


@dataclass(frozen=True, slots=True)
class Done:
    """So many cases that are alike, and the working days they took, without those not counted."""

    facts: Facts
    days: int
    number: int

    @property
    def is_on_time(self) -> bool:
        return self.facts.decided_on <= self.facts.promised_on


@dataclass(frozen=True)
class Decided:
    """All that was decided; a case extended by Art. 42 counts against its moved day."""

    done: list[Done]
    extended: int


def decided(first_on: date, last_on: date, calendar: Calendar) -> Decided:
    """What was decided within these days on limits in working days: two statements.

    The database lays together what is alike in item and dates, read from the indexes of that span alone.
    Cases whose clocks stood are told apart by their pauses.
    """
    within = Q(
        case__decided_on__range=(first_on, last_on),
        case__promised_on__isnull=False,
        case__limit_unit=Unit.WORKING,
    )
    alike = Application.objects.filter(within).values_list("item_version", *OF_CASE)
    rows = list(alike.annotate(Count("pk"), Count("case__extension")).order_by())
    numbers = Counter({Facts(*facts): number for *facts, number, _extended in rows})
    stopped = list(_stopped(within))
    numbers.subtract(facts for facts, _pauses in stopped)
    done = [*_unbroken(numbers, calendar), *_broken(stopped, calendar)]
    return Decided(done, sum(row[-1] for row in rows))


def _stopped(within: Q) -> Iterable[tuple[Facts, list[Pause]]]:
    """Each case with a special procedure, with the days not counted."""
    found: dict[int, tuple[Facts, list[Pause]]] = {}
    columns = ("case__application__item_version", *OF_CASE, "case_id", "first_on", "last_on")
    for *facts, case, begun, ended in StoredPause.objects.filter(within).values_list(*columns):
        found.setdefault(case, (Facts(*facts), []))[1].append(Pause(begun, ended))
    return found.values()


def _unbroken(numbers: Counter[Facts], calendar: Calendar) -> Iterator[Done]:
    taken = cache(lambda since, until: count(since, until, calendar=calendar))
    for facts, number in numbers.items():
        if number:
            yield Done(facts, taken(facts.accepted_on, facts.decided_on), number)


def _broken(stopped: Iterable[tuple[Facts, list[Pause]]], calendar: Calendar) -> Iterator[Done]:
    for facts, pauses in stopped:
        days = count(facts.accepted_on, facts.decided_on, calendar=calendar, pauses=pauses)
        yield Done(facts, days, 1)
