"""Special procedures (Art. 45): begun by the lead with its written notice, ended by the result."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from documents.kinds import DocumentKind
from licensing.actions.frame import acting_on_task, is_repeat, require_kind
from licensing.actions.writing import Letter, attached, tell_applicant, told_of, write
from licensing.letters import Content, Matter
from licensing.processes import appraisal_after, node_of
from licensing.refusals import refuse
from licensing.time_letters import special
from organization.models import Person
from workdays.days import local_day
from workflow.actions import Outcome, PauseNotice, complete, pause
from workflow.graphs import Node
from workflow.models import Case, Task
from workflow.steps import PauseGround, StepKind


def start_special_procedure(
    task_id: int,
    *,
    expected_days: int,
    by: Person | None,
    at: datetime,
    reason: str = "",
    opinion: str = "",
    token: str = "",
) -> Case:
    """The 特别程序告知书 is given and the clocks stand from today.

    `task_id` is the lead's step before the procedure, which ends with it, or the procedure's own open step.
    """
    with acting_on_task("special.start", task_id, by=by, at=at, right="task.pause") as (application, task):
        if is_repeat(task, token):
            return application.case
        step = _procedure(task, expected_days)
        letter = notice_letter(step, ground_of(step), expected_days, local_day(at))
        notice = write(DocumentKind.SPECIAL_PROCEDURE, application, letter, by=by, at=at)
        begins = PauseNotice(ground_of(step), notice, expected_days, reason, step.code)
        if step.id == task.step_id:
            application.case = _pause(task, begins, step, by=by, at=at)
        else:
            application.case = complete(
                task_id,
                Outcome.AGREE,
                by=by,
                at=at,
                opinion=opinion,
                verb="special.started",
                facts=_told(begins, step),
                pause=begins,
                token=token,
            )
        body = gettext_lazy("告知书写明了预计所需时间，这段时间不计入时限。")
        tell_applicant(application, "special.started", gettext_lazy("进入不计时的特别程序"), body, at=at)
        return application.case


def _procedure(task: Task, expected_days: int) -> Node:
    """The uncounted step that begins: this one, or the one this leads to."""
    own = node_of(task)
    step = own if own is not None and own.pause_ground is not None else appraisal_after(task)
    if step is None:
        raise refuse("art45.no_step", _("这一环节没有不计时的特别程序（行政许可法第四十五条）。"))
    refuse_days(expected_days)
    return step


def _pause(task: Task, begins: PauseNotice, step: Node, *, by: Person | None, at: datetime) -> Case:
    return pause(
        task.pk,
        ground=begins.ground,
        notice=begins.notice,
        expected_days=begins.expected_days,
        by=by,
        at=at,
        reason=begins.reason,
        verb="special.started",
        facts=_told(begins, step),
    )


def ground_of(step: Node) -> PauseGround:
    """The ground the process gives an uncounted step."""
    if step.pause_ground is None:
        raise ValueError(f"{step.code} counts.")
    return step.pause_ground


def _told(begins: PauseNotice, step: Node) -> dict[str, Any]:
    facts = {"procedure": step.title, "ground": str(begins.ground), "expected_days": begins.expected_days}
    return {**facts, **told_of(begins.notice)}


def end_special_procedure(
    task_id: int, *, has_passed: bool, result: str, by: Person | None, at: datetime, token: str = ""
) -> Case:
    """The result has arrived: its step is done, the clocks run again from tomorrow."""
    with acting_on_task("special.end", task_id, by=by, at=at) as (application, task):
        if is_repeat(task, token):
            return application.case
        require_kind(task, StepKind.APPRAISAL)
        if not result.strip():
            raise refuse("licensing.no_result", _("须写明结果。"), field="result")
        outcome = Outcome.PASSED if has_passed else Outcome.FAILED
        facts = {"has_passed": has_passed, "ended_on": local_day(at), **attached(task)}
        return complete(
            task_id, outcome, by=by, at=at, opinion=result, verb="special.ended", facts=facts, token=token
        )


def refuse_days(expected_days: int) -> None:
    """Refuse a procedure whose notice names no days (Art. 45)."""
    if expected_days < 1:
        message = _("须写明预计所需天数（行政许可法第四十五条）。")
        raise refuse("art45.expected_days", message, field="expected_days")


def notice_letter(step: Node | None, ground: PauseGround, expected_days: int, begins_on: date) -> Letter:
    """The words of the 特别程序告知书; a preview shows the same. Without a step its ground is its name."""

    def letter(matter: Matter) -> Content:
        return special(
            matter,
            procedure=step.wording if step else str(ground.label),
            ground=str(ground.label),
            expected_days=expected_days,
            begins_on=begins_on,
        )

    return letter
