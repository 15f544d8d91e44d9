"""History: months of decisions and passed limits, from the summary and, since it was made, from the rows."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar

from django.db.models import F, Q, QuerySet, Subquery, Sum
from django.db.models.functions import TruncMonth
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from oversight.figures.asking import Asked, Filters
from oversight.figures.cases import narrowed
from oversight.figures.counting import DECIDED, counted_results
from oversight.figures.rows import Column, Line, Rows
from oversight.models import DayCount, Rebuild
from workdays.reckoning import Unit
from workflow.models import Case

RESULTS = (*DECIDED, "passed")


@dataclass(frozen=True)
class Month:
    """What happened in a month, or in the part of it the period covers."""

    first_on: date
    last_on: date
    counts: Counter[str]

    @property
    def share(self) -> float | None:
        """Decided within the promise, in percent of those with one; rounded down; None of nothing."""
        promised = self.counts["on_time"] + self.counts["late"]
        return int(1000 * self.counts["on_time"] / promised) / 10 if promised else None

    @property
    def late_share(self) -> float:
        """Decided past the promise, in percent of those with one; 0 of nothing."""
        promised = self.counts["on_time"] + self.counts["late"]
        return 100 * self.counts["late"] / promised if promised else 0


@dataclass(frozen=True)
class History:
    """The months of the period, and the same by unit; `through` is how far the summary reaches."""

    months: list[Month]
    by_unit: dict[str, dict[date, Counter[str]]]
    through: date | None


def history(asked: Asked) -> History:
    """Results by month and unit: the summary in one statement, the days since in two."""
    kept, through = _kept(asked)
    by_unit: dict[str, dict[date, Counter[str]]] = {}
    for month, unit, counts in [*kept, *_since(asked, through)]:
        by_unit.setdefault(unit, {}).setdefault(month, Counter()).update(counts)
    return History([_month(first, by_unit, asked) for first in _months(asked)], by_unit, through)


def _kept(asked: Asked) -> tuple[list[tuple[date, str, dict[str, int]]], date | None]:
    """What the summary says of the period, and how far it reaches; None where it says nothing."""
    newest = Subquery(Rebuild.objects.order_by("-through").values("through")[:1])
    days = DayCount.objects.ours().filter(_keys(asked.filters), day__gte=asked.first_on)
    within = days.filter(day__lte=asked.last_on).annotate(through=newest).filter(day__lte=F("through"))
    sums = {f"n_{name}": Sum(name) for name in RESULTS}
    rows = within.annotate(month=TruncMonth("day")).values_list("month", "unit", "through")
    groups = list(rows.annotate(**sums).order_by())
    found = [(month, unit, dict(zip(RESULTS, ns, strict=True))) for month, unit, _through, *ns in groups]
    return found, groups[0][2] if groups else None


def _since(asked: Asked, through: date | None) -> list[tuple[date, str, Counter[str]]]:
    first_on = max(asked.first_on, through + timedelta(days=1)) if through else asked.first_on
    if first_on > asked.last_on:
        return []
    found = counted_results(first_on, asked.last_on, _keys(asked.filters, "key_"))
    return [(day.replace(day=1), unit, counts) for (day, unit, *_rest), counts in found.items()]


def _keys(filters: Filters, prefix: str = "") -> Q:
    """The filters history knows, on the keys of the summary."""
    given = {
        name: filters.given[name] for name in ("unit", "item", "district", "kind") if name in filters.given
    }
    return Q(**{f"{prefix}{name}": value for name, value in given.items()})


def _months(asked: Asked) -> list[date]:
    found, month = [], asked.first_on.replace(day=1)
    while month <= asked.last_on:
        found.append(month)
        month = (month + timedelta(days=31)).replace(day=1)
    return found


def _month(first: date, by_unit: dict[str, dict[date, Counter[str]]], asked: Asked) -> Month:
    total = sum((months.get(first, Counter()) for months in by_unit.values()), Counter[str]())
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return Month(max(first, asked.first_on), min(last, asked.last_on), total)


class Received(Rows[Case]):
    """Cases received within the period."""

    order = "received_on"
    code = "received"
    title: ClassVar[Promise] = _("收件")
    note: ClassVar[Promise] = _("所选期间内收到的申请")
    columns = (
        Column("number", _("案号")),
        Column("district", _("辖区"), "number"),
        Column("title", _("事项")),
        Column("party", _("申请人"), "title"),
        Column("received_on", _("收件")),
        Column("accepted_on", _("受理")),
        Column("decided_on", _("决定")),
        Column("promised_on", _("承诺办结")),
        Column("statutory_on", _("法定办结"), "promised_on"),
        Column("unit", _("牵头单位")),
        Column("outcome", _("结果")),
    )

    def condition(self) -> Q:
        """What a case must satisfy beside its day."""
        return Q()

    def query(self, asked: Asked) -> QuerySet[Case]:
        days = Q(**{f"{self.order}__gte": asked.first_on, f"{self.order}__lte": asked.last_on})
        lead = Q(process__lead__code=asked.filters.unit) if asked.filters.unit else Q()
        rows = Case.objects.visible_to(asked.reader, asked.today).select_related(
            "party", "district", "process__lead"
        )
        return rows.filter(days, lead, narrowed(asked.filters), self.condition())

    def read(self, asked: Asked, rows: list[Case]) -> list[Line]:
        return [_line(case) for case in rows]


class Decided(Received):
    order = "decided_on"
    code = "decided"
    title: ClassVar[Promise] = _("办结")
    note: ClassVar[Promise] = _("所选期间内作出决定、转报或者办结的案件")

    def condition(self) -> Q:
        return DECIDED["decided"]


class OnTime(Decided):
    code = "on-time"
    title: ClassVar[Promise] = _("按时办结")
    note: ClassVar[Promise] = _("所选期间内在承诺办结日当天或者之前办结；经批准延期的按延期后的日期")

    def condition(self) -> Q:
        return DECIDED["on_time"]


class DecidedLate(Decided):
    code = "decided-late"
    title: ClassVar[Promise] = _("超承诺办结")
    note: ClassVar[Promise] = _("所选期间内在承诺办结日之后办结")

    def condition(self) -> Q:
        return DECIDED["late"]


class DecidedUnlawful(Decided):
    code = "decided-unlawful"
    title: ClassVar[Promise] = _("超法定办结")
    note: ClassVar[Promise] = _("所选期间内在法定办结日之后办结")

    def condition(self) -> Q:
        return DECIDED["unlawful"]


class Measured(Decided):
    code = "measured"
    title: ClassVar[Promise] = _("计时办结")
    note: ClassVar[Promise] = _("所选期间内办结、有承诺时限的案件，时限压缩由此算出")

    def condition(self) -> Q:
        return Q(promised_on__isnull=False, limit_unit=Unit.WORKING, application__isnull=False)


class Extended(Decided):
    code = "extended"
    title: ClassVar[Promise] = _("延期办结")
    note: ClassVar[Promise] = _("所选期间内办结、曾经批准延期的案件")

    def condition(self) -> Q:
        return DECIDED["extended"]


def _line(case: Case) -> Line:
    cells = (
        case.number,
        case.district.title(),
        case.wording,
        case.party.title(),
        case.received_on,
        case.accepted_on,
        case.decided_on,
        case.promised_on,
        case.statutory_on,
        str(case.process.lead or ""),
        case.get_outcome_display(),
    )
    return Line(cells, case.number)
