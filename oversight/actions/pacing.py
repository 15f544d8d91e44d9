"""How fast items are really decided: counted from the decided cases, rebuilt every night."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Count, QuerySet

from oversight.figures.counting import ITEM
from oversight.models import Pace
from workdays.calendar import Calendar
from workdays.days import local_day
from workdays.reckoning import Pause, Unit, count
from workdays.store import current_calendar
from workflow.models import Case
from workflow.models import Pause as StoredPause
from workflow.spread import at_share
from workflow.usual import a_year_before

Span = tuple[date, date, bool]
Key = tuple[str, int, Span]
ONE_DAY = timedelta(days=1)


def rebuild_paces(*, at: datetime) -> int:
    """Count anew the twelve months before today; returns how many rows there are."""
    last_on = local_day(at) - ONE_DAY
    rows = counted_paces(a_year_before(local_day(at)), last_on, current_calendar())
    with transaction.atomic():
        Pace.objects.all().delete()
        Pace.objects.bulk_create(rows)
    return len(rows)


def counted_paces(first_on: date, last_on: date, calendar: Calendar) -> list[Pace]:
    """The medians as the cases themselves give them."""
    spreads: dict[Key, Counter[int]] = defaultdict(Counter)
    spans = [(first_on, last_on, True), *_quarters(first_on, last_on)]
    for item, process, decided_on, days, number in _decided(first_on, last_on, calendar):
        for span in spans:
            if span[0] <= decided_on <= span[1]:
                spreads[item, process, span][days] += number
    return [_row(key, spread) for key, spread in sorted(spreads.items())]


def _quarters(first_on: date, last_on: date) -> Iterator[Span]:
    """The quarters of the calendar, cut where the span is."""
    begins = first_on
    while begins <= last_on:
        month = begins.month + 2 - (begins.month - 1) % 3
        ends = (date(begins.year, month, 1) + timedelta(days=31)).replace(day=1) - ONE_DAY
        yield begins, min(ends, last_on), False
        begins = ends + ONE_DAY


def _decided(first_on: date, last_on: date, calendar: Calendar) -> Iterator[tuple[str, int, date, int, int]]:
    """Decided cases by item, process, day and counted days; those with pauses are counted one by one."""
    cases = Case.objects.filter(
        decided_on__gte=first_on,
        decided_on__lte=last_on,
        promised_on__isnull=False,
        limit_unit=Unit.WORKING,
        application__isnull=False,
    )
    facts = (ITEM, "process_id", "accepted_on", "decided_on")
    plain = cases.filter(pauses=None).values_list(*facts).annotate(number=Count("pk")).order_by()
    for item, process, accepted, decided, number in plain.iterator():
        yield item, process, decided, count(accepted, decided, calendar=calendar), number
    paused = cases.filter(pauses__isnull=False).distinct()
    pauses = _pauses(paused)
    for pk, item, process, accepted, decided in paused.values_list("pk", *facts):
        yield item, process, decided, count(accepted, decided, calendar=calendar, pauses=pauses[pk]), 1


def _pauses(cases: QuerySet[Case]) -> dict[int, list[Pause]]:
    found: dict[int, list[Pause]] = defaultdict(list)
    stored = StoredPause.objects.filter(case__in=cases.values("pk"))
    for case_id, begun, ended in stored.values_list("case_id", "first_on", "last_on"):
        found[case_id].append(Pause(begun, ended))
    return found


def _row(key: Key, spread: Counter[int]) -> Pace:
    item, process, (first_on, last_on, is_year) = key
    return Pace(
        item=item,
        process_id=process,
        first_on=first_on,
        last_on=last_on,
        is_year=is_year,
        count=spread.total(),
        median=at_share(spread, 50),
        p90=at_share(spread, 90),
    )
