"""Which days are working days, and what an unknown or provisional year answers."""

import json
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.makers.workdays import bare_calendar, day, seeded_calendar
from workdays.calendar import Calendar, DayNature, UnknownYearError, YearFacts
from workdays.reckoning import Unit, reckon

NOTICES = json.loads((Path(__file__).parent / "data/holidays_from_notices.json").read_text(encoding="utf-8"))


def days_of(year: int) -> list[date]:
    return [
        date(year, 1, 1) + timedelta(days=n)
        for n in range(366)
        if (date(year, 1, 1) + timedelta(days=n)).year == year
    ]


@pytest.mark.parametrize("year", sorted(NOTICES))
def test_every_day_of_a_year_is_as_its_notice_orders(year: str) -> None:
    calendar, notice = seeded_calendar(), NOTICES[year]
    off = {on for first, last in notice["off"] for on in days_of(int(year)) if day(first) <= on <= day(last)}
    worked = {day(text) for text in notice["work"]}

    for on in days_of(int(year)):
        assert calendar.is_working(on) == (on in worked or (on.weekday() < 5 and on not in off)), on


def test_a_day_says_its_nature_and_its_holiday() -> None:
    calendar = seeded_calendar()

    assert calendar.day_kind(day("2026-10-01")).kind == DayNature.HOLIDAY
    assert calendar.day_kind(day("2026-10-01")).name == "国庆节"
    assert calendar.day_kind(day("2026-10-10")).kind == DayNature.MAKEUP
    assert calendar.day_kind(day("2026-10-11")).kind == DayNature.WEEKEND
    assert calendar.day_kind(day("2026-10-12")).kind == DayNature.WORKDAY


def test_no_document_number_is_made_up() -> None:
    calendar = seeded_calendar()

    assert {facts.document_no for facts in calendar.years.values()} == {""}
    assert {kind.document_no for kind in calendar.exceptions.values()} == {""}


def test_new_years_eve_2024_is_a_working_day() -> None:
    assert seeded_calendar().is_working(day("2024-02-09"))


@pytest.mark.parametrize("text", ["1999-06-01", "2003-12-31", "2037-01-01", "2050-06-01", "9999-12-31"])
def test_a_day_of_an_unknown_year_is_refused(text: str) -> None:
    calendar = seeded_calendar()

    for question in (
        calendar.is_working,
        calendar.day_kind,
        calendar.is_provisional,
        calendar.working_day_until,
    ):
        with pytest.raises(UnknownYearError, match=text[:4]):
            question(day(text))


@pytest.mark.parametrize("unit", list(Unit))
@pytest.mark.parametrize("limit", [0, 1, 20])
@pytest.mark.parametrize("start", ["1999-03-01", "2050-03-01"])
def test_a_reckoning_in_an_unknown_year_is_refused(start: str, limit: int, unit: Unit) -> None:
    with pytest.raises(UnknownYearError, match="尚未录入"):
        reckon(day(start), limit, calendar=seeded_calendar(), unit=unit)


@pytest.mark.parametrize(("start", "limit"), [("2036-12-20", 20), ("2026-01-05", 5000), ("2003-12-20", 20)])
def test_a_reckoning_that_leaves_the_known_years_is_refused(start: str, limit: int) -> None:
    with pytest.raises(UnknownYearError):
        reckon(day(start), limit, calendar=seeded_calendar())


def test_a_limit_beyond_the_end_of_all_dates_is_refused() -> None:
    with pytest.raises(UnknownYearError, match="9999"):
        reckon(day("2026-01-05"), 10_000_000, calendar=seeded_calendar(), unit=Unit.CALENDAR)


def test_the_years_of_a_calendar_have_no_gaps() -> None:
    with pytest.raises(ValueError, match="gaps"):
        bare_calendar(2024, 2026)
    with pytest.raises(ValueError, match="at least one"):
        bare_calendar()


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        ("2026-12-24", False),
        ("2026-12-25", True),
        ("2026-12-31", True),
        ("2027-06-01", True),
        ("2025-12-31", False),
    ],
)
def test_a_date_is_provisional_in_a_provisional_year_and_in_the_last_week_before_it(
    on: str, expected: bool
) -> None:
    assert seeded_calendar().is_provisional(day(on)) == expected


def test_the_last_week_before_a_year_not_known_at_all_is_provisional() -> None:
    assert bare_calendar(2026).is_provisional(day("2026-12-28"))


def test_a_final_date_reached_through_a_provisional_year_is_provisional() -> None:
    years = [YearFacts(2026, False), YearFacts(2027, True), YearFacts(2028, False), YearFacts(2029, False)]
    calendar = Calendar(years, {})

    assert reckon(day("2027-12-20"), 20, calendar=calendar).provisional
    assert not reckon(day("2028-01-03"), 20, calendar=calendar).provisional


def test_counting_and_the_nth_day_agree() -> None:
    calendar = seeded_calendar()

    assert calendar.working_days_between(day("2026-09-23"), day("2026-10-10")) == 7
    assert calendar.nth_working_day(day("2026-09-23"), 7) == day("2026-10-10")
    assert calendar.nth_working_day(day("2026-10-04"), 0) == day("2026-10-04")
    with pytest.raises(ValueError, match="forward"):
        calendar.nth_working_day(day("2026-10-04"), -1)


def test_the_nearest_working_days_around_a_day_off() -> None:
    calendar = seeded_calendar()

    assert calendar.working_day_from(day("2026-10-01")) == day("2026-10-08")
    assert calendar.working_day_until(day("2026-10-07")) == day("2026-09-30")
    assert calendar.working_day_from(day("2026-10-10")) == day("2026-10-10")


class Counting(Sequence[int]):
    """A list that counts how often it is read."""

    def __init__(self, values: list[int]) -> None:
        self.values, self.reads = values, 0

    def __len__(self) -> int:
        return len(self.values)

    def __getitem__(self, index: int) -> int:  # type: ignore[override]  # bisection never slices
        self.reads += 1
        return self.values[index]


@pytest.mark.parametrize("limit", [10, 1000, 5000])
def test_a_reckoning_reads_a_dozen_days_whatever_its_limit(limit: int) -> None:
    calendar = bare_calendar(*range(2000, 2051))
    calendar._working = counting = Counting(calendar._working)  # type: ignore[assignment]  # stands in for the list

    reckon(day("2024-03-04"), limit, calendar=calendar)

    assert counting.reads <= len(counting.values).bit_length() + 2
