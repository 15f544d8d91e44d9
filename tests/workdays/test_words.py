"""Dates and days left in words."""

from datetime import datetime

import pytest
from django.utils import translation

from tests.makers.workdays import day
from workdays import words
from workdays.reckoning import Unit

TODAY = day("2026-11-24")


def test_a_day_is_said_with_its_weekday_and_its_year_where_it_is_another() -> None:
    assert words.short_day(day("2026-12-01"), TODAY) == "12 月 1 日 周二"
    assert words.short_day(day("2026-12-01")) == "12 月 1 日 周二"
    assert words.short_day(day("2027-01-06"), TODAY) == "2027 年 1 月 6 日 周三"
    assert words.long_day(day("2026-12-01")) == "2026 年 12 月 1 日（周二）"


def test_a_day_in_english() -> None:
    with translation.override("en"):
        assert words.short_day(day("2026-12-01")) == "Tue 1 Dec 2026"
        assert words.short_day(day("2026-12-01"), TODAY) == "Tue 1 Dec"
        assert words.long_day(day("2026-12-01")) == "Tue 1 Dec 2026"
        assert words.span(day("2026-09-25"), day("2026-09-27")) == "25 Sep – 27 Sep"
        assert words.day_of_year(day("2027-01-06"), TODAY) == "6 Jan 2027"


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2026-09-25", "2026-09-27", "9 月 25—27 日"),
        ("2026-09-25", "2026-09-25", "9 月 25 日"),
        ("2026-09-30", "2026-10-01", "9 月 30 日—10 月 1 日"),
        ("2026-12-30", "2027-12-30", "12 月 30 日—12 月 30 日"),
    ],
)
def test_a_span_of_days(first: str, last: str, expected: str) -> None:
    assert words.span(day(first), day(last)) == expected


def test_a_short_span_of_days() -> None:
    assert words.span(day("2026-09-25"), day("2026-09-27"), short=True) == "09-25 至 09-27"


@pytest.mark.parametrize(
    ("due", "left", "unit", "expected"),
    [
        ("2026-12-01", 5, Unit.WORKING, "剩余 5 个工作日（最迟 12 月 1 日，当日有效）"),
        ("2026-11-24", 0, Unit.WORKING, "今日到期"),
        ("2026-11-21", 0, Unit.WORKING, "今日到期（到期日 11 月 21 日）"),
        ("2026-11-23", -1, Unit.WORKING, "超 1 个工作日（到期日 11 月 23 日）"),
        ("2027-01-06", 43, Unit.CALENDAR, "剩余 43 天（最迟 2027 年 1 月 6 日，当日有效）"),
    ],
)
def test_days_left_never_stand_without_their_date(due: str, left: int, unit: Unit, expected: str) -> None:
    assert words.days_left_until(day(due), left, TODAY, unit) == expected


@pytest.mark.parametrize(("left", "tone"), [(-1, "late"), (0, "warn"), (1, "warn"), (3, "info"), (4, "ok")])
def test_the_tone_of_days_left(left: int, tone: str) -> None:
    assert words.left(left)[0] == tone


def test_a_standing_clock_says_why() -> None:
    assert words.left(3, "计时中止") == ("hold", "计时中止")
    assert words.left(None) == ("hold", "—")


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2026-11-24T11:46:00+00:00", "11-24 19:46"),
        ("2025-12-31T16:30:00+00:00", "01-01 00:30"),
        ("2025-12-31T15:30:00+00:00", "2025-12-31 23:30"),
    ],
    ids=["this year", "already the new year in Zhenjiang", "another year"],
)
def test_a_short_moment_names_the_year_where_it_is_another(moment: str, expected: str) -> None:
    assert words.compact_moment(datetime.fromisoformat(moment), TODAY) == expected


def test_a_month_reads_as_a_month_in_both_languages() -> None:
    with translation.override("en"):
        english = words.month(7)

    assert (words.month(7), english) == ("7 月", "Jul")


def test_a_holiday_of_a_notice_keeps_its_own_name() -> None:
    assert words.holiday("中秋、国庆节") == "中秋、国庆节"
    assert words.holiday("省里的节日") == "省里的节日"
    assert words.holiday("") == ""
