"""Who does a task: claimed, reassigned, delegated for some days."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from organization.models import Person
from records.refusals import LegalRefusal
from workflow.actions.desk import desk
from workflow.models import Case, Task
from workflow.refusals import AlreadyClaimedError
from workflow.telling import Told, eligible


def claim(task_id: int, *, by: Person, at: datetime) -> Case:
    """The task is `by`'s own; whoever claims second is told who has it (AlreadyClaimedError)."""
    with desk("task.claim", by=by, at=at, task_id=task_id) as table:
        task = table.task(task_id)
        table.require("task.claim", task)
        table.require_open(task)
        if task.assignee_id == by.pk:
            return table.case
        if task.assignee_id is not None:
            raise AlreadyClaimedError(task.wording, task.assignee.title() if task.assignee else "")
        task.assignee = by
        return table.finish("task.claimed", {"step": task.title, "round": task.round}, acted=task)


def reassign(
    task_id: int,
    *,
    to: Person | None,
    by: Person | None,
    at: datetime,
    reason: str = "",
    verb: str = "task.reassigned",
) -> Case:
    """The task is another's, or back in its unit's pool (`to=None`); the new person must be able to do it."""
    with desk("task.reassign", by=by, at=at, task_id=task_id) as table:
        task = table.task(task_id)
        table.require("task.reassign", task)
        table.require_open(task)
        _refuse_unfit(task, to, table.day)
        old = task.assignee
        task.assignee = to
        task.delegate = task.delegate_first_on = task.delegate_last_on = None
        task.remind_on = task.warn_on
        table.told.append(Told("task.assigned", (task,)))
        told = {
            "step": task.title,
            "from": old.name if old else "",
            "to": to.name if to else "",
            "reason": reason,
        }
        return table.finish(verb, told, acted=task)


def delegate(
    task_id: int, *, to: Person, first_on: date, last_on: date, by: Person, at: datetime, reason: str = ""
) -> Case:
    """Another does the task from the first day to the last; after that it is the assignee's again."""
    with desk("task.delegate", by=by, at=at, task_id=task_id) as table:
        task = table.task(task_id)
        table.require("task.delegate", task)
        table.require_open(task)
        _refuse_unfit(task, to, table.day)
        if not table.day <= last_on >= first_on:
            raise LegalRefusal(
                "workflow.delegation_span", _("委托办理的止日不能早于起日和今天。"), field="last_on"
            )
        task.delegate, task.delegate_first_on, task.delegate_last_on = to, first_on, last_on
        task.remind_on = task.warn_on
        table.told.append(Told("task.assigned", (task,), (to.pk,)))
        told = {"step": task.title, "to": to.name, "first_on": first_on, "last_on": last_on, "reason": reason}
        return table.finish("task.delegated", told, acted=task)


def _refuse_unfit(task: Task, to: Person | None, on: date) -> None:
    """Work goes to people of the task's seat; one who left or holds another post cannot take it."""
    if to is None and task.assignee_id is None:
        message = _("“{step}”没有人认领，已经在任务池里。").format(step=task.wording)
        raise LegalRefusal("workflow.in_the_pool", message, field="to")
    if to is not None and not eligible([(task.unit_id, task.role)], on).filter(pk=to.pk).exists():
        message = _("{who}当日不在该单位的相应岗位，不能接办。").format(who=to.name)
        raise LegalRefusal("workflow.not_eligible", message, field="to")
