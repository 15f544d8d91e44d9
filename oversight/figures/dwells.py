"""Where it is stuck: how long open tasks have lain at each step, beside what the step usually takes."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from django.db.models import Count, QuerySet
from django.db.models.functions import TruncDate
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from organization.models import Unit
from oversight.figures.asking import Asked
from oversight.figures.cases import narrowed
from oversight.figures.checks import Listed
from oversight.figures.rows import Column, Line, Rows
from oversight.figures.tasks import everything_at_work
from records.languages import in_language
from workdays.days import SHANGHAI, day_start, local_day
from workflow.models import Dwell, Step, Task
from workflow.spread import at_share
from workflow.states import TaskState

Key = tuple[str, str, int | None]


@dataclass(frozen=True)
class Stuck:
    """A step of a process in a unit: how long its open tasks have lain (working days), and the habit."""

    process: str
    step: str
    title: str
    process_title: str
    unit: Unit | None
    spread: Counter[int]
    usual: Dwell | None

    @property
    def open(self) -> int:
        """How many tasks lie there."""
        return self.spread.total()

    @property
    def median(self) -> int:
        """How long the middle one has lain."""
        return at_share(self.spread, 50)

    @property
    def beyond(self) -> int:
        """How many have lain longer than nine in ten used to."""
        return sum(number for days, number in self.spread.items() if self.usual and days > self.usual.p90)

    @property
    def tone(self) -> str:
        """Late: most lie days longer than nine in ten used to; warn: some do; info: than half used to."""
        if self.usual is None:
            return "hold"
        if self.median > self.usual.p90 + 1:
            return "late"
        return "warn" if self.beyond else "info" if self.median > self.usual.median else "ok"

    @property
    def reach(self) -> int:
        """The end of its bar: the longest of now and nine in ten."""
        return max(self.median, self.usual.p90 if self.usual else 0, 1)

    @property
    def words(self) -> Promise:
        """The tone in words."""
        return WORDS[self.tone]

    def asked(self, asked: Asked) -> str:
        """The filters that open these tasks, as the end of a URL."""
        unit = self.unit.code if self.unit else asked.filters.unit
        return asked.filters.but(unit=unit, process=self.process, step=self.step).query()


TONES = ("late", "warn", "hold", "info", "ok")
WORDS = {
    "late": _("严重"),
    "warn": _("偏慢"),
    "info": _("略慢"),
    "ok": _("正常"),
    "hold": _("尚无平时数"),
}


def stuck(asked: Asked) -> list[Stuck]:
    """Every step with open tasks, the worst first: three statements."""
    lying = _lying(asked)
    habits = Dwell.objects.habitual().filter(unit__isnull=False)
    usual = {(row.process_code, row.step_code, row.unit_id): row for row in habits}
    steps = Step.objects.select_related("process").in_bulk({step for step, _unit in lying})
    titles, found = dict[Key, tuple[str, str]](), dict[Key, Counter[int]]()
    for (number, unit), spread in lying.items():
        step = steps[number]
        key = step.process.code, step.code, unit
        found.setdefault(key, Counter()).update(spread)
        titles[key] = in_language(step.title, step.title_en), step.process.wording
    rows = [
        Stuck(key[0], key[1], *titles[key], asked.units.get(key[2] or 0), spread, usual.get(key))
        for key, spread in found.items()
    ]
    return sorted(rows, key=lambda one: (TONES.index(one.tone), -one.beyond, -one.median, -one.open))


def _lying(asked: Asked) -> dict[tuple[int, int | None], Counter[int]]:
    """How many open tasks of each step and unit have lain how long (one statement)."""
    opened = TruncDate("opened_at", tzinfo=SHANGHAI)
    tasks = everything_at_work(asked).filter(step__isnull=False).annotate(opened=opened).order_by()
    found: dict[tuple[int, int | None], Counter[int]] = {}
    for step, unit, day, number in tasks.values_list("step", "unit", "opened").annotate(number=Count("pk")):
        days = asked.calendar.working_days_between(day, asked.today)
        found.setdefault((step, unit), Counter())[days] += number
    return found


class Stucks(Listed):
    """One row per step and unit with open tasks."""

    code = "dwell"
    title: ClassVar[Promise] = _("卡在哪里")
    note: ClassVar[Promise] = _("在办任务在各环节已停留的工作日，与近十二个月平时停留相比")
    columns = (
        Column("step", _("环节")),
        Column("process", _("流程"), "step"),
        Column("unit", _("责任单位")),
        Column("open", _("在办任务")),
        Column("median", _("已停留中位数")),
        Column("beyond", _("超过平时九成的件数")),
        Column("usual", _("平时中位数")),
        Column("p90", _("平时九成以内")),
        Column("count", _("平时件数")),
        Column("words", _("判断")),
    )

    def every(self, asked: Asked) -> list[Line]:
        return [_line(one, asked) for one in stuck(asked)]


def _line(one: Stuck, asked: Asked) -> Line:
    habit = (one.usual.median, one.usual.p90, one.usual.count) if one.usual else (None, None, None)
    cells = (
        one.title,
        one.process_title,
        str(one.unit or ""),
        one.open,
        one.median,
        one.beyond,
        *habit,
        str(one.words),
    )
    return Line(cells, url=reverse("supervise_rows", args=["tasks"]) + one.asked(asked), tone=one.tone)


class DoneTasks(Rows[Task]):
    """The tasks a usual dwell is counted from: done within the period, by default the twelve months."""

    order = "done_at"
    code = "done-tasks"
    title: ClassVar[Promise] = _("已办环节")
    note: ClassVar[Promise] = _("所选期间内办结的环节，平时停留由此算出")
    columns = (
        Column("number", _("案号")),
        Column("title", _("事项")),
        Column("step", _("环节")),
        Column("unit", _("责任单位")),
        Column("person", _("办理人"), "unit"),
        Column("opened_on", _("启动")),
        Column("done_on", _("办结")),
        Column("stay", _("停留工作日")),
    )

    def query(self, asked: Asked) -> QuerySet[Task]:
        given, first_on, last_on = asked.filters, asked.first_on, asked.last_on
        wanted = {
            "unit__code": given.unit,
            "step__code": given.step,
            "done_by__username": given.person,
        }
        done = Task.objects.filter(state=TaskState.DONE, step__isnull=False, unit__isnull=False)
        within = done.filter(done_at__gte=day_start(first_on), done_at__lt=day_start(_next(last_on)))
        narrow = {name: value for name, value in wanted.items() if value}
        return within.filter(narrowed(given, "case__"), **narrow).select_related("case", "unit", "done_by")

    def read(self, asked: Asked, rows: list[Task]) -> list[Line]:
        return [_done_line(asked, task) for task in rows]


def _next(day: date) -> date:
    return date.fromordinal(day.toordinal() + 1)


def _done_line(asked: Asked, task: Task) -> Line:
    opened_on = local_day(task.opened_at) if task.opened_at else None
    done_on = local_day(task.done_at) if task.done_at else None
    stay = asked.calendar.working_days_between(opened_on, done_on) if opened_on and done_on else None
    cells = (
        task.case.number,
        task.case.wording,
        task.wording,
        str(task.unit or ""),
        task.done_by.title() if task.done_by else "",
        opened_on,
        done_on,
        stay,
    )
    return Line(cells, task.case.number)
