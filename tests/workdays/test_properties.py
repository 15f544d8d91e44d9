"""Reckoning against an independent day loop, and adding against counting."""

import random
from datetime import date, timedelta
from functools import cache

import chinese_calendar  # type: ignore[import-untyped]  # the package has no types
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.makers.workdays import seeded_calendar
from workdays.reckoning import Pause, Unit, count, reckon

CALENDAR = seeded_calendar()
FIRST, LAST = date(2004, 1, 1), date(2026, 12, 31)
CASES = 20_000
ONE = timedelta(days=1)


@cache
def is_worked(on: date) -> bool:
    """Straight from the package, past our tables; after 2026 the weekday alone."""
    return bool(chinese_calendar.is_workday(on)) if on <= LAST else on.weekday() < 5


def naive_due(start: date, total: int, stops: list[tuple[date, date]], unit: Unit) -> date:
    """Walk day by day, counting."""
    on, number = start, 0
    while number < total:
        on += ONE
        paused = any(first <= on <= last for first, last in stops)
        number += not paused and (unit == Unit.CALENDAR or is_worked(on))
    if total and unit == Unit.CALENDAR:
        while not is_worked(on) or any(first <= on <= last for first, last in stops):
            on += ONE
    return on


def random_case(dice: random.Random) -> tuple[date, int, int, list[tuple[date, date]], Unit]:
    start = FIRST + timedelta(days=dice.randrange((LAST - FIRST).days - 420))
    stops = []
    for _ in range(dice.choice((0, 0, 1, 1, 2, 3))):
        first = start + timedelta(days=dice.randrange(-10, 60))
        stops.append((first, first + timedelta(days=dice.randrange(25))))
    return start, dice.randrange(46), dice.choice((0, 0, 10, 15)), stops, dice.choice(list(Unit))


def test_a_naive_day_loop_agrees_on_twenty_thousand_random_cases() -> None:
    dice = random.Random(2026)  # noqa: S311  no secret, the same cases every time
    for _ in range(CASES):
        start, limit, extension, stops, unit = random_case(dice)
        pauses = [Pause(first, last) for first, last in stops]
        reckoning = reckon(start, limit, calendar=CALENDAR, unit=unit, pauses=pauses, extension=extension)
        assert reckoning.due_on == naive_due(start, limit + extension, stops, unit), (
            start,
            limit,
            stops,
            unit,
        )


starts = st.dates(date(2004, 1, 1), date(2034, 12, 31))
limits = st.integers(0, 120)


@st.composite
def started_pauses(draw: st.DrawFn) -> tuple[date, list[Pause]]:
    start = draw(starts)
    spans = draw(st.lists(st.tuples(st.integers(-20, 90), st.integers(0, 40)), max_size=4))
    firsts = [(start + timedelta(days=offset), length) for offset, length in spans]
    return start, [Pause(first, first + timedelta(days=length)) for first, length in firsts]


@given(started_pauses(), limits)
def test_counting_undoes_adding(case: tuple[date, list[Pause]], limit: int) -> None:
    start, pauses = case
    due_on = reckon(start, limit, calendar=CALENDAR, pauses=pauses).due_on

    assert due_on is not None
    assert count(start, due_on, calendar=CALENDAR, pauses=pauses) == limit
    if limit:
        assert count(start, due_on - ONE, calendar=CALENDAR, pauses=pauses) == limit - 1


@given(started_pauses(), st.integers(1, 400))
def test_adding_what_was_counted_comes_back_to_the_last_counted_day(
    case: tuple[date, list[Pause]], length: int
) -> None:
    start, pauses = case
    until = start + timedelta(days=length)
    counted = count(start, until, calendar=CALENDAR, pauses=pauses)
    due_on = reckon(start, counted, calendar=CALENDAR, pauses=pauses).due_on

    assert due_on is not None
    assert due_on <= until
    assert count(due_on, until, calendar=CALENDAR, pauses=pauses) == 0


@given(started_pauses(), limits, limits, st.sampled_from(list(Unit)))
def test_a_longer_limit_never_ends_earlier(
    case: tuple[date, list[Pause]], limit: int, more: int, unit: Unit
) -> None:
    start, pauses = case
    shorter = reckon(start, limit, calendar=CALENDAR, pauses=pauses, unit=unit)
    longer = reckon(start, limit, extension=more, calendar=CALENDAR, pauses=pauses, unit=unit)

    assert shorter.due_on is not None
    assert longer.due_on is not None
    assert shorter.due_on <= longer.due_on


@given(started_pauses(), limits, st.sampled_from(list(Unit)))
@settings(max_examples=60)
def test_the_working_tells_the_same_story_as_the_date(
    case: tuple[date, list[Pause]], limit: int, unit: Unit
) -> None:
    start, pauses = case
    reckoning = reckon(start, limit, calendar=CALENDAR, pauses=pauses, unit=unit)

    assert sum(line.counted for line in reckoning.days) == limit
    assert [line.on for line in reckoning.days if line.is_due] == [reckoning.due_on]
    assert not any(line.counted and any(pause.covers(line.on) for pause in pauses) for line in reckoning.days)
