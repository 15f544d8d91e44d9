"""Passed limits on record: in a period, and those nobody has answered for yet."""

from typing import ClassVar

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from oversight.figures.asking import Asked
from oversight.figures.cases import narrowed
from oversight.figures.rows import Column, Line, Rows
from workflow.models import Lateness

COLUMNS = (
    Column("number", _("案号")),
    Column("title", _("事项")),
    Column("party", _("申请人"), "title"),
    Column("kind", _("超时种类")),
    Column("due_on", _("最后一日")),
    Column("since_on", _("超时之日")),
    Column("ended_on", _("办结之日"), "since_on"),
    Column("unit", _("责任单位")),
    Column("person", _("责任人"), "unit"),
    Column("step", _("环节"), "kind"),
    Column("said", _("单位说明")),
    Column("link", _("责任环节")),
    Column("reason", _("原因"), "link"),
)


class Passed(Rows[Lateness]):
    """Limits that took effect as passed within the period."""

    order = "since_on"
    columns = COLUMNS
    code = "passed"
    title: ClassVar[Promise] = _("超时事实")
    note: ClassVar[Promise] = _("时限在所选期间内超过的环节和案件")

    def condition(self, asked: Asked) -> Q:
        """What a row must satisfy to be counted."""
        return Q(since_on__gte=asked.first_on, since_on__lte=asked.last_on)

    def query(self, asked: Asked) -> QuerySet[Lateness]:
        given = asked.filters
        wanted = {"unit__code": given.unit, "person__username": given.person}
        found = Lateness.objects.select_related("case__party", "task", "unit", "person")
        narrow = {name: value for name, value in wanted.items() if value}
        return found.filter(self.condition(asked), narrowed(given, "case__"), **narrow)

    def read(self, asked: Asked, rows: list[Lateness]) -> list[Line]:
        return [_line(row) for row in rows]


class Unclosed(Passed):
    code = "unclosed"
    title: ClassVar[Promise] = _("待销号的超时")
    note: ClassVar[Promise] = _("还没有写明责任环节和原因")

    def condition(self, asked: Asked) -> Q:
        return Q(closed_at__isnull=True)


def _line(row: Lateness) -> Line:
    cells = (
        row.case.number,
        row.case.wording,
        row.case.party.title(),
        row.get_kind_display(),
        row.due_on,
        row.since_on,
        row.ended_on,
        str(row.unit) if row.unit else "",
        row.person.title() if row.person else "",
        row.task.wording if row.task else "",
        row.said,
        row.link,
        row.reason,
    )
    return Line(cells, row.case.number, url=reverse("lateness", args=[row.pk]))
