"""What an inbox may be narrowed to."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Self

from django.db.models import Q
from django.utils.dateparse import parse_date

NAMES = ("item", "district", "step", "due_until", "green")


@dataclass(frozen=True)
class Filters:
    """Empty means all: part of a title, a district's code, a kind of step, due at the latest, green only."""

    item: str = ""
    district: str = ""
    step: str = ""
    due_until: date | None = None
    green: bool = False

    @classmethod
    def read(cls, given: Mapping[str, str]) -> Self:
        """From the parameters of a URL; what cannot be read is left out."""
        return cls(
            item=given.get("item", "").strip()[:80],
            district=given.get("district", "").strip()[:6],
            step=given.get("step", "").strip()[:16],
            due_until=_day(given.get("due_until", "")),
            green=given.get("green", "") in ("1", "true", "on"),
        )

    @property
    def is_empty(self) -> bool:
        return self == type(self)()

    def condition(self) -> Q:
        """What a task must satisfy."""
        wanted = {
            "case__district": self.district,
            "step__kind": self.step,
            "sort_on__lte": self.due_until,
        }
        condition = Q(**{name: value for name, value in wanted.items() if value})
        if self.item:
            condition &= Q(case__title__contains=self.item) | Q(case__title_en__icontains=self.item)
        return condition & Q(priority=0) if self.green else condition


def _day(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None
