"""The days of intake, the shortened promise, the term of a licence."""

from datetime import date
from decimal import Decimal

import pytest

from licensing.intake_days import shortened, word_due
from licensing.validity import last_day
from workdays.calendar import Calendar
from workdays.store import current_calendar


@pytest.fixture
def calendar(db: None) -> Calendar:
    return current_calendar()


@pytest.mark.parametrize(
    ("since", "today", "due_on", "overdue", "deemed"),
    [
        pytest.param(
            date(2026, 9, 23), date(2026, 9, 23), date(2026, 10, 8), False, False, id="the day of receipt"
        ),
        pytest.param(
            date(2026, 9, 23), date(2026, 10, 8), date(2026, 10, 8), False, False, id="the fifth day"
        ),
        pytest.param(date(2026, 9, 23), date(2026, 10, 9), date(2026, 10, 8), True, True, id="the day after"),
        pytest.param(
            date(2026, 11, 21), date(2026, 11, 27), date(2026, 11, 27), False, False, id="filed on Saturday"
        ),
        pytest.param(
            date(2026, 12, 30), date(2027, 1, 20), date(2027, 1, 7), True, False, id="not while provisional"
        ),
    ],
)
def test_the_windows_word_is_due_within_five_working_days(
    calendar: Calendar, since: date, today: date, due_on: date, overdue: bool, deemed: bool
) -> None:
    word = word_due(since, today, calendar)

    assert (word.is_overdue, word.is_deemed_accepted) == (overdue, deemed)
    assert word.due_on == due_on or word.is_provisional


@pytest.mark.parametrize(
    ("promised", "factor", "days"),
    [
        (15, None, 15),
        (15, Decimal("0.5"), 8),
        (1, Decimal("0.5"), 1),
        (0, Decimal("0.5"), 0),
        (3, Decimal("0.1"), 1),
        (10, Decimal("1"), 10),
    ],
)
def test_the_green_promise_is_never_longer_and_at_least_a_day(
    promised: int, factor: Decimal | None, days: int
) -> None:
    assert shortened(promised, factor) == days


@pytest.mark.parametrize(
    ("first", "months", "last"),
    [
        (date(2026, 11, 24), 48, date(2030, 11, 23)),
        (date(2026, 1, 1), 12, date(2026, 12, 31)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 2, 29), 48, date(2028, 2, 28)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2026, 12, 1), 1, date(2026, 12, 31)),
        (date(2026, 11, 24), None, None),
    ],
)
def test_a_term_ends_the_day_before_its_anniversary(
    first: date, months: int | None, last: date | None
) -> None:
    assert last_day(first, months) == last
