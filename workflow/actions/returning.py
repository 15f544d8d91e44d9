"""Rework: a case goes back to an earlier step (退回), or a person takes a task back (收回)."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.utils.translation import gettext as _

from documents.actions import set_standing
from documents.standing import Standing
from organization.models import Person
from records.refusals import LegalRefusal
from workdays.days import FAR_FUTURE
from workflow.actions.desk import Desk, desk
from workflow.actions.moving import cancel, move_on
from workflow.actions.stopping import Stops, end_pauses, paused_at_all, reproject
from workflow.board import redone_by_return
from workflow.models import Case, Task
from workflow.rework import recall_refused
from workflow.states import LIVE, TaskState
from workflow.steps import StepKind
from workflow.telling import Told


def return_to(task_id: int, *, step: str, reason: str, by: Person | None, at: datetime) -> Case:
    """The case goes back from an open task to an earlier step: a new round of it and of all that follows it.

    Branches that do not follow it keep their opinions, marked so; the new tasks have fresh timers, the case's
    clocks run on. Never back to the intake: correction after acceptance is impossible (Art. 32).
    """
    with desk("task.return", by=by, at=at, task_id=task_id) as table:
        task = table.task(task_id)
        table.require("task.return", task)
        table.require_open(task)
        _refuse_target(table, task, step, reason)
        told = {"step": task.title, "to": table.graph.nodes[step].title, "reason": reason}
        redo(table, step, {"by": by.name if by else "", "step": task.title, "reason": reason})
        return table.finish("task.returned", told)


def recall(task_id: int, *, by: Person, at: datetime, reason: str = "") -> Case:
    """Who did a task takes it back while nothing that follows is taken up: a new round of it opens."""
    with desk("task.recall", by=by, at=at, task_id=task_id) as table:
        task = table.task(task_id)
        table.require("task.recall", task)
        if refusal := recall_refused(table, task):
            raise refusal
        node = table.node(task)
        redo(table, node.code if node else "")
        return table.finish("task.recalled", {"step": task.title, "reason": reason})


def _refuse_target(table: Desk, task: Task, step: str, reason: str) -> None:
    node = table.node(task)
    if not reason.strip():
        raise LegalRefusal("workflow.no_reason", _("退回须写明理由。"), field="reason")
    if node is None or step not in table.graph.ancestors[node.code]:
        raise LegalRefusal("workflow.return_target", _("只能退回到本环节之前的环节。"), field="step")
    if table.graph.nodes[step].kind == StepKind.INTAKE:
        raise LegalRefusal(
            "art32.after_acceptance", _("受理后不得退回补正（行政许可法第三十二条）。"), field="step"
        )
    if table.case.decided_on is not None:
        raise LegalRefusal("workflow.decided", _("决定已作出，不能退回。"))


def redo(table: Desk, target: str, returned: Mapping[str, str] | None = None) -> None:
    """Give a step, all after it and what their joins dropped a new round; mark what is kept.

    `returned`: who sent it back from where and why, kept with the new round of the step for whoever does it.
    """
    stops = paused_at_all(table)
    codes = redone_by_return(table.graph, table.board(), target)
    newest = table.newest()
    for code in codes:
        if newest[code].state in LIVE:
            cancel(table, newest[code])
    for code in codes:
        table.add(_again(newest[code], returned if code == target else None))
    _mark_kept(newest, set(codes))
    _end_pauses(table, stops)
    move_on(table, stops.interruptions(table))
    for task in table.opened:
        _give_back(task, newest, table)
    table.told = [told for told in table.told if told.kind != "task.opened"]
    table.told.append(Told("task.returned", tuple(table.opened)))
    if stops.pauses:
        reproject(table, stops)


def _end_pauses(table: Desk, stops: Stops) -> None:
    """A special procedure cut short ends today, and its notice loses its force: the next brings its own."""
    begun = [pause for pause in stops.pauses if pause.last_on is None]
    end_pauses(table, stops, table.day)
    reason = _("启动特别程序的办理已退回或者收回")
    for pause in begun:
        if pause.last_on is not None and pause.notice.standing == Standing.VALID:
            set_standing(pause.notice, Standing.REVOKED, reason=reason, by=table.by, at=table.at)


def _again(task: Task, returned: Mapping[str, str] | None) -> Task:
    """The next round of a step, in the same hands' unit, nothing of it done yet."""
    why = {key: value for key, value in task.why.items() if key != "returned"}
    return Task(
        step_id=task.step_id,
        round=task.round + 1,
        title=task.title,
        title_en=task.title_en,
        unit_id=task.unit_id,
        role=task.role,
        priority=task.priority,
        why={**why, "returned": dict(returned)} if returned else why,
        sort_on=FAR_FUTURE,
    )


def _mark_kept(newest: dict[str, Task], again: Iterable[str]) -> None:
    for code, task in newest.items():
        if code not in again and task.state == TaskState.DONE:
            task.is_kept = True


def _give_back(task: Task, newest: dict[str, Task], table: Desk) -> None:
    """Whoever did the last round does the next, as long as the task has nobody."""
    node = table.node(task)
    if node is not None:
        task.assignee_id = newest[node.code].assignee_id
