"""What stands between a case and its decision: open required steps, unanswered dissent, an open pause."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from workflow.board import missing_before
from workflow.models import Task
from workflow.outcomes import Outcome
from workflow.states import LIVE, TaskState

if TYPE_CHECKING:
    from workflow.actions.desk import Desk


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One thing that is missing; the message says which and whose."""

    code: str
    task: Task
    message: str


def obstacles_on(desk: "Desk", deciding: Task) -> list[Obstacle]:
    """All that is missing before this task may decide the case that lies on the desk."""
    return [*_open_steps(desk, deciding), *_dissents(desk), *_pauses(desk)]


def _open_steps(desk: "Desk", deciding: Task) -> Iterator[Obstacle]:
    node = desk.node(deciding)
    newest = desk.newest()
    required = missing_before(desk.graph, desk.board(), node.code) if node else []
    for one in required:
        if one.is_required:
            message = _("“{step}”尚未办结").format(step=one.title)
            yield Obstacle("workflow.required_open", newest[one.code], message)
    for task in desk.tasks:
        if task.step_id is None and task.state in LIVE:
            message = _("协办“{step}”尚未回复").format(step=task.title)
            yield Obstacle("workflow.required_open", task, message)


def _dissents(desk: "Desk") -> Iterator[Obstacle]:
    for task in desk.newest().values():
        if is_unanswered(task):
            message = _("“{step}”的不同意见尚未书面答复").format(step=task.title)
            yield Obstacle("workflow.dissent_unanswered", task, message)


def _pauses(desk: "Desk") -> Iterator[Obstacle]:
    if desk.case.open_pauses:
        for task in desk.tasks:
            node = desk.node(task)
            if task.state == TaskState.OPEN and node is not None and task.due_on is None:
                message = _("“{step}”的特别程序尚未结束").format(step=task.title)
                yield Obstacle("workflow.pause_open", task, message)


def is_unanswered(task: Task) -> bool:
    """Whether the task's unit dissented and has no written answer yet."""
    return task.outcome == Outcome.DISSENT and not hasattr(task, "answer")
