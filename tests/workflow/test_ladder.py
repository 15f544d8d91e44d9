"""The ladder as a table: which rungs a day owes, and when the next look is due."""

from datetime import date

import pytest

from workdays.store import current_calendar
from workflow.ladder import Hearer, Moment, Rung, Scope, Span, due_rungs, next_day

pytestmark = pytest.mark.django_db
WARN = Rung(Scope.TASK, Moment.WARN, 0, Hearer.PERSON)
LAST = Rung(Scope.TASK, Moment.LAST_DAY, 0, Hearer.PERSON)
ONE_OVER = Rung(Scope.TASK, Moment.OVER, 1, Hearer.UNIT_HEAD)
TWO_OVER = Rung(Scope.TASK, Moment.OVER, 2, Hearer.LEADER)
LADDER = (WARN, LAST, ONE_OVER, TWO_OVER)
SPAN = Span(date(2026, 9, 30), date(2026, 10, 8))  # the holiday of 1 to 7 October lies between


@pytest.mark.parametrize(
    ("since", "today", "owed", "next_on"),
    [
        pytest.param(date(2026, 9, 30), date(2026, 9, 29), (), date(2026, 9, 30), id="not yet"),
        pytest.param(date(2026, 9, 30), date(2026, 9, 30), (WARN,), date(2026, 10, 8), id="four fifths used"),
        pytest.param(date(2026, 10, 8), date(2026, 10, 8), (LAST,), date(2026, 10, 9), id="last day"),
        pytest.param(date(2026, 10, 9), date(2026, 10, 9), (ONE_OVER,), date(2026, 10, 10), id="one over"),
        pytest.param(
            date(2026, 10, 10), date(2026, 10, 12), (TWO_OVER,), None, id="a worked Saturday counts"
        ),
        pytest.param(date(2026, 9, 30), date(2026, 10, 20), LADDER, None, id="after a long outage, all"),
    ],
)
def test_a_day_owes_the_rungs_since_the_last_look(
    since: date, today: date, owed: tuple[Rung, ...], next_on: date | None
) -> None:
    calendar = current_calendar()

    assert tuple(due_rungs(LADDER, SPAN, since, today, calendar)) == owed
    assert next_day(LADDER, SPAN, today, calendar) == next_on
