"""What may never be: cases nobody works on, tasks nobody can take, counters that lie."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from notices.models import Notice
from notices.models import State as NoticeState
from organization.models import Absence, Person, Post
from workdays.days import local_day
from workflow.board import needed
from workflow.dossier import Dossier
from workflow.models import Case, Pause, Task
from workflow.states import TaskState
from workflow.telling import eligible

CHUNK = 1000
UNSENT_AFTER = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong: its kind, the case or task, and words for people."""

    kind: str
    case: str
    task: int | None
    message: str

    def plain(self) -> dict[str, Any]:
        return asdict(self)


def findings(at: datetime) -> list[Finding]:
    """All that is wrong at a moment, by a few set-based statements and a walk over open cases."""
    on = local_day(at)
    return [*idle_cases(), *untakable(on), *unmanned(on), *unsent(at), *drifted()]


def idle_cases() -> Iterator[Finding]:
    """Open cases without an open task."""
    busy = Task.objects.filter(case=OuterRef("pk"), state=TaskState.OPEN)
    for number in Case.objects.open().filter(~Exists(busy)).order_by("pk").values_list("number", flat=True):
        yield Finding("no_open_task", number, None, _("案件没有正在办理的环节。"))


def untakable(on: date) -> Iterator[Finding]:
    """Open pool tasks of seats nobody holds that day."""
    pool = Task.objects.open().filter(assignee__isnull=True)
    for unit, role in pool.order_by("unit", "role").values_list("unit", "role").distinct():
        if unit is None or not eligible([(unit, role)], on).exists():
            yield from _found(
                pool.filter(unit=unit, role=role), "nobody_eligible", _("该单位当日没有相应岗位的人员。")
            )


def unmanned(on: date) -> Iterator[Finding]:
    """Open tasks of people who are disabled, without any post, or away with a deputy who is no better."""
    posted = Post.objects.on(on).values("person")
    fit = Person.objects.active().filter(pk__in=posted)
    away = Absence.objects.on(on)
    covered = away.filter(deputy__in=fit).exclude(deputy__in=away.values("person")).values("person")
    present = fit.exclude(pk__in=away.values("person"))
    assigned = Task.objects.open().filter(assignee__isnull=False)
    gone = assigned.exclude(assignee__in=fit)
    lost = assigned.filter(assignee__in=fit).exclude(Q(assignee__in=present) | Q(assignee__in=covered))
    yield from _found(gone, "assignee_gone", _("经办人已停用或已无岗位。"))
    yield from _found(lost, "assignee_absent", _("经办人请假，代办人也不在岗。"))


def unsent(at: datetime) -> Iterator[Finding]:
    """Notices that should have left by now."""
    waiting = Q(state=NoticeState.WAITING, next_try_at__lt=at - UNSENT_AFTER)
    stuck = Notice.objects.filter(waiting | Q(state=NoticeState.QUARANTINED)).order_by("pk")
    for key, title in stuck.values_list("subject_key", "title")[:CHUNK]:
        yield Finding("unsent_notice", key, None, _("通知未发出：{title}").format(title=title))


def drifted() -> Iterator[Finding]:
    """Counters that differ from what they count."""
    yield from _drifted_pauses()
    strange = Task.objects.open().exclude(priority=F("case__priority"))
    yield from _found(strange, "priority_drift", _("任务优先级与案件不符。"))
    last = 0
    while chunk := list(Case.objects.open().filter(pk__gt=last).order_by("pk")[:CHUNK]):
        yield from _drifted_joins(chunk)
        last = chunk[-1].pk


def _drifted_pauses() -> Iterator[Finding]:
    running = dict[int, int]()
    for case_id in Pause.objects.filter(last_on__isnull=True).values_list("case_id", flat=True):
        running[case_id] = running.get(case_id, 0) + 1
    stored = Case.objects.filter(Q(open_pauses__gt=0) | Q(pk__in=list(running))).order_by("pk")
    for pk, number, count in stored.values_list("pk", "number", "open_pauses"):
        if running.get(pk, 0) != count:
            yield Finding("pause_drift", number, None, _("进行中的特别程序计数不符。"))


def _drifted_joins(cases: list[Case]) -> Iterator[Finding]:
    tasks: dict[int, list[Task]] = {case.pk: [] for case in cases}
    for task in Task.objects.filter(case_id__in=list(tasks)).order_by("pk"):
        tasks[task.case_id].append(task)
    for case in cases:
        dossier = Dossier(case, tasks[case.pk])
        board = dossier.board()
        for code, task in dossier.newest().items():
            waiting = task.state == TaskState.WAITING
            if waiting and needed(dossier.graph.nodes[code], board) != task.open_predecessors:
                yield Finding(
                    "counter_drift",
                    case.number,
                    task.pk,
                    _("“{step}”的前置计数不符。").format(step=task.wording),
                )


def _found(tasks: QuerySet[Task], kind: str, message: str) -> Iterator[Finding]:
    for pk, number, title in tasks.order_by("pk").values_list("pk", "case__number", "title"):
        yield Finding(kind, number, pk, f"“{title}”{message}")
