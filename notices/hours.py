"""When a message may leave the house: working hours of working days, and how long to wait after a failure."""

from datetime import date, datetime, time, timedelta

from workdays.calendar import Calendar, UnknownYearError
from workdays.days import SHANGHAI

OPENS = time(9, 0)
CLOSES = time(17, 30)
FIRST_WAIT = timedelta(minutes=1)
DAYS_AHEAD = 30  # no run of days off is that long


def next_working_moment(at: datetime, calendar: Calendar) -> datetime:
    """The moment itself within working hours, else the next opening; unknown years count Mon to Fri."""
    local = at.astimezone(SHANGHAI)
    if local.time() < CLOSES and _is_working(local.date(), calendar):
        return max(at, datetime.combine(local.date(), OPENS, SHANGHAI))
    coming = (local.date() + timedelta(days=n) for n in range(1, DAYS_AHEAD))
    return datetime.combine(next(day for day in coming if _is_working(day, calendar)), OPENS, SHANGHAI)


def wait_after(attempts: int) -> timedelta:
    """How long to leave a message alone after so many failures: 1, 4, 16, 64 minutes."""
    times: int = 4 ** max(attempts - 1, 0)
    return FIRST_WAIT * times


def _is_working(on: date, calendar: Calendar) -> bool:
    try:
        return calendar.is_working(on)
    except UnknownYearError:
        return on.weekday() < 5
