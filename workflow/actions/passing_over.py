"""Going on without a late department (不等逾期部门): its lateness stays on record."""

from datetime import datetime

from organization.models import Person
from workflow.actions.desk import desk
from workflow.actions.moving import move_on, set_state
from workflow.actions.overdue import record_late_work
from workflow.actions.responsibility import require_reason
from workflow.actions.stopping import paused_at_all
from workflow.models import Case
from workflow.passing import passing_refused
from workflow.states import TaskState
from workflow.telling import Told


def proceed_without(task_id: int, *, reason: str, by: Person, at: datetime) -> Case:
    """The lead goes on without a department past its own limit; the lateness is recorded against it."""
    with desk("task.proceed", by=by, at=at, task_id=task_id) as table:
        task = table.task(task_id)
        table.require("task.proceed", task)
        table.require_open(task)
        refusal = passing_refused(table, task, table.day)
        if refusal is not None:
            raise refusal
        require_reason(reason)
        late = record_late_work(table, task, was_decided=True, is_own=False)
        table.told.append(Told("task.passed_over", (task,)))
        due_on = task.due_on
        set_state(task, TaskState.SKIPPED)
        task.due_on = task.warn_on = None
        task.why = {**task.why, "proceeded": reason}
        move_on(table, paused_at_all(table).interruptions(table))
        told = {"step": task.title, "unit": task.unit_id, "due_on": due_on, "reason": reason}
        return table.finish("task.passed_over", {**told, **({"late": late} if late else {})}, acted=task)
