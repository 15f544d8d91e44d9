"""The life of a case and of a task: tables of lawful moves."""

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class CaseState(TextChoices):
    """Where a case stands; how it ended is its outcome."""

    OPEN = "open", gettext_lazy("办理中")
    CLOSED = "closed", gettext_lazy("已办结")


class TaskState(TextChoices):
    """Where one step of one case stands."""

    WAITING = "waiting", gettext_lazy("待启动")
    OPEN = "open", gettext_lazy("办理中")
    DONE = "done", gettext_lazy("已办结")
    SKIPPED = "skipped", gettext_lazy("不经办")
    CANCELLED = "cancelled", gettext_lazy("已取消")


LIVE = frozenset({TaskState.WAITING, TaskState.OPEN})
SETTLED = frozenset({TaskState.DONE, TaskState.SKIPPED})

TASK_MOVES: dict[TaskState, frozenset[TaskState]] = {
    TaskState.WAITING: frozenset({TaskState.OPEN, TaskState.SKIPPED, TaskState.CANCELLED}),
    TaskState.OPEN: frozenset({TaskState.DONE, TaskState.SKIPPED, TaskState.CANCELLED}),
    TaskState.DONE: frozenset(),
    TaskState.SKIPPED: frozenset(),
    TaskState.CANCELLED: frozenset(),
}
CASE_MOVES: dict[CaseState, frozenset[CaseState]] = {
    CaseState.OPEN: frozenset({CaseState.CLOSED}),
    CaseState.CLOSED: frozenset(),
}


class IllegalMoveError(Exception):
    """A state was to change in a way its table does not know; the message is what the clerk sees."""


def check_task_move(old: TaskState, new: TaskState) -> None:
    """Refuse a move the table of tasks does not hold (IllegalMoveError)."""
    if new not in TASK_MOVES[old]:
        raise IllegalMoveError(_("任务不能从“{old}”转为“{new}”。").format(old=old.label, new=new.label))


def check_case_move(old: CaseState, new: CaseState) -> None:
    """Refuse a move the table of cases does not hold (IllegalMoveError)."""
    if new not in CASE_MOVES[old]:
        raise IllegalMoveError(_("案件不能从“{old}”转为“{new}”。").format(old=old.label, new=new.label))
