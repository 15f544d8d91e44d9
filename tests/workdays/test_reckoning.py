"""Pauses, extensions, both units: the conventions of counting, one by one."""

import pytest

from tests.makers.workdays import bare_calendar, day, seeded_calendar
from workdays.reckoning import (
    Pause,
    ReckoningError,
    Unit,
    count,
    days_over,
    last_day_to_decide,
    reckon,
    remaining,
    window_before,
)

CALENDAR = seeded_calendar()
PLAIN = bare_calendar(2024, 2025)  # 2024-03-04 is a Monday


def pause(first: str, last: str | None = None, ground: str = "") -> Pause:
    return Pause(day(first), day(last) if last else None, ground)


def due(start: str, limit: int, *pauses: Pause, unit: Unit = Unit.WORKING, extension: int = 0) -> str | None:
    reckoning = reckon(day(start), limit, calendar=PLAIN, unit=unit, pauses=pauses, extension=extension)
    return reckoning.due_on.isoformat() if reckoning.due_on else None


@pytest.mark.parametrize("unit", list(Unit))
def test_a_limit_of_no_days_ends_on_day_zero_even_on_a_day_off(unit: Unit) -> None:
    assert due("2024-03-09", 0, unit=unit) == "2024-03-09"
    assert due("2024-03-09", 0, pause("2024-03-08"), unit=unit) == "2024-03-09"


def test_a_filing_on_a_saturday_counts_from_that_saturday() -> None:
    assert due("2024-03-09", 1) == "2024-03-11"


def test_neither_end_of_a_pause_counts() -> None:
    assert due("2024-03-04", 2, pause("2024-03-05", "2024-03-06")) == "2024-03-08"


def test_overlapping_and_touching_pauses_are_one() -> None:
    apart = due("2024-03-04", 5, pause("2024-03-06", "2024-03-15"))

    assert due("2024-03-04", 5, pause("2024-03-06", "2024-03-12"), pause("2024-03-08", "2024-03-15")) == apart
    assert due("2024-03-04", 5, pause("2024-03-13", "2024-03-15"), pause("2024-03-06", "2024-03-12")) == apart
    assert due("2024-03-04", 5, pause("2024-03-06", "2024-03-15"), pause("2024-03-07", "2024-03-08")) == apart


def test_the_part_of_a_pause_before_the_count_has_no_effect() -> None:
    assert due("2024-03-04", 5, pause("2024-02-01", "2024-03-04")) == due("2024-03-04", 5)
    assert due("2024-03-04", 5, pause("2024-02-01", "2024-03-05")) == "2024-03-12"


def test_a_pause_that_begins_on_the_last_day_stops_it_and_one_after_it_does_not() -> None:
    assert due("2024-03-04", 5, pause("2024-03-11", "2024-03-11")) == "2024-03-12"
    assert due("2024-03-04", 5, pause("2024-03-12", "2024-03-29")) == "2024-03-11"
    assert due("2024-03-04", 5, pause("2024-03-12")) == "2024-03-11"


def test_a_pause_long_after_the_known_years_has_no_effect() -> None:
    assert due("2024-03-04", 5, pause("2090-01-01", "2090-02-01")) == "2024-03-11"


def test_an_open_pause_leaves_no_due_date_but_the_days_left() -> None:
    reckoning = reckon(day("2024-03-04"), 5, calendar=PLAIN, pauses=[pause("2024-03-07")])

    assert (reckoning.due_on, reckoning.is_open, reckoning.left, reckoning.provisional) == (
        None,
        True,
        3,
        False,
    )
    assert (reckoning.used(), reckoning.remaining()) == (2, 3)
    assert (reckoning.used(day("2024-03-05")), reckoning.remaining(day("2024-03-05"))) == (1, 4)
    assert reckoning.over(day("2024-12-02")) == 0


def test_an_open_pause_swallows_closed_ones_after_it() -> None:
    reckoning = reckon(
        day("2024-03-04"), 5, calendar=PLAIN, pauses=[pause("2024-03-11", "2024-03-12"), pause("2024-03-07")]
    )

    assert reckoning.left == 3


def test_used_and_remaining_follow_the_day_they_are_asked_for() -> None:
    reckoning = reckon(day("2024-03-04"), 5, calendar=PLAIN, extension=2, as_of=day("2024-03-06"))

    assert (reckoning.used(), reckoning.remaining(), reckoning.total) == (2, 5, 7)
    assert (reckoning.used(day("2024-04-01")), reckoning.remaining(day("2024-04-01"))) == (7, 0)
    assert reckoning.over(day("2024-03-18")) == 3


