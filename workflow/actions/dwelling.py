"""How long steps usually take: counted from the tasks done in the last twelve months, rebuilt every night."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime

from django.core.cache import cache
from django.db import transaction
from django.db.models import Count
from django.db.models.functions import TruncDate

from workdays.calendar import Calendar
from workdays.days import SHANGHAI, day_start, local_day
from workdays.store import current_calendar
from workflow.models import Dwell, Task
from workflow.spread import at_share
from workflow.states import TaskState
from workflow.usual import KEY, a_year_before

Key = tuple[str, str, int | None]
FIELDS = ("step__process__code", "step__code", "unit_id")


def rebuild_dwells(*, at: datetime) -> int:
    """Count anew and keep the summary; returns how many rows differed."""
    fresh = counted_dwells(local_day(at), current_calendar())
    with transaction.atomic():
        stored = {(row.process_code, row.step_code, row.unit_id): row for row in Dwell.objects.all()}
        different = sum(_facts(stored.get(key)) != _facts(row) for key, row in fresh.items())
        different += len(stored.keys() - fresh.keys())
        Dwell.objects.all().delete()
        Dwell.objects.bulk_create(fresh.values())
    cache.delete(KEY)
    return different


def counted_dwells(today: date, calendar: Calendar) -> dict[Key, Dwell]:
    """The summary as the tasks themselves give it, for the twelve months before a day."""
    first_on = a_year_before(today)
    spreads: dict[Key, Counter[int]] = {}
    for (process, step, unit), days, number in _done(first_on, today, calendar):
        for key in ((process, step, unit), (process, step, None)):
            spreads.setdefault(key, Counter())[days] += number
    return {key: _row(key, spread, first_on, today) for key, spread in spreads.items()}


def _done(first_on: date, today: date, calendar: Calendar) -> Iterator[tuple[Key, int, int]]:
    """Tasks done before today by step, unit and working days: one statement, grouped by its days."""
    tasks = Task.objects.filter(state=TaskState.DONE, step__isnull=False, unit__isnull=False)
    within = tasks.filter(done_at__gte=day_start(first_on), done_at__lt=day_start(today))
    days = {"opened": TruncDate("opened_at", tzinfo=SHANGHAI), "done": TruncDate("done_at", tzinfo=SHANGHAI)}
    groups = within.values_list(*FIELDS).annotate(**days).annotate(number=Count("pk")).order_by()
    for process, step, unit, opened, done, number in groups.iterator():
        yield (process, step, unit), calendar.working_days_between(opened, done), number


def _row(key: Key, spread: Mapping[int, int], first_on: date, today: date) -> Dwell:
    process, step, unit = key
    return Dwell(
        process_code=process,
        step_code=step,
        unit_id=unit,
        first_on=first_on,
        last_on=today,
        count=sum(spread.values()),
        median=at_share(spread, 50),
        p90=at_share(spread, 90),
    )


def _facts(row: Dwell | None) -> Iterable[object]:
    return (row.first_on, row.last_on, row.count, row.median, row.p90) if row else ()
