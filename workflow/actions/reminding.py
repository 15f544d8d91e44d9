"""Reminders and their climb: whoever must act is told in time, then those above, each once per due date."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy

from notices.actions import News, notify_each
from notices.models import Channel
from organization.models import Person, Role
from organization.seating import Seating, seating
from records.languages import in_language_lazy
from workdays.calendar import Calendar
from workdays.days import local_day
from workdays.store import current_calendar
from workflow.ladder import Hearer, Moment, Rung, Scope, Span, due_rungs, next_day
from workflow.models import Case, ReminderRule, Task
from workflow.sweeping import Swept

CHUNK = 500
Row = TypeVar("Row", Task, Case)
BUNDLE = "reminders"
CHANNELS = (Channel.IN_APP, Channel.EMAIL)
TITLES = {
    Moment.WARN: gettext_lazy("时限已用五分之四：{title}"),
    Moment.LAST_DAY: gettext_lazy("今天是最后一日：{title}"),
    Moment.OVER: gettext_lazy("已超 {days} 个工作日：{title}"),
}
BODY = gettext_lazy("案号 {number}，{step}，最迟 {due}。")
WHOLE_CASE = gettext_lazy("全案承诺")


@dataclass(frozen=True)
class Round:
    """What one sweep works with: the day, the calendar, who sits where, the rules in force."""

    at: datetime
    today: date
    calendar: Calendar
    seats: Seating
    ladder: tuple[Rung, ...]

    def of(self, scope: Scope) -> tuple[Rung, ...]:
        """The rungs of one kind of limit."""
        return tuple(rung for rung in self.ladder if rung.scope == scope)


@dataclass(frozen=True)
class Matter:
    """A limit to be reminded of: the case, the task whose people hold it, its span, the day left off at."""

    case: Case
    task: Task | None
    span: Span
    since: date
    scope: Scope

    @property
    def version(self) -> str:
        """What makes a reminder a new one: another task, another due date."""
        return f"{self.scope[0]}{self.task.pk if self.task else ''}:{self.span.due_on:%Y%m%d}"


def sweep_reminders(at: datetime) -> Swept:
    """Owe every reminder whose day has come and set each row's next day; reads only what is due."""
    today = local_day(at)
    ladder = tuple(rule.rung for rule in ReminderRule.objects.on(today).order_by("pk"))
    turn = Round(at, today, current_calendar(), seating(today), ladder)
    return Swept(sum(_tasks(turn)) + sum(_cases(turn)))


def _tasks(turn: Round) -> Iterator[int]:
    """Reminders of steps, chunk by chunk, each in its own transaction."""
    due = Task.objects.open().filter(remind_on__lte=turn.today).order_by("remind_on", "pk")
    while True:
        with transaction.atomic():
            tasks = list(_unlocked(due.select_related("case", "assignee", "delegate"))[:CHUNK])
            owed = _owe((_of_task(task, turn) for task in tasks), turn)
            for task in tasks:
                task.remind_on = _next(_of_task(task, turn), turn)
            Task.objects.bulk_update(tasks, ["remind_on"])
        yield owed
        if len(tasks) < CHUNK:
            return


def _cases(turn: Round) -> Iterator[int]:
    """Reminders of promises, the same way."""
    due = Case.objects.open().filter(decided_on__isnull=True, remind_on__lte=turn.today)
    while True:
        with transaction.atomic():
            cases = list(_unlocked(due.order_by("remind_on", "pk"))[:CHUNK])
            held = _held_up(cases)
            matters = [_of_case(case, held.get(case.pk)) for case in cases]
            owed = _owe(matters, turn)
            for case, matter in zip(cases, matters, strict=True):
                case.remind_on = _next(matter, turn)
            Case.objects.bulk_update(cases, ["remind_on"])
        yield owed
        if len(cases) < CHUNK:
            return


def _held_up(cases: Iterable[Case]) -> dict[int, Task]:
    """The open task of each case whose limit ends first."""
    tasks = Task.objects.open().filter(case__in=list(cases)).select_related("assignee", "delegate")
    found: dict[int, Task] = {}
    for task in tasks.order_by("case_id", "sort_on", "pk"):
        found.setdefault(task.case_id, task)
    return found


def _owe(matters: Iterable[Matter | None], turn: Round) -> int:
    told = [news for matter in matters if matter for news in _news(matter, turn)]
    return notify_each(told, at=turn.at, channels=CHANNELS, bundle=BUNDLE) if told else 0


def _news(matter: Matter, turn: Round) -> Iterator[tuple[News, list[Person]]]:
    """What is to be said to whom: one notice per moment, to all who hear of it."""
    rungs = due_rungs(turn.of(matter.scope), matter.span, matter.since, turn.today, turn.calendar)
    moments: dict[tuple[Moment, int], list[Person]] = {}
    for rung in rungs:
        moments.setdefault((rung.moment, rung.days_over), []).extend(_hearers(rung.hearer, matter, turn))
    for (moment, days), people in moments.items():
        yield _said(matter, moment, days, turn), people


def _said(matter: Matter, moment: Moment, days: int, turn: Round) -> News:
    case, task = matter.case, matter.task
    of_step = task is not None and matter.scope == Scope.TASK
    step = in_language_lazy(task.title, task.title_en) if task and of_step else WHOLE_CASE
    title = in_language_lazy(case.title, case.title_en)
    return News(
        kind=f"reminder.{matter.scope}.{moment}{days or ''}",
        subject=case.subject,
        version=matter.version,
        title=format_lazy(TITLES[moment], title=title, days=days),
        body=format_lazy(BODY, number=case.number, step=step, due=matter.span.due_on.isoformat()),
        url=f"/cases/{case.number}/",
        at=turn.at,
    )


def _hearers(hearer: Hearer, matter: Matter, turn: Round) -> list[Person]:
    task = matter.task
    if hearer == Hearer.LEADER:
        return turn.seats.holding(Role.BUREAU_LEADER)
    if hearer == Hearer.SUPERVISOR:
        return turn.seats.holding(Role.SUPERVISOR)
    if task is None:
        return []
    heads = turn.seats.of(task.unit_id, Role.SECTION_HEAD)
    return heads if hearer == Hearer.UNIT_HEAD else _hands(task, turn) or heads


def _hands(task: Task, turn: Round) -> list[Person]:
    """Whose work the task is that day: delegate or assignee, or the deputy; else all who may take it."""
    named = task.delegate if task.delegate_on(turn.today) else task.assignee
    if named is None:
        return turn.seats.of(task.unit_id, task.role)
    acting = turn.seats.hand(named)
    return [acting] if acting else []


def _of_task(task: Task, turn: Round) -> Matter | None:
    if task.warn_on is None or task.due_on is None:
        return None
    return Matter(task.case, task, Span(task.warn_on, task.due_on), task.remind_on or turn.today, Scope.TASK)


def _of_case(case: Case, task: Task | None) -> Matter | None:
    if case.warn_on is None or case.promised_on is None or case.remind_on is None:
        return None
    return Matter(case, task, Span(case.warn_on, case.promised_on), case.remind_on, Scope.CASE)


def _next(matter: Matter | None, turn: Round) -> date | None:
    if matter is None:
        return None
    return next_day(turn.of(matter.scope), matter.span, turn.today, turn.calendar)


def _unlocked(rows: QuerySet[Row]) -> QuerySet[Row]:
    """The rows nobody else is working on; SQLite has but one writer."""
    if connection.features.has_select_for_update_skip_locked:
        return rows.select_for_update(skip_locked=True, of=("self",))
    return rows
