"""Completing a task: the one act by which a case moves forward."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from documents.models import Document
from organization.models import Person
from records.languages import listed
from records.refusals import LegalRefusal
from workflow.actions.desk import Desk, FactsGiven, desk, facts_given
from workflow.actions.moving import close, end_clocks, move_on, set_state
from workflow.actions.overdue import record_late_work
from workflow.actions.pausing import check_notice, make_pause
from workflow.actions.stopping import Stops, begin_pause, end_pauses, paused_at_all, read_stops, reproject
from workflow.clocks import Clocks
from workflow.models import Case, Task
from workflow.obstacles import refuse_while_missing
from workflow.outcomes import CASE_ENDINGS, Outcome
from workflow.registry import kind_of
from workflow.states import TaskState
from workflow.steps import PauseGround


@dataclass(frozen=True)
class PauseNotice:
    """A special procedure that begins with the step an act opens (Art. 45): its notice and expected days."""

    ground: PauseGround
    notice: Document
    expected_days: int
    reason: str = ""
    step: str = ""


def complete(
    task_id: int,
    outcome: Outcome,
    *,
    by: Person | None,
    at: datetime,
    opinion: str = "",
    conditions: Iterable[str] = (),
    verb: str = "task.completed",
    facts: FactsGiven = None,
    answers: Mapping[str, Any] | None = None,
    clocks: Clocks | None = None,
    decided: Outcome | None = None,
    close_case: Outcome | None = None,
    pause: PauseNotice | None = None,
    token: str = "",
    right: str = "task.complete",
) -> Case:
    """The task is done with its outcome and what follows is open, in one transaction and one ledger line.

    `clocks` starts both case clocks (acceptance). `decided` ends them on any step; a deciding step does so
    by its outcome. `close_case` ends the case at once. `pause` begins a special procedure with the step that
    opens. `answers` become facts for conditions. An open pause of this very task ends with the result
    (Art. 45). The same `token` again returns the case unchanged. `right` is what `by` must be allowed: the
    window enters an outside authority's letter by "task.answer_by_letter". Raises AlreadyDoneError naming who
    was first, NotThereError for somebody else's task, LegalRefusal naming what is missing.
    """
    with desk("task.complete", by=by, at=at, task_id=task_id) as table:
        task = table.task(task_id)
        table.require(right, task)
        if token and task.token == token and task.state == TaskState.DONE:
            return table.case
        table.require_open(task)
        _keep_answers(table, answers)
        _refuse_obstacles(table, task, outcome, decided)
        _sign(task, outcome, opinion, conditions, table, token)
        stops = _end_own_pause(table)
        was_decided = table.case.decided_on is not None
        _start_clocks(table, clocks)
        _decide(table, task, outcome, decided)
        _follow(table, stops, close_case, pause)
        late = record_late_work(table, task, was_decided=was_decided)
        told = {**_told(table, task), **({"late": late} if late else {}), **facts_given(facts, table.case)}
        return table.finish(verb, told, acted=task)


def _keep_answers(table: Desk, answers: Mapping[str, Any] | None) -> None:
    known = {name: value for name, value in (answers or {}).items() if name in table.graph.names}
    if known:
        table.case.facts = {**table.case.facts, **known}


def _refuse_obstacles(table: Desk, task: Task, outcome: Outcome, decided: Outcome | None) -> None:
    kind_of(table.case.kind).guard(table.case, task, outcome)
    node = table.node(task)
    if decided is None and not (node and node.is_deciding):
        return
    refuse_while_missing(table, task)


def _sign(
    task: Task, outcome: Outcome, opinion: str, conditions: Iterable[str], table: Desk, token: str
) -> None:
    set_state(task, TaskState.DONE)
    task.outcome, task.opinion, task.conditions = outcome, opinion, list(conditions)
    task.done_at, task.done_by, task.token = table.at, table.by, token


def _end_own_pause(table: Desk) -> Stops:
    """The result ends the special procedure it came from; the clocks run again before anything ends them."""
    stops = paused_at_all(table)
    if stops.pauses:
        end_pauses(table, stops, table.day)
        reproject(table, stops)
    return stops


def _start_clocks(table: Desk, clocks: Clocks | None) -> None:
    """Both clocks start at acceptance, once."""
    if clocks is None:
        return
    case = table.case
    if case.accepted_on is not None:
        raise LegalRefusal(
            "workflow.accepted", _("案件已于 {on} 受理。").format(on=case.accepted_on.isoformat())
        )
    if clocks.promised_days > clocks.statutory_days:
        raise LegalRefusal("workflow.promise", _("承诺时限不得长于法定时限。"))
    case.accepted_on, case.limit_unit = clocks.accepted_on, clocks.unit
    case.promised_days, case.statutory_days = clocks.promised_days, clocks.statutory_days
    reproject(table, Stops())


def _decide(table: Desk, task: Task, outcome: Outcome, decided: Outcome | None) -> None:
    node = table.node(task)
    result = decided or (outcome if node and node.is_deciding else None)
    if result is not None and table.case.decided_on is not None:
        raise LegalRefusal("workflow.decided", _("决定已作出，不能再次决定。"))
    if result is not None:
        table.case.outcome = result if result in CASE_ENDINGS else Outcome.DONE
        end_clocks(table)


def _follow(table: Desk, stops: Stops, close_case: Outcome | None, pause: PauseNotice | None) -> None:
    """Let the rest of the case follow: the steps that open, the special procedure that begins, the end."""
    were_open = table.case.open_pauses
    if close_case is not None:
        close(table, close_case)
    else:
        move_on(table, stops.interruptions(table))
    end_pauses(table, stops, table.day)
    if pause is not None:
        _begin(table, pause)
    elif stops.pauses or were_open != table.case.open_pauses:
        reproject(table, stops)


def _begin(table: Desk, notice: PauseNotice) -> None:
    stops = read_stops(table)
    task = _paused_task(table, notice)
    check_notice(table, task, notice.ground, notice.notice, notice.expected_days, table.day)
    pause = make_pause(
        table, task, notice.ground, notice.notice, notice.expected_days, table.day, notice.reason
    )
    begin_pause(table, stops, pause)
    reproject(table, stops)


def _paused_task(table: Desk, notice: PauseNotice) -> Task:
    """The named step's task, else the first opened whose step has a ground of Art. 45."""
    for task in table.opened:
        node = table.node(task)
        if node and (node.code == notice.step or (not notice.step and not node.counts)):
            return task
    if awaited := table.awaited():
        message = _("协办尚未回复：{units}。回复后才能启动特别程序。")
        units = listed(task.unit.title() for task in awaited if task.unit)
        raise LegalRefusal("art45.consulting", message.format(units=units))
    raise LegalRefusal("art45.no_step", _("接下来没有启动特别程序的环节。"))


def _told(table: Desk, task: Task) -> dict[str, Any]:
    """What the line says in words: the step, its round, unit and result, and what it opened."""
    return {
        "step": task.title,
        "round": task.round,
        "unit": task.unit_id,
        "outcome": str(task.outcome),
        "opened": [other.title for other in table.opened],
    }
