"""The forecast of every running case, made anew whenever the case moved or a day began."""

from collections.abc import Iterable
from datetime import date, datetime
from itertools import islice

from django.db import transaction
from django.db.models import F, Q

from oversight.models import Outlook
from workdays.calendar import Calendar
from workdays.days import local_day
from workdays.reckoning import count
from workdays.store import current_calendar
from workflow.models import Case
from workflow.overview import CaseFile, open_files
from workflow.sweeping import Swept

CHUNK = 500
FIELDS = ["version", "day", "expected_on", "over_days", "is_at_risk", "breaks_statute"]


def sweep_outlooks(at: datetime) -> Swept:
    """Bring the forecasts up to date: reads what moved since, on a new day all; draws no consequence."""
    today, calendar = local_day(at), current_calendar()
    running = Case.objects.running()
    Outlook.objects.exclude(case__in=running).delete()
    stale = Q(outlook=None) | ~Q(outlook__day=today) | ~Q(outlook__version=F("version"))
    numbers = iter(list(running.filter(stale).order_by("pk").values_list("pk", flat=True)))
    while chunk := list(islice(numbers, CHUNK)):
        _foresee(Case.objects.filter(pk__in=chunk), today, calendar)
    return Swept()


def _foresee(cases: Iterable[Case], today: date, calendar: Calendar) -> None:
    with transaction.atomic():
        rows = [_row(file) for file in open_files(cases, today=today, calendar=calendar)]
        Outlook.objects.bulk_create(rows, update_conflicts=True, unique_fields=["case"], update_fields=FIELDS)


def _row(file: CaseFile) -> Outlook:
    expected = file.forecast.decided_on
    over = _over(file) if file.is_at_risk else 0
    return Outlook(
        case=file.case,
        version=file.case.version,
        day=file.today,
        expected_on=expected,
        over_days=over,
        is_at_risk=file.is_at_risk,
        breaks_statute=file.breaks_statute,
    )


def _over(file: CaseFile) -> int:
    """Working days expected past the promise; while the clock stands, past what is left of it."""
    promised, expected = file.case.promised_on, file.forecast.decided_on
    if promised is None or expected is None or expected <= promised:
        return 0
    return count(promised, expected, calendar=file.calendar)
