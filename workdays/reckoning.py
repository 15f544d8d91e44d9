"""Reckoning with days: from a start, a limit, pauses and an extension to the last lawful day, and back.

The rule (行政许可法第八十二条): the first day is day 0, the n-th counted day is the last lawful one.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from django.utils.translation import gettext as _

from workdays.calendar import Calendar
from workdays.daylines import DayLine, day_lines
from workdays.terms import OPEN, Pause, ReckoningError, Span, Unit, merged

__all__ = [
    "DayLine",
    "Pause",
    "Reckoning",
    "ReckoningError",
    "Unit",
    "count",
    "days_over",
    "last_day_to_decide",
    "reckon",
    "remaining",
    "window_before",
]


@dataclass(frozen=True)
class Reckoning:
    """A due date and what it was made of; without a due date while a pause is open."""

    start_on: date
    limit: int
    extension: int
    unit: Unit
    due_on: date | None
    provisional: bool
    left: int  # days of the limit not yet used when an open pause began; 0 where there is a due date
    pauses: tuple[Pause, ...]
    as_of: date | None
    calendar: Calendar = field(repr=False, compare=False)

    @property
    def total(self) -> int:
        """The limit with its extension."""
        return self.limit + self.extension

    @property
    def is_open(self) -> bool:
        """Whether the clock stands: a pause has no end yet."""
        return self.due_on is None

    def used(self, on: date | None = None) -> int:
        """Days of the limit used up to a day (by default as_of, else the end), at most the limit."""
        day = on or self.as_of
        if day is None:
            return self.total - self.left
        return min(self.total, self._count(self.start_on, day))

    def remaining(self, on: date | None = None) -> int:
        """Days left after a day (by default as_of, else the end); the due date itself is one of them."""
        day = on or self.as_of
        if day is None:
            return self.left
        return self.total - self.used(day) if self.due_on is None else self._count(day, self.due_on)

    def over(self, on: date) -> int:
        """Days past the due date, counted like days of the limit; 0 while the clock stands."""
        return 0 if self.due_on is None else self._count(self.due_on, on)

    def _count(self, after: date, until: date) -> int:
        return count(after, until, calendar=self.calendar, unit=self.unit, pauses=self.pauses)

    @cached_property
    def days(self) -> tuple[DayLine, ...]:
        """The working, day by day: made on first use, costs a step per day."""
        return tuple(day_lines(self))

    def prepared(self) -> "Reckoning":
        """The same reckoning with its days already made."""
        object.__setattr__(self, "days", self.days)
        return self


def _working(calendar: Calendar) -> tuple[Callable[[int, int], int], Callable[[int, int], int]]:
    return calendar.count_ordinals, calendar.nth_ordinal


def _every_day(calendar: Calendar) -> tuple[Callable[[int, int], int], Callable[[int, int], int]]:
    return (lambda after, until: max(0, until - after)), (lambda after, n: after + n)


_RULERS = {Unit.WORKING: _working, Unit.CALENDAR: _every_day}


def _walk(
    cursor: int, total: int, spans: list[Span], calendar: Calendar, unit: Unit
) -> tuple[int | None, int]:
    """The ordinal of the last counted day, or None with the days left where an open pause comes first."""
    counted, nth = _RULERS[unit](calendar)
    left = total
    for first, last in spans:
        if first > calendar.last_ordinal + 1:
            break
        before = counted(cursor, first - 1)
        if before >= left:
            break
        left -= before
        if last == OPEN:
            return None, left
        cursor = last
    return nth(cursor, left), 0


def _land(due: int, spans: list[Span], calendar: Calendar) -> tuple[int | None, int]:
    """A last day that is off moves to the next working day that is not paused."""
    due = calendar.nth_ordinal(due - 1, 1)
    for first, last in spans:
        if first <= due <= last:
            if last == OPEN:
                return None, 1
            due = calendar.nth_ordinal(last, 1)
    return due, 0


def _due(start: int, total: int, spans: list[Span], calendar: Calendar, unit: Unit) -> tuple[int | None, int]:
    if total == 0:
        return start, 0
    due, left = _walk(start, total, spans, calendar, unit)
    if due is None or unit == Unit.WORKING:
        return due, left
    return _land(due, spans, calendar)


def _is_provisional(start: int, due: int | None, calendar: Calendar) -> bool:
    if due is None:
        return False
    return calendar.has_provisional(min(due, max(start + 1, calendar.first_ordinal)), due)


def _check(limit: int, extension: int) -> None:
    if limit < 0 or extension < 0:
        raise ReckoningError(_("期限和延长的天数不能是负数。"))


def reckon(
    start_on: date,
    limit: int,
    *,
    calendar: Calendar,
    unit: Unit = Unit.WORKING,
    pauses: Iterable[Pause] = (),
    extension: int = 0,
    with_days: bool = False,
    as_of: date | None = None,
) -> Reckoning:
    """The due date of a limit of `limit` + `extension` days after `start_on` (day 0, not counted).

    No day of a pause counts; an open pause leaves no due date. A limit in calendar days that ends on a day
    off ends on the next working day (民法典第二百零三条). O((pauses + 1) · log n); the working is made on
    first use, or at once with `with_days`. Raises UnknownYearError outside the calendar, ReckoningError on
    negative days.
    """
    _check(limit, extension)
    stops = tuple(pauses)
    start = start_on.toordinal()
    due, left = _due(start, limit + extension, merged(stops, start), calendar, unit)
    reckoning = Reckoning(
        start_on=start_on,
        limit=limit,
        extension=extension,
        unit=unit,
        due_on=None if due is None else date.fromordinal(due),
        provisional=_is_provisional(start, due, calendar),
        left=left,
        pauses=stops,
        as_of=as_of,
        calendar=calendar,
    )
    return reckoning.prepared() if with_days else reckoning


def count(
    start_on: date,
    until_on: date,
    *,
    calendar: Calendar,
    unit: Unit = Unit.WORKING,
    pauses: Iterable[Pause] = (),
) -> int:
    """Days counted in (start_on, until_on], paused ones left out: the inverse of reckoning a due date."""
    start, until = start_on.toordinal(), until_on.toordinal()
    counted, _nth = _RULERS[unit](calendar)
    total = counted(start, until)
    for first, last in merged(pauses, start):
        total -= counted(first - 1, min(last, until))
    return total


def days_over(
    due_on: date | None,
    as_of: date,
    *,
    calendar: Calendar,
    unit: Unit = Unit.WORKING,
    pauses: Iterable[Pause] = (),
) -> int:
    """Days past a limit, counted like days of the limit; 0 on the due date and while a clock stands."""
    return 0 if due_on is None else count(due_on, as_of, calendar=calendar, unit=unit, pauses=pauses)


def remaining(
    due_on: date,
    as_of: date,
    *,
    calendar: Calendar,
    unit: Unit = Unit.WORKING,
    pauses: Iterable[Pause] = (),
) -> int:
    """Days still left after a day, the due date among them; 0 on the due date and after it."""
    return count(as_of, due_on, calendar=calendar, unit=unit, pauses=pauses)


def window_before(expiry_on: date, days: int) -> date:
    """The day that lies some calendar days before an expiry, unshifted (行政许可法第五十条)."""
    return expiry_on - timedelta(days=days)


def last_day_to_decide(expiry_on: date, calendar: Calendar) -> date:
    """The last working day on or before an expiry: no pause or extension moves it (行政许可法第五十条)."""
    return calendar.working_day_until(expiry_on)
