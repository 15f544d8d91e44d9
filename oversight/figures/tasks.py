"""Open tasks: all of a unit or person (load), those past their own limit."""

from typing import ClassVar

from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from oversight.figures.asking import Asked
from oversight.figures.cases import days_left, narrowed
from oversight.figures.rows import Column, Line, Rows
from workdays.days import local_day
from workflow.models import Task
from workflow.states import TaskState

NOBODY = "-"
COLUMNS = (
    Column("number", _("案号")),
    Column("title", _("事项")),
    Column("party", _("申请人"), "title"),
    Column("step", _("环节")),
    Column("unit", _("责任单位")),
    Column("person", _("责任人"), "unit"),
    Column("opened_on", _("启动")),
    Column("stay", _("停留工作日")),
    Column("due_on", _("环节到期")),
    Column("left", _("环节剩余工作日")),
)


class OpenTasks(Rows[Task]):
    """Open tasks of a unit and person, the most urgent first."""

    order = "sort_on"
    columns = COLUMNS
    code = "tasks"
    title: ClassVar[Promise] = _("在办任务")
    note: ClassVar[Promise] = _("已启动、尚未办结的环节")

    def condition(self, asked: Asked) -> Q:
        """What an open task must satisfy to be counted."""
        return Q(state=TaskState.OPEN)

    def query(self, asked: Asked) -> QuerySet[Task]:
        related = ("case__party", "unit", "assignee")
        return everything_at_work(asked).filter(self.condition(asked)).select_related(*related)

    def read(self, asked: Asked, rows: list[Task]) -> list[Line]:
        return [_line(asked, task) for task in rows]


class LateTasks(OpenTasks):
    code = "late-tasks"
    title: ClassVar[Promise] = _("环节超时")
    note: ClassVar[Promise] = _("环节到期日已过、尚未办结，按责任单位和人")

    def condition(self, asked: Asked) -> Q:
        return Q(sort_on__lt=asked.today)


class SoonTasks(OpenTasks):
    code = "soon-tasks"
    title: ClassVar[Promise] = _("环节本周到期")
    note: ClassVar[Promise] = _("环节到期日在今天到本周日之间")

    def condition(self, asked: Asked) -> Q:
        return Q(sort_on__gte=asked.today, sort_on__lte=asked.week_ends_on)


def everything_at_work(asked: Asked) -> QuerySet[Task]:
    """The open tasks the filters leave; the person "-" is nobody, the unit's pool.

    Whoever asks sees every case (`workflow.sight`): overseers only are let in.
    """
    given = asked.filters
    wanted = {"unit__code": given.unit, "step__code": given.step}
    if given.person not in ("", NOBODY):
        wanted["assignee__username"] = given.person
    found = Task.objects.open().filter(
        narrowed(given, "case__"), **{name: value for name, value in wanted.items() if value}
    )
    return found.filter(assignee__isnull=True) if given.person == NOBODY else found


def _line(asked: Asked, task: Task) -> Line:
    left = days_left(task.due_on, asked)
    opened_on = local_day(task.opened_at) if task.opened_at else None
    cells = (
        task.case.number,
        task.case.wording,
        task.case.party.title(),
        task.wording,
        str(task.unit) if task.unit else "",
        task.assignee.title() if task.assignee else "",
        opened_on,
        asked.calendar.working_days_between(opened_on, asked.today) if opened_on else None,
        task.due_on,
        left,
    )
    return Line(cells, task.case.number, task, "late" if left is not None and left < 0 else "")
