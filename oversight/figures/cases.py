"""Open cases: late, unlawful, at risk, due this week, with provisional dates, under a standing clock."""

from collections.abc import Iterable
from datetime import date
from typing import ClassVar

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from oversight.figures.asking import Asked, Filters
from oversight.figures.rows import Column, Figure, Line, Rows
from oversight.models import Outlook
from workdays.reckoning import days_over, remaining
from workflow.models import Case, Task
from workflow.states import CaseState

COLUMNS = (
    Column("number", _("案号")),
    Column("title", _("事项")),
    Column("party", _("申请人"), "title"),
    Column("district", _("辖区"), "number"),
    Column("promised_on", _("承诺办结")),
    Column("statutory_on", _("法定办结"), "promised_on"),
    Column("expected_on", _("预计办结")),
    Column("left", _("承诺剩余工作日")),
    Column("step", _("现环节")),
    Column("unit", _("责任单位")),
    Column("person", _("责任人"), "unit"),
    Column("due_on", _("环节到期"), "step"),
)
_LOOKUPS = {
    "district": "district",
    "item": "application__item_version__item__code",
    "kind": "application__item_version__handling",
    "process": "process__code",
    "version": "process__version",
}


def narrowed(filters: Filters, prefix: str = "") -> Q:
    """What the filters ask of a case; unit and person are those of an open task."""
    given = {_LOOKUPS[name]: value for name, value in filters.given.items() if name in _LOOKUPS}
    if not filters.version.isdecimal() and filters.version:
        return Q(pk__in=[])
    return Q(**{f"{prefix}{name}": value for name, value in given.items()})


def at_work(filters: Filters) -> Q:
    """Cases with an open task of the unit and the person asked for."""
    wanted = {"unit__code": filters.unit, "assignee__username": filters.person}
    given = {name: value for name, value in wanted.items() if value}
    return Q(Exists(Task.objects.open().filter(case=OuterRef("pk"), **given))) if given else Q()


class OpenCases(Rows[Case]):
    """Open cases that satisfy a condition, the most urgent first."""

    order = "sort_on"
    columns = COLUMNS

    def condition(self, asked: Asked) -> Q:
        """What an open case must satisfy to be counted."""
        return Q(state=CaseState.OPEN)

    def query(self, asked: Asked) -> QuerySet[Case]:
        return everything_open(asked).filter(self.condition(asked))

    def read(self, asked: Asked, rows: list[Case]) -> list[Line]:
        return lines_of(asked, rows)


class OpenAll(OpenCases):
    code = "open"
    title: ClassVar[Promise] = _("在办")
    note: ClassVar[Promise] = _("所有未办结的案件")


class Late(OpenCases):
    code = "late"
    title: ClassVar[Promise] = _("已超承诺")
    note: ClassVar[Promise] = _("承诺办结日已过、尚未作出决定")

    def condition(self, asked: Asked) -> Q:
        return Q(sort_on__lt=asked.today)


class Unlawful(OpenCases):
    code = "unlawful"
    title: ClassVar[Promise] = _("已超法定")
    note: ClassVar[Promise] = _("法定办结日已过、尚未作出决定")

    def condition(self, asked: Asked) -> Q:
        return Q(sort_on__lt=asked.today, statutory_on__lt=asked.today)


class UnlawfulSoon(OpenCases):
    code = "unlawful-soon"
    title: ClassVar[Promise] = _("将超法定")
    note: ClassVar[Promise] = _("法定办结日未过，按预计来不及")

    def condition(self, asked: Asked) -> Q:
        return Q(statutory_on__gte=asked.today, outlook__breaks_statute=True)


class Risk(OpenCases):
    code = "risk"
    title: ClassVar[Promise] = _("本周将超承诺")
    note: ClassVar[Promise] = _("承诺本周到期，按预计来不及")

    def condition(self, asked: Asked) -> Q:
        week = Q(sort_on__gte=asked.today, sort_on__lte=asked.week_ends_on)
        return week & Q(outlook__is_at_risk=True)


class LaterRisk(OpenCases):
    code = "later-risk"
    title: ClassVar[Promise] = _("以后将超承诺")
    note: ClassVar[Promise] = _("承诺本周以后到期或计时中止，按预计来不及")

    def condition(self, asked: Asked) -> Q:
        return Q(sort_on__gt=asked.week_ends_on, outlook__is_at_risk=True)


