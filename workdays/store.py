"""The calendar of the database, prepared once per process and renewed when its version changes."""

from collections.abc import Iterable
from datetime import date, timedelta
from threading import Lock

from django.utils.translation import gettext as _

from workdays.calendar import Calendar, DayKind, DayNature, YearFacts
from workdays.models import CalendarDay, CalendarVersion, CalendarYear

BEFORE_NEW_YEAR = timedelta(days=42)  # from 20 November on, when the notice has mostly been published
KEPT = 4  # prepared calendars a process remembers: the one in force, and those of acts not yet committed

_prepared: dict[str, Calendar] = {}
_lock = Lock()


class NoCalendarError(Exception):
    """The database holds no calendar: the migrations have not run."""

    def __init__(self) -> None:
        super().__init__(_("工作日历为空，请先运行 migrate。"))


def prepared(years: Iterable[CalendarYear], days: Iterable[CalendarDay]) -> Calendar:
    """A calendar from rows."""
    facts = {row.year: YearFacts(row.year, row.is_provisional, row.document_no) for row in years}
    exceptions = {
        row.on: DayKind(DayNature(row.kind), row.name, facts[row.year_id].document_no, row.year_id)
        for row in days
    }
    return Calendar(facts.values(), exceptions)


def current_version() -> str:
    """The digest of the calendar in force: one query."""
    digest = CalendarVersion.objects.values_list("digest", flat=True).first()
    if digest is None:
        raise NoCalendarError
    return digest


def missing_year(today: date) -> int | None:
    """The year whose notice is missing though it is near: a running one, or the next from 20 November on."""
    near = (today + BEFORE_NEW_YEAR).year
    waiting = CalendarYear.objects.filter(year__in=(today.year, near), is_provisional=True)
    return waiting.order_by("year").values_list("year", flat=True).first()


def current_calendar(*, version: str | None = None) -> Calendar:
    """The calendar in force, prepared. One query to see its version; none where the caller knows the version.

    Keyed by the digest of the days, not by a counter: an act rolled back can leave nothing stale behind.
    """
    wanted = version or current_version()
    calendar = _prepared.get(wanted)
    return calendar if calendar is not None else _prepare(wanted)


def _prepare(wanted: str) -> Calendar:
    """Read and prepare the calendar, one thread at a time."""
    with _lock:
        if wanted in _prepared:
            return _prepared[wanted]
        calendar = prepared(CalendarYear.objects.all(), CalendarDay.objects.all())
        _keep(calendar)
        return calendar


def _keep(calendar: Calendar) -> None:
    """Remember a calendar under its own digest, forgetting the oldest."""
    _prepared[calendar.digest] = calendar
    while len(_prepared) > KEPT:
        del _prepared[next(iter(_prepared))]