def test_an_extension_adds_days_of_the_limit_after_every_pause() -> None:
    stop = pause("2024-03-06", "2024-03-08")

    assert due("2024-03-04", 5, stop, extension=10) == due("2024-03-04", 15, stop)
    assert due("2024-03-04", 0, extension=3) == "2024-03-07"


@pytest.mark.parametrize(
    ("limit", "extension", "expected"),
    [
        (3, 0, "2024-03-07"),
        (5, 0, "2024-03-11"),
        (6, 0, "2024-03-11"),
        (7, 0, "2024-03-11"),
        (5, 3, "2024-03-12"),
    ],
)
def test_calendar_days_all_count_and_a_last_day_off_moves_forward(
    limit: int, extension: int, expected: str
) -> None:
    assert due("2024-03-04", limit, unit=Unit.CALENDAR, extension=extension) == expected


def test_calendar_days_are_paused_too() -> None:
    assert due("2024-03-04", 3, pause("2024-03-05", "2024-03-10"), unit=Unit.CALENDAR) == "2024-03-13"
    assert due("2024-03-04", 3, pause("2024-03-06"), unit=Unit.CALENDAR) is None


def test_a_last_day_never_moves_onto_a_paused_day() -> None:
    assert due("2024-03-04", 5, pause("2024-03-11", "2024-03-12"), unit=Unit.CALENDAR) == "2024-03-13"
    assert due("2024-03-04", 5, pause("2024-03-11"), unit=Unit.CALENDAR) is None
    assert due("2024-03-04", 4, pause("2024-03-11"), unit=Unit.CALENDAR) == "2024-03-08"


@pytest.mark.parametrize(("limit", "extension"), [(-1, 0), (5, -1)])
def test_negative_days_are_refused(limit: int, extension: int) -> None:
    with pytest.raises(ReckoningError, match="负数"):
        reckon(day("2024-03-04"), limit, calendar=PLAIN, extension=extension)


def test_a_pause_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(ReckoningError, match="早于开始日"):
        pause("2024-03-08", "2024-03-07")


def test_days_over_leave_out_days_off_and_paused_days() -> None:
    friday = day("2024-03-08")

    assert days_over(friday, friday, calendar=PLAIN) == 0
    assert days_over(friday, day("2024-03-10"), calendar=PLAIN) == 0
    assert days_over(friday, day("2024-03-11"), calendar=PLAIN) == 1
    assert days_over(friday, day("2024-03-13"), calendar=PLAIN, pauses=[pause("2024-03-12")]) == 1
    assert days_over(None, day("2024-03-13"), calendar=PLAIN) == 0
    assert days_over(friday, day("2024-03-11"), calendar=PLAIN, unit=Unit.CALENDAR) == 3


def test_remaining_counts_the_due_date_and_never_below_zero() -> None:
    assert remaining(day("2024-03-08"), day("2024-03-07"), calendar=PLAIN) == 1
    assert remaining(day("2024-03-08"), day("2024-03-08"), calendar=PLAIN) == 0
    assert remaining(day("2024-03-08"), day("2024-03-18"), calendar=PLAIN) == 0


def test_counting_stops_at_its_end_inside_a_pause() -> None:
    stops = [pause("2024-03-06", "2024-03-20")]

    assert count(day("2024-03-04"), day("2024-03-08"), calendar=PLAIN, pauses=stops) == 1
    assert count(day("2024-03-08"), day("2024-03-04"), calendar=PLAIN, pauses=stops) == 0


def test_a_renewal_window_counts_back_in_calendar_days_unshifted() -> None:
    assert window_before(day("2026-11-01"), 30) == day("2026-10-02")


def test_the_last_day_to_decide_is_the_working_day_before_an_expiry_on_a_day_off() -> None:
    assert last_day_to_decide(day("2026-10-05"), CALENDAR) == day("2026-09-30")
    assert last_day_to_decide(day("2026-10-10"), CALENDAR) == day("2026-10-10")


def test_the_working_is_made_once_and_only_when_asked_for() -> None:
    lazy = reckon(day("2024-03-04"), 5, calendar=PLAIN)
    ready = reckon(day("2024-03-04"), 5, calendar=PLAIN, with_days=True)

    assert "days" not in vars(lazy)
    assert "days" in vars(ready)
    assert lazy.days is lazy.days
    assert lazy == ready
