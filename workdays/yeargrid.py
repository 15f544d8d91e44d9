"""A year as twelve months of weeks: what each day is, by which notice, which are past and so locked."""

from calendar import Calendar as Weeks
from dataclasses import dataclass
from datetime import date

from workdays import words
from workdays.calendar import Calendar, DayKind, DayNature

CLASSES = {
    DayNature.WORKDAY: "",
    DayNature.MAKEUP: "day-makeup",
    DayNature.WEEKEND: "day-rest",
    DayNature.HOLIDAY: "day-off",
}


@dataclass(frozen=True, slots=True)
class GridDay:
    """One day of a month; `words` says what the colour says."""

    on: date
    css: str
    words: str


@dataclass(frozen=True, slots=True)
class GridMonth:
    """A month, its weeks from Monday; None where a week reaches into another month."""

    number: int
    first_on: date
    weeks: tuple[tuple[GridDay | None, ...], ...]
    working: int


@dataclass(frozen=True, slots=True)
class Span:
    """Days off in a row under one name, or a make-up day."""

    first_on: date
    last_on: date
    name: str
    is_working: bool
    days: int


def months(calendar: Calendar, year: int, today: date) -> list[GridMonth]:
    """The twelve months of a year of the calendar (UnknownYearError outside it)."""
    return [_month(calendar, year, month, today) for month in range(1, 13)]


def spans(calendar: Calendar, year: int) -> list[Span]:
    """Whatever the notice of a year orders, in order: days off drawn together, make-up days alone."""
    found: list[Span] = []
    for on, kind in sorted(calendar.exceptions.items()):
        if kind.year == year:
            found = _laid(found, on, kind)
    return found


def _laid(found: list[Span], on: date, kind: DayKind) -> list[Span]:
    last = found[-1] if found else None
    follows = last is not None and (on - last.last_on).days == 1 and not kind.is_working
    if last is not None and follows and (last.name, last.is_working) == (kind.name, False):
        return [*found[:-1], Span(last.first_on, on, last.name, False, last.days + 1)]
    return [*found, Span(on, on, kind.name, kind.is_working, 1)]


def _month(calendar: Calendar, year: int, month: int, today: date) -> GridMonth:
    weeks = Weeks().monthdatescalendar(year, month)
    rows = tuple(
        tuple(grid_day(calendar, on, today) if on.month == month else None for on in week) for week in weeks
    )
    first_on = date(year, month, 1)
    working = sum(
        calendar.is_working(on) for week in weeks for on in week if on.month == month and on.year == year
    )
    return GridMonth(month, first_on, rows, working)


def grid_day(calendar: Calendar, on: date, today: date | None = None) -> GridDay:
    """What a day is in a calendar, in a colour and in words."""
    kind = calendar.day_kind(on)
    css = " ".join(part for part in (CLASSES[kind.kind], _when(on, today)) if part)
    named = words.holiday(kind.name) if kind.name else ""
    return GridDay(on, css, " ".join(part for part in (named, str(kind.kind.label)) if part))


def _when(on: date, today: date | None) -> str:
    if today is None:
        return ""
    if on == today:
        return "day-today"
    return "is-past" if on < today else ""
