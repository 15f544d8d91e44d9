"""What stands between a case and its decision: open required steps, unanswered dissent, an open pause."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from records.refusals import LegalRefusal
from workflow.board import missing_before
from workflow.dossier import Dossier, dossier_of
from workflow.models import Case, Task
from workflow.outcomes import Outcome


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One thing that is missing; the message says which and whose."""

    code: str
    task: Task
    message: str


def obstacles(case: Case) -> list[Obstacle]:
    """All that is missing before the case may be decided; without a deciding step, closed."""
    dossier = dossier_of(case)
    last = next(iter(dossier.graph.deciding), list(dossier.graph.nodes)[-1])
    return obstacles_before(dossier, dossier.newest()[last])


def obstacles_before(dossier: Dossier, deciding: Task) -> list[Obstacle]:
    """All that is missing before this task may decide the case."""
    return [*_open_steps(dossier, deciding), *_dissents(dossier), *_pauses(dossier, deciding)]


def refuse_while_missing(dossier: Dossier, deciding: Task) -> None:
    """Refuse to decide while anything is missing, naming it all (LegalRefusal with the first one's code)."""
    found = obstacles_before(dossier, deciding)
    if found:
        message = _("还不能作出决定：{missing}").format(missing=_("；").join(one.message for one in found))
        raise LegalRefusal(found[0].code, message)


def _open_steps(dossier: Dossier, deciding: Task) -> Iterator[Obstacle]:
    node = dossier.node(deciding)
    newest = dossier.newest()
    required = missing_before(dossier.graph, dossier.board(), node.code) if node else []
    for one in required:
        if one.is_required:
            message = _("“{step}”尚未办结").format(step=one.wording)
            yield Obstacle("workflow.required_open", newest[one.code], message)
    for task in dossier.awaited():
        message = _("协办“{step}”尚未回复").format(step=task.wording)
        yield Obstacle("workflow.required_open", task, message)


def _dissents(dossier: Dossier) -> Iterator[Obstacle]:
    for task in dossier.newest().values():
        if is_unanswered(task):
            message = _("“{step}”的不同意见尚未书面答复").format(step=task.wording)
            yield Obstacle("workflow.dissent_unanswered", task, message)


def _pauses(dossier: Dossier, deciding: Task) -> Iterator[Obstacle]:
    """Special procedures still running; the task's own ends with its result, unless that is the decision."""
    node = dossier.node(deciding)
    if dossier.case.open_pauses:
        standing = [task for task in dossier.tasks if task.is_open and task.start_on and task.due_on is None]
        for task in standing:
            if task is deciding and not (node and node.is_deciding):
                continue
            message = _("“{step}”的特别程序尚未结束").format(step=task.wording)
            yield Obstacle("workflow.pause_open", task, message)


def is_unanswered(task: Task) -> bool:
    """Whether the task's unit dissented and has no written answer yet."""
    return task.outcome == Outcome.DISSENT and not hasattr(task, "answer")
