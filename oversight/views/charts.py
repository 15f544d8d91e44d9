"""The history of the dashboard as tables that charts are drawn from; every number opens its rows."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from organization.models import Unit
from oversight.figures import Asked
from oversight.figures.history import History, Month

FLAG = 1.0  # a unit's month is flagged where that share of its decisions was late, in percent
WARMTH = (1, 2, 4, 7)


@dataclass(frozen=True, slots=True)
class Number:
    """A number and the address of its rows."""

    number: int
    url: str
    css: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class TrendRow:
    """A month of the trend."""

    name: str
    decided: Number
    late: Number
    share: float | None


@dataclass(frozen=True, slots=True)
class HeatRow:
    """A unit of the heat map, a cell per month."""

    name: str
    cells: list[Number]


def trend_of(found: History, asked: Asked) -> list[TrendRow]:
    """Months from the first with a decision: decided, late, share on time."""
    months = list(found.months)
    while months and not months[0].counts["decided"]:
        months.pop(0)
    return [
        TrendRow(
            _name(month),
            Number(month.counts["decided"], _url("decided", month, asked)),
            Number(month.counts["late"], _url("decided-late", month, asked)),
            month.share,
        )
        for month in months
    ]


def heat_of(found: History, asked: Asked) -> list[HeatRow]:
    """Units in their order that did something in the period; limits passed each month."""
    units = [unit for unit in asked.units.values() if unit.code in found.by_unit]
    return [
        HeatRow(str(unit), [_cell(unit, month, found, asked) for month in found.months]) for unit in units
    ]


def names_of(months: Iterable[Month]) -> list[str]:
    """The months as headings."""
    return [_name(month) for month in months]


def _cell(unit: Unit, month: Month, found: History, asked: Asked) -> Number:
    counts = found.by_unit[unit.code].get(month.first_on.replace(day=1), Counter())
    warmth = sum(counts["passed"] >= least for least in WARMTH)
    flagged = " flag" if Month(month.first_on, month.last_on, counts).late_share >= FLAG else ""
    words = _("%(unit)s %(month)s %(n)d 件") % {"unit": unit, "month": _name(month), "n": counts["passed"]}
    url = _url("passed", month, asked.but(unit=unit.code))
    return Number(counts["passed"], url, f"warm-{warmth}{flagged}", words)


def _name(month: Month) -> str:
    return f"{month.first_on:%Y-%m}"


def _url(code: str, month: Month, asked: Asked) -> str:
    filters = asked.filters.but(first_on=month.first_on, last_on=month.last_on)
    return reverse("supervise_rows", args=[code]) + filters.query()
