"""The statutory days of coming years stand where moon and sun put them, and nothing more is guessed."""

from datetime import date, datetime, timedelta, timezone
from math import pi, sin

import chinese_calendar  # type: ignore[import-untyped]  # the package has no types
import pytest

from tests.makers.workdays import day, seeded_calendar
from workdays.statutory import YEARS, movable_days, names_between, statutory_days

CHINA = timezone(timedelta(hours=8))
KNOWN_FESTIVALS = {2024: "02-10", 2025: "01-29", 2026: "02-17"}


def new_moon(k: int) -> date:
    """The day in China of the k-th new moon since January 2000 (Meeus, Astronomical Algorithms, ch. 49)."""
    t = k / 1236.85
    mean = 2451550.09766 + 29.530588861 * k + 0.00015437 * t * t
    sun = (2.5534 + 29.10535670 * k) * pi / 180
    moon = (201.5643 + 385.81693528 * k + 0.0107582 * t * t) * pi / 180
    node = (160.7108 + 390.67050284 * k) * pi / 180
    shift = (
        -0.40720 * sin(moon) + 0.17241 * sin(sun) + 0.01608 * sin(2 * moon) + 0.01039 * sin(2 * node)
        + 0.00739 * sin(moon - sun) - 0.00514 * sin(moon + sun) + 0.00208 * sin(2 * sun)
    )  # fmt: skip
    days = mean + shift - 0.0008 - 2440587.5
    return (datetime(1970, 1, 1, tzinfo=CHINA) + timedelta(days=days, hours=8)).date()


def new_moons(year: int) -> set[date]:
    first = int((year - 2000) * 12.3685) - 2
    return {new_moon(k) for k in range(first, first + 18)}


@pytest.mark.parametrize("year", sorted(KNOWN_FESTIVALS))
def test_the_new_moons_are_right_where_the_festival_is_known(year: int) -> None:
    assert day(f"{year}-{KNOWN_FESTIVALS[year]}") in new_moons(year)


@pytest.mark.parametrize("year", YEARS)
def test_each_lunar_day_stands_in_its_month(year: int) -> None:
    spring, _qingming, dragon_boat, autumn = movable_days(year)

    assert spring in new_moons(year)
    assert dragon_boat - timedelta(days=4) in new_moons(year)
    assert autumn - timedelta(days=14) in new_moons(year)
    assert date(year, 1, 21) <= spring <= date(year, 2, 20)


@pytest.mark.parametrize("year", YEARS)
def test_qingming_is_the_solar_term(year: int) -> None:
    terms = chinese_calendar.get_solar_terms(date(year, 4, 1), date(year, 4, 10))

    assert [on for on, name in terms if name == "清明"] == [movable_days(year)[1]]


@pytest.mark.parametrize("year", YEARS)
def test_a_year_has_its_thirteen_days_and_no_make_up_day(year: int) -> None:
    calendar = seeded_calendar()
    off = [on for on, kind in calendar.exceptions.items() if kind.year == year]

    assert sorted(off) == sorted(statutory_days(year))
    assert 12 <= len(off) <= 13
    assert not any(calendar.is_working(on) for on in off)


def test_a_span_is_called_after_the_holidays_it_holds() -> None:
    assert names_between(day("2027-02-04"), day("2027-02-11")) == "春节"
    assert names_between(day("2031-10-01"), day("2031-10-07")) == "国庆节"
    assert names_between(day("2050-12-30"), day("2051-01-03")) == "元旦"
    assert names_between(day("2027-07-01"), day("2027-07-02")) == ""
