"""How well we do, for the home page: asked of the cases themselves, nothing where there are none."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from statistics import median_low

from django.core.cache import cache

from licensing.models import Application
from records.languages import in_language
from workdays.calendar import Calendar
from workdays.reckoning import Pause, Unit, count
from workdays.store import current_calendar
from workdays.words import month
from workflow.models import Extension
from workflow.models import Pause as StoredPause

TEN_MINUTES = 600
SHOWN_ITEMS = 5
WIDTH = 300  # units of the bullet pictures
ASKED = (
    "case_id",
    "item_version__item__code",
    "item_version__name",
    "item_version__name_en",
    "case__accepted_on",
    "case__decided_on",
    "case__promised_on",
    "case__promised_days",
    "case__statutory_days",
)


@dataclass(frozen=True)
class Done:
    """A case decided this year."""

    item: str
    name: str
    name_en: str
    decided_on: date
    is_on_time: bool
    days: int
    promised: int
    statutory: int


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


def _pauses(first_on: date, last_on: date) -> dict[int, list[Pause]]:
    """The days not counted, by case, for cases decided in this span."""
    found: dict[int, list[Pause]] = defaultdict(list)
    stored = StoredPause.objects.filter(case__decided_on__range=(first_on, last_on))
    for case_id, begun, ended in stored.values_list("case_id", "first_on", "last_on"):
        found[case_id].append(Pause(begun, ended))
    return found


def _done(first_on: date, last_on: date, calendar: Calendar) -> list[Done]:
    rows = Application.objects.filter(
        case__decided_on__range=(first_on, last_on),
        case__promised_on__isnull=False,
        case__limit_unit=Unit.WORKING,
    ).values_list(*ASKED)
    pauses = _pauses(first_on, last_on)
    return [
        Done(
            item, name, name_en, decided, decided <= due,
            count(accepted, decided, calendar=calendar, pauses=pauses.get(case_id, ())), promised, statutory,
        )
        for case_id, item, name, name_en, accepted, decided, due, promised, statutory in rows
    ]  # fmt: skip


def _of_items(done: Iterable[Done]) -> tuple[ItemFigures, ...]:
    by_item: dict[str, list[Done]] = defaultdict(list)
    for case in done:
        by_item[case.item].append(case)
    busiest = sorted(by_item.values(), key=len, reverse=True)[:SHOWN_ITEMS]
    longest = max((max(case.statutory, case.days) for cases in busiest for case in cases), default=0)
    return tuple(
        ItemFigures(
            cases[-1].name,
            cases[-1].name_en,
            median_low(case.days for case in cases),
            median_low(case.promised for case in cases),
            median_low(case.statutory for case in cases),
            longest,
        )
        for cases in busiest
    )


def _of_months(done: Iterable[Done]) -> tuple[MonthFigures, ...]:
    counts = Counter((case.decided_on.month, case.is_on_time) for case in done)
    months = sorted({month for month, _ in counts})
    return tuple(MonthFigures(month, counts[month, True], counts[month, False]) for month in months)


def _reckoned(today: date) -> Figures | None:
    first_on = date(today.year, 1, 1)
    done = _done(first_on, today, current_calendar())
    if not done:
        return None
    accepted = Application.objects.filter(case__accepted_on__range=(first_on, today)).count()
    return Figures(
        first_on=first_on,
        last_on=today,
        accepted=accepted,
        decided=len(done),
        on_time=sum(case.is_on_time for case in done),
        days=median_low(case.days for case in done),
        promised=median_low(case.promised for case in done),
        statutory=median_low(case.statutory for case in done),
        extended=Extension.objects.filter(case__decided_on__range=(first_on, today)).count(),
        items=_of_items(done),
        months=_of_months(done),
    )


def figures(today: date) -> Figures | None:
    """This year's figures, at most ten minutes old; None where nothing has been decided yet."""
    kept: list[Figures | None] | None = cache.get(f"figures:{today}")
    if kept is None:
        kept = [_reckoned(today)]
        cache.set(f"figures:{today}", kept, TEN_MINUTES)
    return kept[0]
