"""时限压缩: what the law allows, what is promised, what it takes, per item and process version."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from django.db.models import Count
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from licensing.models import ItemVersion
from oversight.figures.asking import Asked
from oversight.figures.checks import Listed
from oversight.figures.rows import Column, Line
from oversight.models import Pace


@dataclass(frozen=True)
class Compression:
    """One item under one version of its process: its limits, the year's median, the quarters' in order."""

    version: ItemVersion
    year: Pace
    quarters: list[Pace]

    @property
    def steps(self) -> int:
        """How many steps its process has."""
        number: int = getattr(self.year, "steps", 0)
        return number

    @property
    def trend(self) -> str:
        """The medians of the quarters, oldest first."""
        return " → ".join(str(quarter.median) for quarter in self.quarters)

    def asked(self, asked: Asked) -> str:
        """The filters that open the year's cases, as the end of a URL."""
        return asked.filters.but(
            item=self.year.item,
            process=self.year.process.code,
            version=str(self.year.process.version),
            first_on=self.year.first_on,
            last_on=self.year.last_on,
        ).query()


def compressions(asked: Asked) -> list[Compression]:
    """Every item that was decided within the year, the most frequent first: two statements."""
    steps = Pace.objects.annotate(steps=Count("process__steps"))
    rows = steps.select_related("process").order_by("first_on", "pk")
    paces = list(rows.filter(item=asked.filters.item) if asked.filters.item else rows)
    years = [row for row in paces if row.is_year]
    versions = _versions([row.process_id for row in years])
    found = [
        Compression(versions[row.item, row.process_id], row, _quarters(row, paces))
        for row in years
        if (row.item, row.process_id) in versions
    ]
    return sorted(found, key=lambda one: (-one.year.count, one.year.item))


def _quarters(year: Pace, paces: Sequence[Pace]) -> list[Pace]:
    return [
        row for row in paces if not row.is_year and (row.item, row.process_id) == (year.item, year.process_id)
    ]


def _versions(processes: list[int]) -> dict[tuple[str, int], ItemVersion]:
    """The newest version of each item under each of these processes."""
    rows = ItemVersion.objects.published().filter(process__in=processes).select_related("item")
    return {(row.item.code, row.process_id or 0): row for row in rows.order_by("number")}


class Compressions(Listed):
    """One row per item and version of its process."""

    code = "pace"
    title: ClassVar[Promise] = _("时限压缩")
    note: ClassVar[Promise] = _("近十二个月办结的案件从受理到决定的工作日（扣除不计时），与法定、承诺相比")
    columns = (
        Column("item", _("事项")),
        Column("version", _("流程版本")),
        Column("steps", _("环节数")),
        Column("statutory", _("法定工作日")),
        Column("promised", _("承诺工作日")),
        Column("median", _("实际中位数")),
        Column("p90", _("九成以内")),
        Column("count", _("办结")),
        Column("trend", _("各季中位数")),
    )

    def every(self, asked: Asked) -> list[Line]:
        return [_line(one, asked) for one in compressions(asked)]


def _line(one: Compression, asked: Asked) -> Line:
    cells = (
        one.version.title,
        one.year.process.version,
        one.steps,
        one.version.statutory_limit,
        one.version.promised_limit,
        one.year.median,
        one.year.p90,
        one.year.count,
        one.trend,
    )
    return Line(cells, url=reverse("supervise_rows", args=["measured"]) + one.asked(asked))
