"""How well we do, for the home page: asked of the cases themselves, nothing where there are none."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.core.cache import cache

from licensing.models import ItemVersion
from records.languages import in_language
from workdays.store import current_calendar
from workdays.words import month
from workflow.models import Case
from zhenjiang_qts.decided import Done, decided

LICENSING = "licensing"
TEN_MINUTES = 600
SHOWN_ITEMS = 5
WIDTH = 300  # units of the bullet pictures


@dataclass(frozen=True)
class ItemFigures:
    """The days an item took (median), beside its promised and legal limit; pictures in units of WIDTH."""

    name: str
    name_en: str
    days: int
    promised: int
    statutory: int
    longest: int

    @property
    def title(self) -> str:
        return in_language(self.name, self.name_en)

    def _wide(self, days: int) -> int:
        return round(WIDTH * days / max(self.longest, 1))

    @property
    def days_wide(self) -> int:
        return self._wide(self.days)

    @property
    def promised_at(self) -> int:
        return max(self._wide(self.promised) - 3, 0)

    @property
    def statutory_wide(self) -> int:
        return self._wide(self.statutory)


@dataclass(frozen=True)
class MonthFigures:
    """What was decided in a month, within the promise and past it."""

    month: int
    on_time: int
    late: int

    @property
    def title(self) -> str:
        return month(self.month)


@dataclass(frozen=True)
class Figures:
    """This year so far; a case extended by Art. 42 counts against its moved day, and is named apart."""

    first_on: date
    last_on: date
    accepted: int
    decided: int
    on_time: int
    days: int
    promised: int
    statutory: int
    extended: int
    items: tuple[ItemFigures, ...]
    months: tuple[MonthFigures, ...]

    @property
    def late(self) -> int:
        return self.decided - self.on_time

    @property
    def share(self) -> float:
        """Decided within the promise, in percent; rounded down, so that 99.96 is not a hundred."""
        return int(1000 * self.on_time / self.decided) / 10


def median_of(numbers: Iterable[tuple[int, int]]) -> int:
    """The lower median of values, each given with how often it occurs."""
    often: Counter[int] = Counter()
    for value, number in numbers:
        often[value] += number
    half, seen = (often.total() - 1) // 2, 0
    for value in sorted(often):
        seen += often[value]
        if seen > half:
            return value
    raise ValueError("Nothing has no median.")


def _number(done: Iterable[Done]) -> int:
    return sum(each.number for each in done)


def _medians(done: list[Done]) -> tuple[int, int, int]:
    """The days taken, promised and set by law."""
    return (
        median_of((each.days, each.number) for each in done),
        median_of((each.facts.promised, each.number) for each in done),
        median_of((each.facts.statutory, each.number) for each in done),
    )


def _of_items(done: Iterable[Done]) -> tuple[ItemFigures, ...]:
    """The items most was decided of, under the name of their newest version."""
    by_version: dict[int, list[Done]] = defaultdict(list)
    for each in done:
        by_version[each.facts.version].append(each)
    by_item: dict[int, list[Done]] = defaultdict(list)
    names: dict[int, tuple[str, str]] = {}
    versions = ItemVersion.objects.filter(pk__in=by_version).order_by("pk")
    for version, item, name, name_en in versions.values_list("pk", "item_id", "name", "name_en"):
        by_item[item] += by_version[version]
        names[item] = name, name_en
    busiest = sorted(by_item, key=lambda item: (-_number(by_item[item]), item))[:SHOWN_ITEMS]
    shown = [each for item in busiest for each in by_item[item]]
    longest = max((max(each.facts.statutory, each.days) for each in shown), default=0)
    return tuple(ItemFigures(*names[item], *_medians(by_item[item]), longest) for item in busiest)


def _of_months(done: Iterable[Done]) -> tuple[MonthFigures, ...]:
    counts: Counter[tuple[int, bool]] = Counter()
    for each in done:
        counts[each.facts.decided_on.month, each.is_on_time] += each.number
    months = sorted({month for month, _ in counts})
    return tuple(MonthFigures(month, counts[month, True], counts[month, False]) for month in months)


def _reckoned(today: date) -> Figures | None:
    first_on = date(today.year, 1, 1)
    found = decided(first_on, today, current_calendar())
    if not found.done:
        return None
    days, promised, statutory = _medians(found.done)
    accepted = Case.objects.filter(kind=LICENSING, accepted_on__range=(first_on, today)).count()
    return Figures(
        first_on=first_on,
        last_on=today,
        accepted=accepted,
        decided=_number(found.done),
        on_time=_number(each for each in found.done if each.is_on_time),
        days=days,
        promised=promised,
        statutory=statutory,
        extended=found.extended,
        items=_of_items(found.done),
        months=_of_months(found.done),
    )


def figures(today: date) -> Figures | None:
    """This year's figures, at most ten minutes old; None where nothing has been decided yet."""
    kept: list[Figures | None] | None = cache.get(f"figures:{today}")
    if kept is None:
        kept = [_reckoned(today)]
        cache.set(f"figures:{today}", kept, TEN_MINUTES)
    return kept[0]
