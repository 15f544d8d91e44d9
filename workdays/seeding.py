"""The first calendar: 2004 to 2026 as the package chinesecalendar knows them, later years provisional."""

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from chinese_calendar.constants import (  # type: ignore[import-untyped]  # the package has no types
    Holiday,
    holidays,
    workdays,
)

from workdays.statutory import YEARS, statutory_days
from workdays.store import prepared

KNOWN = range(2004, 2027)  # fixed, so that a later edition of the package seeds the same calendar
_CHINESE = {holiday.value: holiday.chinese for holiday in Holiday}


class SeedYear(NamedTuple):
    """A year: package or rule, provisional or not. No document number: the package gives none."""

    year: int
    source: str
    is_provisional: bool


class SeedDay(NamedTuple):
    """A day off or a make-up day, with the year whose notice orders it."""

    on: date
    year: int
    kind: str
    is_working: bool
    name: str


def seed_years() -> Iterator[SeedYear]:
    """Every year of the first calendar, in order."""
    yield from (SeedYear(year, "chinesecalendar", False) for year in KNOWN)
    yield from (SeedYear(year, "rule", True) for year in YEARS)


def seed_days() -> Iterator[SeedDay]:
    """Every day of it that differs from its weekday or has a name."""
    yield from (_known(on, name, "holiday") for on, name in holidays.items() if on.year in KNOWN)
    yield from (_known(on, name, "makeup") for on, name in workdays.items() if on.year in KNOWN)
    for year in YEARS:
        yield from (SeedDay(on, year, "holiday", False, name) for on, name in statutory_days(year).items())


def _known(on: date, name: str, kind: str) -> SeedDay:
    """A day of the package; what it calls New Year in December is ordered by the next year's notice."""
    year = on.year + 1 if on.month == 12 else on.year
    return SeedDay(on, year, kind, kind == "makeup", _CHINESE[name])


def plant(year_model: Any, day_model: Any, version_model: Any) -> None:
    """Write the first calendar into empty tables: of a migration, or of a test database flushed bare."""
    year_model.objects.bulk_create(year_model(**row._asdict()) for row in seed_years())
    rows = [row._asdict() for row in seed_days()]
    day_model.objects.bulk_create(day_model(year_id=row.pop("year"), **row) for row in rows)
    calendar = prepared(year_model.objects.all(), day_model.objects.all())
    version_model.objects.create(id=1, number=1, digest=calendar.digest)
