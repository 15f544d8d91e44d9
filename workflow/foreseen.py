"""What a year's notice would move: every open clock, old and new, counted and read page by page."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from hashlib import sha256

from django.utils.translation import gettext_lazy as _

from workdays.calendar import Calendar
from workdays.yeargrid import grid_day
from workdays.yearnotice import differing_days, first_difference
from workflow.deadlines import PROMISED, PROVISIONAL, STATUTORY, Drift, drifts
from workflow.models import Task

CASES = 50  # a page
CLOCKS = {PROMISED: _("承诺办结日"), STATUTORY: _("法定办结日"), PROVISIONAL: _("是否暂定")}


@dataclass(frozen=True, slots=True)
class Sum:
    """How many dates of how many cases move, and the fingerprint of them all with both calendars."""

    cases: int
    dates: int
    digest: str


@dataclass(frozen=True)
class Change:
    """From the calendar in force to the one that would stand."""

    old: Calendar
    new: Calendar

    @cached_property
    def turned(self) -> list[date]:
        """The days worked in only one of the calendars."""
        return differing_days(self.old, self.new)

    @cached_property
    def since(self) -> date | None:
        """The first day that differs; None where nothing but the paper changes."""
        return first_difference(self.old, self.new)

    def sum(self) -> Sum:
        """One walk over the open cases whose clocks reach the first day that differs."""
        seen = sha256(f"{self.old.digest}{self.new.digest}".encode())
        cases: set[int] = set()
        dates = 0
        for one in self.moved():
            cases.add(one.case_id)
            dates += one.is_date
            seen.update(f"{one.number}|{one.what}|{one.stored}|{one.expected};".encode())
        return Sum(len(cases), dates, seen.hexdigest())

    def moved(self, after: int = 0) -> Iterator[Drift]:
        """Every date that moves, and every 暂定 that ends or begins."""
        since = self.since
        return iter(()) if since is None else drifts(self.new, since=since, after=after)

    def behind(self, drift: Drift) -> list[date]:
        """What moves a date: days from day 0 to the later of both, worked in one calendar only."""
        ends = [day for day in (drift.stored, drift.expected) if isinstance(day, date)]
        if not ends or drift.start_on is None:
            return []
        return [on for on in self.turned if drift.start_on < on <= max(ends)]


@dataclass(frozen=True, slots=True)
class Days:
    """Days in a row that become the same."""

    first_on: date
    last_on: date
    words: str


@dataclass(frozen=True, slots=True)
class Row:
    """One date of a page: whose, which, from when to when, and the days behind it with what they become."""

    number: str
    clock: str
    old: date | bool | None
    new: date | bool | None
    is_date: bool
    days: list[Days]


@dataclass(frozen=True, slots=True)
class Page:
    """Some cases' worth of rows, and the case to go on from; 0 at the end."""

    rows: list[Row]
    cases: int
    after: int


def shown_page(change: Change, *, after: int) -> Page:
    """The next cases after one, each with all its dates; a case that only loses its 暂定 has one row."""
    found: list[Drift] = []
    cases: set[int] = set()
    following = 0
    for one in change.moved(after):
        if one.case_id not in cases and len(cases) == CASES:
            following = max(cases)
            break
        cases.add(one.case_id)
        found.append(one)
    return Page(_rows(change, found), len(cases), following)


def _rows(change: Change, found: list[Drift]) -> list[Row]:
    moved = {one.case_id for one in found if one.is_date}
    ids = [one.task_id for one in found if one.task_id is not None]
    titles = {task.pk: task.wording for task in Task.objects.filter(pk__in=ids)}
    return [
        Row(one.number, _clock(one, titles), one.stored, one.expected, one.is_date, _days(change, one))
        for one in found
        if one.is_date or one.case_id not in moved
    ]


def _clock(one: Drift, titles: dict[int, str]) -> str:
    return titles[one.task_id] if one.task_id is not None else str(CLOCKS[one.what])


def _days(change: Change, one: Drift) -> list[Days]:
    """What lies behind a moved date, like days in a row drawn together."""
    found: list[Days] = []
    for on in change.behind(one):
        said = grid_day(change.new, on).words
        if found and found[-1].words == said and found[-1].last_on == on - timedelta(days=1):
            found[-1] = Days(found[-1].first_on, on, said)
        else:
            found.append(Days(on, on, said))
    return found
