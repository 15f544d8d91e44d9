"""What a result sets in motion: tasks that open, are skipped, are no longer needed; the end of the case."""

from collections.abc import Iterable
from typing import Any

from workdays.calendar import Calendar
from workdays.store import current_calendar
from workflow.actions.desk import Desk
from workflow.board import Board, is_finished, settle
from workflow.clocks import STANDING, Interruption, pauses_of, task_dues
from workflow.graphs import Node
from workflow.limits import step_limits
from workflow.models import Task
from workflow.outcomes import CASE_ENDINGS, Outcome
from workflow.routing import route
from workflow.states import LIVE, CaseState, TaskState, check_case_move, check_task_move
from workflow.steps import UnitRule
from workflow.telling import Told


def move_on(desk: Desk, interruptions: Iterable[Interruption] = ()) -> None:
    """Open, skip or cancel whatever the stand of the case now lets move; close it if nothing is left."""
    board, tasks = desk.board(), desk.newest()
    motion = settle(desk.graph, board, facts_of(desk))
    for code in motion.cancelled:
        cancel(desk, tasks[code])
    for code in motion.skipped:
        _skip(desk, tasks[code])
    for code in motion.opened:
        open_task(desk, tasks[code], desk.graph.nodes[code], interruptions)
    for code, stand in board.stands.items():
        tasks[code].open_predecessors = stand.needed if stand.state == TaskState.WAITING else 0
    if motion.opened:
        desk.told.append(Told("task.opened", tuple(tasks[code] for code in motion.opened)))
    _close_if_finished(desk, board)


def facts_of(desk: Desk) -> dict[str, Any]:
    """What conditions look at: the kept answers, the decision, the district."""
    return {"decision": desk.case.outcome, "district": desk.case.district_id, **desk.case.facts}


def open_task(desk: Desk, task: Task, node: Node, interruptions: Iterable[Interruption] = ()) -> None:
    """Open a step's task: its clock starts on the day of the act."""
    set_state(task, TaskState.OPEN)
    task.open_predecessors = 0
    task.opened_at = desk.at
    task.start_on = desk.day
    if node.unit_rule == UnitRule.DISTRICT_BUREAU and desk.day != desk.case.received_on:
        found = route(node, desk.graph, desk.case.district_id, desk.day)
        task.unit_id, task.why = found.unit_id, {**task.why, **found.why}
    task.limit_days = step_limits(desk.graph, desk.case.promised_days)[node.code]
    desk.opened.append(task)
    rearm(task, node.code, desk, interruptions)


def rearm(task: Task, code: str, desk: Desk, interruptions: Iterable[Interruption]) -> None:
    """Project the task's due columns anew."""
    dues, old = STANDING, task.due_on
    if task.start_on is not None and task.limit_days is not None:
        stops = pauses_of(code, interruptions, desk.graph)
        dues = task_dues(task.start_on, task.limit_days, stops, calendar_of(desk))
    task.due_on, task.warn_on, task.sort_on = dues.due_on, dues.warn_on, dues.sort_on
    if task.due_on != old:
        task.remind_on = task.warn_on


def calendar_of(desk: Desk) -> Calendar:
    """The calendar in force, asked for once per act."""
    if desk.calendar is None:
        desk.calendar = current_calendar()
    return desk.calendar


def set_state(task: Task, new: TaskState) -> None:
    """The one gate through which a task's state moves (IllegalMoveError)."""
    check_task_move(TaskState(task.state), new)
    task.state = new


def cancel(desk: Desk, task: Task) -> None:
    """Nobody needs the task any more: its clock stops, its consultations go with it."""
    if task.state == TaskState.OPEN:
        desk.told.append(Told("task.cancelled", (task,)))
    set_state(task, TaskState.CANCELLED)
    _stop(task)
    for other in desk.tasks:
        asked = task.pk is not None and other.consulted_for_id == task.pk
        if asked and other.state in LIVE:
            cancel(desk, other)


def _skip(desk: Desk, task: Task) -> None:
    set_state(task, TaskState.SKIPPED)
    _stop(task)
    node = desk.node(task)
    condition = node.skip_when.text if node and node.skip_when else ""
    task.why = {**task.why, "skipped": condition}


def _stop(task: Task) -> None:
    task.open_predecessors = 0
    task.due_on = task.warn_on = None


def _close_if_finished(desk: Desk, board: Board) -> None:
    if is_finished(board) and desk.case.is_open:
        end_clocks(desk)
        close(desk, Outcome(desk.case.outcome) if desk.case.outcome else Outcome.DONE)


def close(desk: Desk, outcome: Outcome) -> None:
    """End the case; what is still open or waiting is cancelled."""
    for task in desk.tasks:
        if task.state in LIVE:
            cancel(desk, task)
    check_case_move(CaseState(desk.case.state), CaseState.CLOSED)
    desk.case.state = CaseState.CLOSED
    desk.case.outcome = outcome if outcome in CASE_ENDINGS else Outcome.DONE
    desk.case.closed_at = desk.at
    desk.closing = True


def end_clocks(desk: Desk) -> None:
    """Both case clocks end with the decision, the forwarding, or the end of a case without a decision."""
    if desk.case.accepted_on is not None and desk.case.decided_on is None:
        desk.case.decided_on = desk.day
