"""A day is a day of Shanghai, which has no summer time."""

from datetime import UTC, date, datetime, timedelta

import pytest

from workdays.days import FAR_FUTURE, day_start, local_day


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (datetime(2026, 11, 24, 15, 59, 59, tzinfo=UTC), date(2026, 11, 24)),
        (datetime(2026, 11, 24, 16, 0, tzinfo=UTC), date(2026, 11, 25)),
        (datetime(2026, 7, 1, 15, 59, tzinfo=UTC), date(2026, 7, 1)),
        (datetime(2026, 7, 1, 16, 0, tzinfo=UTC), date(2026, 7, 2)),
        (datetime(2026, 12, 31, 16, 0, tzinfo=UTC), date(2027, 1, 1)),
    ],
)
def test_the_day_turns_at_sixteen_utc_in_summer_and_winter(moment: datetime, expected: date) -> None:
    assert local_day(moment) == expected


def test_a_day_starts_at_its_own_midnight() -> None:
    assert day_start(date(2026, 11, 25)) == datetime(2026, 11, 24, 16, 0, tzinfo=UTC)
    assert local_day(day_start(date(2026, 11, 25))) == date(2026, 11, 25)
    assert local_day(day_start(date(2026, 11, 25)) - timedelta(microseconds=1)) == date(2026, 11, 24)


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        local_day(datetime(2026, 11, 24, 12, 0))


def test_the_far_future_is_later_than_every_date() -> None:
    assert date.max == FAR_FUTURE
