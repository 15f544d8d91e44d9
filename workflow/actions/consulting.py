"""Asking others before a join (难事协办, 加签), and answering dissent."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import override

from organization.models import Person, Role, Unit
from records.refusals import LegalRefusal
from workdays.days import FAR_FUTURE
from workflow.actions.desk import Desk, desk
from workflow.actions.moving import move_on, rearm
from workflow.actions.stopping import paused_at_all
from workflow.models import Case, DissentAnswer, Task
from workflow.obstacles import is_unanswered
from workflow.outcomes import Outcome
from workflow.states import TaskState
from workflow.telling import Told


def consult(
    task_id: int,
    *,
    units: Iterable[Unit],
    question: str,
    days: int,
    by: Person,
    at: datetime,
    role: Role = Role.REVIEWER,
) -> Case:
    """Each unit gets a further task; what follows the asking step waits for their answers too."""
    with desk("task.consult", by=by, at=at, task_id=task_id) as table:
        task = table.task(task_id)
        table.require("task.consult", task)
        table.require_open(task)
        asked = list(units)
        _refuse_question(table, task, asked, question, days)
        interruptions = paused_at_all(table).interruptions(table)
        for unit in asked:
            further = _consultation(table, task, unit, role, question, days)
            table.add(further)
            rearm(further, table.asked_for(task), table, interruptions)
            table.opened.append(further)
        move_on(table, interruptions)
        table.told.append(Told("task.opened", tuple(table.opened)))
        told = {
            "step": task.title,
            "units": [unit.name for unit in asked],
            "question": question,
            "days": days,
        }
        return table.finish("task.consulted", told)


def _refuse_question(table: Desk, task: Task, units: list[Unit], question: str, days: int) -> None:
    if not question.strip() or days < 1:
        raise LegalRefusal("workflow.question", _("协办须写明所问事项和天数。"), field="question")
    if not units or any(unit.pk == task.unit_id for unit in units):
        raise LegalRefusal("workflow.consulted_unit", _("请选择本单位以外的协办单位。"), field="units")


def _consultation(table: Desk, task: Task, unit: Unit, role: Role, question: str, days: int) -> Task:
    number = 1 + max((other.round for other in table.tasks if other.step_id is None), default=0)
    return Task(
        round=number,
        consulted_for=task,
        title=_consulted("zh-hans", task.title),
        title_en=_consulted("en", task.title_en or task.title),
        unit_id=unit.pk,
        role=role,
        priority=task.priority,
        state=TaskState.OPEN,
        opened_at=table.at,
        start_on=table.day,
        limit_days=days,
        why={"rule": "consultation", "question": question, "reason": f"{task.title}请求协办。"},
        sort_on=FAR_FUTURE,
    )


def _consulted(language: str, step: str) -> str:
    with override(language):
        return _("协办：{step}").format(step=step)[:200]


def answer_dissent(
    task_id: int, *, text: str, by: Person, at: datetime, verb: str = "dissent.answered"
) -> Case:
    """The dissenting department has its written answer; the decision is no longer blocked by it."""
    with desk("task.answer_dissent", by=by, at=at, task_id=task_id) as table:
        task = table.task(task_id)
        table.require("task.answer_dissent", task)
        if task.outcome != Outcome.DISSENT:
            raise LegalRefusal("workflow.no_dissent", _("“{step}”没有不同意见。").format(step=task.wording))
        if not is_unanswered(task):
            raise LegalRefusal("workflow.dissent_answered", _("该不同意见已书面答复。"))
        if not text.strip():
            raise LegalRefusal("workflow.no_answer", _("答复不能为空。"), field="text")
        DissentAnswer.objects.create(task=task, text=text, by=by, at=at)
        table.note("more", f"answer:{table.key(task)}", text)
        table.told.append(Told("dissent.answered", (task,), (task.done_by_id,) if task.done_by_id else ()))
        return table.finish(verb, {"step": task.title, "text": text})
