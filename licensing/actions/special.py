"""Special procedures (Art. 45): begun by the lead with its written notice, ended by the result."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from documents.kinds import DocumentKind
from documents.models import Document
from licensing.actions.frame import acting_on_task, is_repeat, require_kind
from licensing.actions.writing import tell_applicant, told_of, write
from licensing.letters import Content, Matter, special
from licensing.models import Application
from licensing.processes import appraisal_after, node_of
from licensing.refusals import refuse
from organization.models import Person
from workdays.days import local_day
from workflow.actions import Outcome, PauseNotice, complete, pause
from workflow.graphs import Node
from workflow.models import Case
from workflow.steps import StepKind


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
        own = node_of(task)
        before = own is not None and own.pause_ground is None
        step = appraisal_after(task) if before else own
        if step is None or step.pause_ground is None:
            raise refuse("art45.no_step", _("这一环节没有不计时的特别程序（行政许可法第四十五条）。"))
        if expected_days < 1:
            message = _("须写明预计所需天数（行政许可法第四十五条）。")
            raise refuse("art45.expected_days", message, field="expected_days")
        notice = _issue(application, step, expected_days, by=by, at=at)
        facts = {"procedure": step.title, "ground": str(step.pause_ground), "expected_days": expected_days}
        told = {**facts, **told_of(notice)}
        ground = step.pause_ground
        if before:
            begins = PauseNotice(ground, notice, expected_days, reason, step.code)
            case = complete(
                task_id,
                Outcome.AGREE,
                by=by,
                at=at,
                opinion=opinion,
                verb="special.started",
                facts=told,
                pause=begins,
                token=token,
            )
        else:
            case = pause(
                task_id,
                ground=ground,
                notice=notice,
                expected_days=expected_days,
                by=by,
                at=at,
                reason=reason,
                verb="special.started",
                facts=told,
            )
        application.case = case
        title = gettext_lazy("进入不计时的特别程序")
        body = gettext_lazy("告知书写明了预计所需时间，这段时间不计入时限。")
        tell_applicant(application, "special.started", title, body, at=at)
        return case


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
        facts = {"has_passed": has_passed, "ended_on": local_day(at)}
        return complete(
            task_id, outcome, by=by, at=at, opinion=result, verb="special.ended", facts=facts, token=token
        )


def _issue(
    application: Application, step: Node, expected_days: int, *, by: Person | None, at: datetime
) -> Document:
    english = application.language == "en"

    def letter(matter: Matter) -> Content:
        return special(
            matter,
            procedure=step.title_en if english and step.title_en else step.title,
            ground=str(step.pause_ground.label) if step.pause_ground else "",
            expected_days=expected_days,
            begins_on=local_day(at),
        )

    return write(DocumentKind.SPECIAL_PROCEDURE, application, letter, by=by, at=at)
