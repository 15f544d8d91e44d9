"""The working of a reckoning, day by day: which day counts, which does not, and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy

from workdays.calendar import DayKind
from workdays.terms import Pause, Unit

if TYPE_CHECKING:
    from workdays.reckoning import Reckoning

LONGEST_PAST = 62  # days; what is later still is told in numbers alone


class LineKind(TextChoices):
    """What a day is in a reckoning."""

    START = "start", gettext_lazy("起算当日")
    WORKDAY = "workday", gettext_lazy("工作日")
    MAKEUP = "makeup", gettext_lazy("调休上班")
    WEEKEND = "weekend", gettext_lazy("周末")
    HOLIDAY = "holiday", gettext_lazy("放假")
    PAUSE = "pause", gettext_lazy("中止")


@dataclass(frozen=True, slots=True)
class DayLine:
    """One day of a reckoning. `number` is the count reached with it, 0 on a day that does not count.

    Past the due date nothing counts any more: `over` is how many days over the limit the day makes it.
    """

    on: date
    kind: LineKind
    counted: bool = False
    number: int = 0
    name: str = ""
    document_no: str = ""
    pause: Pause | None = None
    is_due: bool = False
    is_extension: bool = False
    is_provisional: bool = False
    over: int = 0

    @property
    def ground(self) -> str:
        """The ground of the pause the day lies in."""
        return self.pause.ground if self.pause else ""

    @property
    def document(self) -> str:
        """The notice that rules the day: of the pause, or of the holiday."""
        return self.pause.document if self.pause else self.document_no


def day_lines(reckoning: Reckoning) -> Iterator[DayLine]:
    """Every day from day 0 to the due date; while a pause is open, to `as_of` or its own first day."""
    number = 0
    on, end = reckoning.start_on, _end(reckoning)
    while on <= end:
        line = _line(reckoning, on, number)
        number += line.counted
        yield line
        on += timedelta(days=1)


def days_past(reckoning: Reckoning, until: date) -> Iterator[DayLine]:
    """The days after the due date up to a day, at most LONGEST_PAST: over the limit, or not counted."""
    due_on, number = reckoning.due_on, 0
    last = until if due_on is None else min(until, due_on + timedelta(days=LONGEST_PAST))
    on = last if due_on is None else due_on
    while (on := on + timedelta(days=1)) <= last:
        kind, pause = reckoning.calendar.day_kind(on), _pause_on(reckoning, on)
        is_over = pause is None and _counts(reckoning.unit, kind)
        number += is_over
        yield DayLine(
            on=on,
            kind=_line_kind(False, pause, kind),
            name=kind.name,
            document_no=kind.document_no,
            pause=pause,
            is_provisional=reckoning.calendar.is_provisional(on),
            over=number if is_over else 0,
        )


def _end(reckoning: Reckoning) -> date:
    if reckoning.due_on is not None:
        return reckoning.due_on
    standing = min(pause.first_on for pause in reckoning.pauses if pause.last_on is None)
    return max(reckoning.start_on, standing, reckoning.as_of or standing)


def _line(reckoning: Reckoning, on: date, number: int) -> DayLine:
    """The line of one day, `number` days having been counted before it."""
    kind = reckoning.calendar.day_kind(on)
    pause = _pause_on(reckoning, on)
    counted = pause is None and number < reckoning.total and _counts(reckoning.unit, kind)
    is_start = on == reckoning.start_on
    return DayLine(
        on=on,
        kind=_line_kind(is_start, pause, kind),
        counted=counted and not is_start,
        number=number + 1 if counted and not is_start else 0,
        name=kind.name,
        document_no=kind.document_no,
        pause=None if is_start else pause,
        is_due=on == reckoning.due_on,
        is_extension=counted and not is_start and number >= reckoning.limit,
        is_provisional=reckoning.calendar.is_provisional(on),
    )


def _pause_on(reckoning: Reckoning, on: date) -> Pause | None:
    """The pause a day lies in; of several, the one that began first."""
    covering = [pause for pause in reckoning.pauses if pause.covers(on)]
    return min(covering, key=lambda pause: pause.first_on, default=None)


def _counts(unit: Unit, kind: DayKind) -> bool:
    return unit == Unit.CALENDAR or kind.is_working


def _line_kind(is_start: bool, pause: Pause | None, kind: DayKind) -> LineKind:
    if is_start:
        return LineKind.START
    return LineKind.PAUSE if pause else LineKind(kind.kind.value)