class DueThisWeek(OpenCases):
    code = "due-this-week"
    title: ClassVar[Promise] = _("本周到期")
    note: ClassVar[Promise] = _("承诺办结日在今天到本周日之间")

    def condition(self, asked: Asked) -> Q:
        return Q(sort_on__gte=asked.today, sort_on__lte=asked.week_ends_on)


class Provisional(OpenCases):
    code = "provisional"
    title: ClassVar[Promise] = _("日期暂定")
    note: ClassVar[Promise] = _("办结日落在放假通知尚未公布的年份")

    def condition(self, asked: Asked) -> Q:
        return Q(is_provisional=True)


class Standing(OpenCases):
    code = "standing"
    title: ClassVar[Promise] = _("计时中止")
    note: ClassVar[Promise] = _("特别程序进行中，期限不计")

    def condition(self, asked: Asked) -> Q:
        return Q(open_pauses__gt=0)


def everything_open(asked: Asked) -> QuerySet[Case]:
    """The open cases the filters leave."""
    visible = Case.objects.open().visible_to(asked.reader, asked.today)
    shown = visible.select_related("party", "district", "outlook")
    return shown.filter(narrowed(asked.filters), at_work(asked.filters))


def numbers(asked: Asked, figures: Iterable[OpenCases]) -> dict[str, int]:
    """The numbers of several figures in one statement."""
    wanted = {one.code.replace("-", "_"): one for one in figures}
    counts = {name: Count("pk", filter=one.condition(asked)) for name, one in wanted.items()}
    found: dict[str, int] = everything_open(asked).aggregate(**counts)
    return {one.code: found[name] for name, one in wanted.items()}


def first_of(figure: Figure, asked: Asked, size: int) -> list[Case]:
    """The most urgent cases of a figure: first what will break the law (one statement)."""
    if not isinstance(figure, OpenCases):
        return []
    unlawful = F("outlook__breaks_statute").desc(nulls_last=True)
    return list(figure.query(asked).order_by(unlawful, figure.order, "pk")[:size])


def lines_of(asked: Asked, cases: list[Case]) -> list[Line]:
    """Cases as lines, each with the open task whose limit ends first (one statement)."""
    turns = turns_of(cases)
    return [_line(asked, case, turns.get(case.pk)) for case in cases]


def turns_of(cases: list[Case]) -> dict[int, Task]:
    """The open task of each case whose limit ends first (its responsible link)."""
    tasks = Task.objects.open().filter(case__in=cases).select_related("unit", "assignee")
    found: dict[int, Task] = {}
    for task in tasks.order_by("case_id", "sort_on", "pk"):
        found.setdefault(task.case_id, task)
    return found


def _line(asked: Asked, case: Case, task: Task | None) -> Line:
    outlook: Outlook | None = getattr(case, "outlook", None)
    left = None if case.decided_on else days_left(case.promised_on, asked)
    cells = (
        case.number,
        case.wording,
        case.party.title(),
        case.district.title(),
        case.promised_on,
        case.statutory_on,
        outlook.expected_on if outlook else None,
        left,
        task.wording if task else "",
        str(task.unit) if task and task.unit else "",
        task.assignee.title() if task and task.assignee else "",
        task.due_on if task else None,
    )
    if task:
        task.case = case
    return Line(cells, case.number, task, _tone(left), breaks_statute=_breaks_statute(case, outlook, asked))


def _breaks_statute(case: Case, outlook: Outlook | None, asked: Asked) -> bool:
    """Whether the statutory day is still ahead and the forecast passes it."""
    is_ahead = case.statutory_on is not None and case.statutory_on >= asked.today
    return is_ahead and outlook is not None and outlook.breaks_statute


def days_left(due_on: date | None, asked: Asked) -> int | None:
    """Working days left, negative past the limit; None while the clock stands."""
    if due_on is None:
        return None
    left = remaining(due_on, asked.today, calendar=asked.calendar)
    return left or -days_over(due_on, asked.today, calendar=asked.calendar)


def _tone(left: int | None) -> str:
    return "late" if left is not None and left < 0 else ""
