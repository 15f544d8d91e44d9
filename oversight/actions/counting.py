"""History counted from the rows themselves, kept as a summary, checked against them every night."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from oversight.figures.counting import KEYS, Key, counted
from oversight.models import DayCount, Rebuild
from oversight.models.counts import MEASURES
from workdays.days import local_day

CHUNK = 2000


@dataclass(frozen=True)
class Differences:
    """Rows of the summary that are missing or wrong, and those that should not be there."""

    wrong: list[DayCount]
    gone: list[int]

    @property
    def number(self) -> int:
        return len(self.wrong) + len(self.gone)


def rebuild_counts(*, at: datetime) -> Rebuild:
    """Bring the summary in line with the rows up to yesterday; only rows that differ are written."""
    through = local_day(at) - timedelta(days=1)
    with transaction.atomic():
        found = differences(through)
        DayCount.objects.filter(pk__in=found.gone).delete()
        DayCount.objects.bulk_create(
            found.wrong,
            batch_size=CHUNK,
            update_conflicts=True,
            unique_fields=[*KEYS, "source"],
            update_fields=MEASURES,
        )
        Rebuild.objects.filter(through=through).delete()
        rows = DayCount.objects.count()
        return Rebuild.objects.create(through=through, at=at, rows=rows, different=found.number)


def differences(through: date) -> Differences:
    """Where the kept summary and the rows part, up to and with a day."""
    fresh = counted(through)
    wrong, gone = [], []
    for row in DayCount.objects.ours().filter(day__lte=through).iterator(chunk_size=CHUNK):
        counts = fresh.pop(_key(row), None)
        if counts is None:
            gone.append(row.pk)
        elif any(getattr(row, name) != counts[name] for name in MEASURES):
            wrong.append(_row(_key(row), counts))
    return Differences([*wrong, *_rows(fresh.items())], gone)


def _rows(found: Iterable[tuple[Key, Counter[str]]]) -> Iterator[DayCount]:
    return (_row(key, counts) for key, counts in found)


def _key(row: DayCount) -> Key:
    return row.day, row.unit, row.item, row.district, row.kind


def _row(key: Key, counts: Counter[str]) -> DayCount:
    facts = dict(zip(KEYS, key, strict=True))
    return DayCount(**facts, **{name: counts[name] for name in MEASURES})
