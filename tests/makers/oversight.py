"""Makers of what a supervisor looks at: cases late and at risk, and the question asked about them."""

from datetime import UTC, date, datetime, timedelta

from organization.models import Person
from oversight.actions.foreseeing import sweep_outlooks
from oversight.figures import Asked, Filters
from tests.makers.organization import Cast
from tests.makers.workflow import a_case, accepted
from workdays.calendar import Calendar
from workdays.store import current_calendar
from workflow.actions.overdue import sweep_overdue
from workflow.models import Case


def noon(month: int, day: int) -> datetime:
    """Noon in Zhenjiang, 2026."""
    return datetime(2026, month, day, 4, 0, tzinfo=UTC)


def asking(reader: Person, on: date, **filters: str | date) -> Asked:
    """A question as of a day."""
    return Asked(reader, on, current_calendar(), Filters(**filters))  # type: ignore[arg-type]  # texts and days


def days_ago(n: int) -> datetime:
    """A moment n working days ago, for pages, which look from the present."""
    calendar: Calendar = current_calendar()
    now = datetime.now(UTC)
    day = now.date()
    while calendar.working_days_between(day, now.date()) < n:
        day -= timedelta(days=1)
    return datetime(day.year, day.month, day.day, 2, 30, tzinfo=UTC)


def late_case(people: Cast) -> Case:
    """A case past promise and law as seen today, on record and foreseen."""
    case = accepted(people, a_case(people, at=days_ago(30)), at=days_ago(30))
    sweep_overdue(datetime.now(UTC))
    sweep_outlooks(datetime.now(UTC))
    return case
