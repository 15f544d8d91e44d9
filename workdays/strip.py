"""The working of a due date as people read it: a strip of weeks for staff, sums per week for the public."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from django.utils.translation import gettext as _

from workdays import words
from workdays.daylines import DayLine, LineKind

CLASSES = {
    LineKind.START: "day-zero",
    LineKind.MAKEUP: "day-makeup",
    LineKind.WEEKEND: "day-rest",
    LineKind.HOLIDAY: "day-off",
    LineKind.PAUSE: "day-pause",
}


@dataclass(frozen=True)
class StripDay:
    """One cell of the strip: the date, what it is, and its count or why it has none."""

    line: DayLine
    css: str
    words: str

    @property
    def is_strong(self) -> bool:
        """Whether the cell speaks in bold: day 0, every counted day, every day over the limit."""
        return self.line.counted or self.line.over > 0 or self.line.kind == LineKind.START

    @property
    def label(self) -> str:
        """The day of the month; the first of a month says which."""
        on = self.line.on
        return f"{on.month}.{on.day}" if on.day == 1 else str(on.day)


@dataclass(frozen=True)
class StripWeek:
    """A row of the strip; `before` and `after` are the empty cells at its ends."""

    monday: date
    before: range
    days: tuple[StripDay, ...]
    after: range


@dataclass(frozen=True)
class WeekSum:
    """What a week adds, for readers who do not want each day."""

    first_on: date
    last_on: date
    words: str
    counted: int
    total: int
    is_off: bool
    is_provisional: bool


def strip(lines: Iterable[DayLine], today: date) -> list[StripWeek]:
    """The days of a reckoning, a row per week from Monday."""
    weeks = []
    for monday, days in groupby(lines, key=lambda line: _monday(line.on)):
        cells = tuple(StripDay(line, _css(line, today), _cell_words(line, today)) for line in days)
        before = (cells[0].line.on - monday).days
        weeks.append(StripWeek(monday, range(before), cells, range(7 - before - len(cells))))
    return weeks


def week_sums(lines: Iterable[DayLine]) -> list[WeekSum]:
    """What each week adds to the count, and the count reached with it; day 0 stands apart."""
    sums, total = [], 0
    later = (line for line in lines if line.kind != LineKind.START)
    for _key, group in groupby(later, key=lambda line: _monday(line.on)):
        days = list(group)
        counted = sum(line.counted for line in days)
        total += counted
        off = any(line.kind in (LineKind.PAUSE, LineKind.HOLIDAY) for line in days)
        provisional = any(line.is_provisional for line in days)
        sums.append(WeekSum(days[0].on, days[-1].on, _week_words(days), counted, total, off, provisional))
    return sums


def _monday(on: date) -> date:
    return on - timedelta(days=on.weekday())


def _css(line: DayLine, today: date) -> str:
    if line.over:
        return "day-over day-today" if line.on == today else "day-over"
    plain = "day-count" if line.counted else "day-rest"
    css = "day-due" if line.is_due and line.kind != LineKind.START else CLASSES.get(line.kind, plain)
    if line.counted and css == "day-rest":
        css = "day-count"
    return f"{css} day-today" if line.on == today else css


def _cell_words(line: DayLine, today: date) -> str:
    """The few letters of a cell."""
    if line.kind == LineKind.START:
        return _("起算 0")
    if line.over:
        return _("超 %d") % line.over
    if line.is_due:
        return _("到期 %d") % line.number if line.counted else _("到期")
    return _counted_words(line, today) if line.counted else _uncounted_words(line)


def _counted_words(line: DayLine, today: date) -> str:
    if line.on == today:
        return _("今天 %d") % line.number
    return (_("补班 %d") if line.kind == LineKind.MAKEUP else _("第 %d")) % line.number


def _uncounted_words(line: DayLine) -> str:
    if line.kind == LineKind.HOLIDAY:
        return words.holiday(line.name) or _("放假")
    return _("中止") if line.kind == LineKind.PAUSE else _("休")


def _week_words(days: Sequence[DayLine]) -> str:
    """Why a week gives as many days as it does."""
    paused = sum(line.kind == LineKind.PAUSE for line in days)
    reasons = [_("依法不计时 %d 天") % paused] if paused else []
    reasons += _holidays_of(days)
    reasons += [_("%s补班，照计") % words.weekday(line.on) for line in days if line.kind == LineKind.MAKEUP]
    if reasons:
        return _("，").join(reasons)
    return _("天天计入") if any(_is_counted_rest(line) for line in days) else _("仅周末不计")


def _is_counted_rest(line: DayLine) -> bool:
    return line.counted and line.kind == LineKind.WEEKEND


def _holidays_of(days: Sequence[DayLine]) -> list[str]:
    names = (words.holiday(line.name) or _("放假") for line in days if line.kind == LineKind.HOLIDAY)
    return list(dict.fromkeys(names))
