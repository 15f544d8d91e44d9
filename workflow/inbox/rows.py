"""The rows of an inbox as read by a person: grouped by urgency, each with its days left and its acts."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from organization.models import Person
from workdays.calendar import Calendar
from workdays.days import FAR_FUTURE
from workdays.reckoning import days_over, remaining
from workflow.inbox.acts import RowAct, acts_for
from workflow.inbox.branches import Tab
from workflow.inbox.standstill import Standstill, standstills_of
from workflow.models import Task
from workflow.steps import Priority

SOON = 3


class Urgency(TextChoices):
    """The groups of an inbox, in their order."""

    GREEN = "green", _("绿色通道")
    LATE = "late", _("本环节已超时")
    TODAY = "warn", _("今日到期")
    SOON = "info", _("3 个工作日内")
    LATER = "ok", _("其余")
    PAUSED = "hold", _("不计时")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of work: `left` in working days, negative past the limit, None while the clock stands."""

    task: Task
    left: int | None
    urgency: Urgency
    acts: list[RowAct]
    is_due_provisional: bool = False
    is_promise_provisional: bool = False
    is_statute_provisional: bool = False
    still: Standstill | None = None

    @property
    def limit(self) -> int:
        return self.task.limit_days or 0


@dataclass(frozen=True, slots=True)
class Group:
    """Neighbouring rows of one urgency."""

    urgency: Urgency
    rows: list[Row]


def groups_of(
    tasks: Iterable[Task], *, reader: Person, tab: Tab, today: date, calendar: Calendar
) -> list[Group]:
    """The tasks, which come in the order of the inbox, as groups of rows."""
    shown = list(tasks)
    still = standstills_of(shown, today=today, calendar=calendar)
    rows = list(_rows(shown, reader, tab, today, calendar, still))
    return [Group(urgency, list(members)) for urgency, members in groupby(rows, lambda row: row.urgency)]


def _rows(
    tasks: list[Task],
    reader: Person,
    tab: Tab,
    today: date,
    calendar: Calendar,
    still: Mapping[int, Standstill],
) -> Iterator[Row]:
    for task in tasks:
        left = _left(task, today, calendar)
        yield Row(
            task,
            left,
            _urgency(task, left),
            acts_for(task, reader, tab, on=today),
            _is_provisional(task.due_on, calendar),
            _is_provisional(task.case.promised_on, calendar),
            _is_provisional(task.case.statutory_on, calendar),
            still.get(task.pk),
        )


def _is_provisional(on: date | None, calendar: Calendar) -> bool:
    return on is not None and calendar.is_provisional(on)


def _left(task: Task, today: date, calendar: Calendar) -> int | None:
    if task.due_on is None:
        return None
    left = remaining(task.due_on, today, calendar=calendar)
    return left or -days_over(task.due_on, today, calendar=calendar)


def _urgency(task: Task, left: int | None) -> Urgency:
    if task.priority == Priority.GREEN:
        return Urgency.GREEN
    if left is None or task.sort_on == FAR_FUTURE:
        return Urgency.PAUSED
    return _by_days(left)


def _by_days(left: int) -> Urgency:
    if left < 0:
        return Urgency.LATE
    if left == 0:
        return Urgency.TODAY
    return Urgency.SOON if left <= SOON else Urgency.LATER
