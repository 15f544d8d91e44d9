"""What happened each day, counted from cases and passed limits, for the summary and the days since."""

from collections import Counter
from datetime import date
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from workflow.models import Case, Lateness

KEYS = ("day", "unit", "item", "district", "kind")
Key = tuple[date, str, str, str, str]
Counts = dict[Key, Counter[str]]
DECIDED = {
    "decided": Q(),
    "on_time": Q(decided_on__lte=F("promised_on")),
    "late": Q(decided_on__gt=F("promised_on")),
    "unlawful": Q(decided_on__gt=F("statutory_on")),
    "extended": Q(extension__isnull=False),
}
ITEM = "application__item_version__item__code"
KIND = "application__item_version__handling"


def counted(last_on: date) -> Counts:
    """Counts of every day up to one, by unit, item, district and kind: three statements over all cases."""
    found = counted_results(None, last_on)
    _add(found, _cases("received_on", None, last_on), {"received": Q()})
    return found


def counted_results(first_on: date | None, last_on: date, condition: Q | None = None) -> Counts:
    """The same of what came of cases, which indexes find by its day: two statements.

    `condition` narrows the days' rows by their keys, like a filter of the summary.
    """
    found: Counts = {}
    for rows, measures in (
        (_cases("decided_on", first_on, last_on), DECIDED),
        (_passed(first_on, last_on), {"passed": Q()}),
    ):
        _add(found, rows.filter(condition) if condition else rows, measures)
    return found


def _add(found: Counts, rows: QuerySet[Any], measures: dict[str, Q]) -> None:
    counts = {f"n_{name}": Count("pk", filter=condition) for name, condition in measures.items()}
    groups = rows.values_list(*(f"key_{name}" for name in KEYS)).annotate(**counts).order_by()
    for day, unit, item, district, kind, *numbers in groups.iterator():
        counter = found.setdefault((day, unit, item, district, kind), Counter())
        counter.update(dict(zip(measures, numbers, strict=True)))


def _cases(column: str, first_on: date | None, last_on: date) -> QuerySet[Case]:
    rows = Case.objects.filter(**_between(column, first_on, last_on))
    return _keyed(rows, column, unit="process__lead__code", case="")


def _passed(first_on: date | None, last_on: date) -> QuerySet[Lateness]:
    rows = Lateness.objects.filter(**_between("since_on", first_on, last_on))
    return _keyed(rows, "since_on", unit="unit__code", case="case__")


def _between(column: str, first_on: date | None, last_on: date) -> dict[str, date]:
    lower = {f"{column}__gte": first_on} if first_on else {}
    return {f"{column}__lte": last_on, **lower}


def _keyed(rows: QuerySet[Any, Any], column: str, *, unit: str, case: str) -> QuerySet[Any]:
    """The rows with what they are counted by; "none" is the empty text."""
    keyed: QuerySet[Any] = rows.annotate(
        key_day=F(column),
        key_unit=Coalesce(unit, Value("")),
        key_item=Coalesce(f"{case}{ITEM}", Value("")),
        key_district=F(f"{case}district_id"),
        key_kind=Coalesce(f"{case}{KIND}", Value("")),
    )
    return keyed
