"""Calendars for tests: the seeded one without a database, a bare one, and days written short."""

from datetime import date, datetime
from functools import cache

from records.models import Event
from workdays.calendar import Calendar, DayKind, DayNature, YearFacts
from workdays.days import SHANGHAI
from workdays.models import CalendarDay, CalendarVersion, CalendarYear
from workdays.seeding import seed_days, seed_years
from workdays.yearnotice import DaysOff, YearNotice


def day(text: str) -> date:
    """A day as `2026-11-24`."""
    return date.fromisoformat(text)


def moment(text: str, clock: str = "10:00") -> datetime:
    """A moment of a day in Shanghai."""
    return datetime.fromisoformat(f"{text}T{clock}").replace(tzinfo=SHANGHAI)


@cache
def seeded_calendar() -> Calendar:
    """The calendar `migrate` leaves, without a query."""
    years = [YearFacts(row.year, row.is_provisional) for row in seed_years()]
    days = {row.on: DayKind(DayNature(row.kind), row.name, "", row.year) for row in seed_days()}
    return Calendar(years, days)


def bare_calendar(*years: int) -> Calendar:
    """Years in which only the weekday matters."""
    return Calendar([YearFacts(year, is_provisional=False) for year in years], {})


def notice_2027(**changes: object) -> YearNotice:
    """A notice of 2027 made up for tests; its number says so."""
    facts: dict[str, object] = {
        "year": 2027,
        "document_no": "测试〔2026〕1号",
        "issued_on": day("2026-11-10"),
        "off": (
            DaysOff(day("2027-01-01"), day("2027-01-03"), "元旦"),
            DaysOff(day("2027-02-05"), day("2027-02-12"), "春节"),
            DaysOff(day("2027-10-01"), day("2027-10-07"), "国庆节"),
        ),
        "makeup": (day("2027-01-30"), day("2027-02-20")),
    }
    return YearNotice(**{**facts, **changes})  # type: ignore[arg-type]  # the tests give wrong ones on purpose


def all_an_entry_changes() -> tuple[list[object], ...]:
    """All that the entry of a year could change, to be compared before and after."""
    return (
        list(CalendarYear.objects.order_by("year").values_list()),
        list(CalendarDay.objects.order_by("on").values_list()),
        list(CalendarVersion.objects.values_list()),
        list(Event.objects.order_by("pk").values_list()),
    )
