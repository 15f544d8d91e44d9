"""What a supervisor asks about: filters of the URL, the day, the calendar."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date, timedelta
from functools import cached_property
from typing import Any, Self

from django.utils.dateparse import parse_date
from django.utils.http import urlencode

from organization.models import Person, Unit
from workdays.calendar import Calendar

MONTHS = 12


@dataclass(frozen=True, slots=True)
class Filters:
    """Empty means all. `first_on` and `last_on` bound history; the other fields narrow what is open too."""

    district: str = ""
    unit: str = ""
    item: str = ""
    kind: str = ""
    person: str = ""
    step: str = ""
    process: str = ""
    version: str = ""
    first_on: date | None = None
    last_on: date | None = None

    @classmethod
    def read(cls, given: Mapping[str, Any]) -> Self:
        """From the parameters of a URL; what cannot be read is left out."""
        texts = {
            one.name: str(given.get(one.name, "")).strip()[:40] for one in fields(cls) if one.type is str
        }
        days = {name: _day(str(given.get(name, ""))) for name in ("first_on", "last_on")}
        return cls(**texts, **days)  # type: ignore[arg-type]  # texts and days under their own names

    @property
    def given(self) -> dict[str, str]:
        """Those that are set, as parameters of a URL."""
        return {one.name: str(value) for one in fields(self) if (value := getattr(self, one.name))}

    @property
    def is_empty(self) -> bool:
        return not self.given

    def but(self, **changed: Any) -> Self:
        """The same with some changed."""
        return replace(self, **changed)

    def query(self) -> str:
        """As the end of a URL, with its question mark; empty without filters."""
        return f"?{urlencode(self.given)}" if self.given else ""


@dataclass(frozen=True)
class Asked:
    """A question: who asks, which filters, which day, by which calendar."""

    reader: Person
    today: date
    calendar: Calendar
    filters: Filters = field(default_factory=Filters)

    @cached_property
    def units(self) -> dict[int, Unit]:
        """All units by their number, in their order: read once for whatever names them."""
        return {unit.pk: unit for unit in Unit.objects.in_order()}

    @property
    def week_ends_on(self) -> date:
        """The Sunday of this week."""
        return self.today + timedelta(days=6 - self.today.weekday())

    @property
    def first_on(self) -> date:
        """The first day of the period: as filtered, else of the month eleven months ago."""
        if self.filters.first_on:
            return self.filters.first_on
        months = self.today.year * 12 + self.today.month - MONTHS
        return date(months // 12, months % 12 + 1, 1)

    @property
    def last_on(self) -> date:
        """The last day of the period: as filtered, else today."""
        return min(self.filters.last_on or self.today, self.today)

    def but(self, **changed: Any) -> "Asked":
        """The same question with some filters changed."""
        return replace(self, filters=self.filters.but(**changed))


def _day(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None
