"""A special procedure (Art. 45) at the lead's own open step: begun with its notice, ended by its result."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from documents.kinds import DocumentKind
from licensing.actions.frame import acting_on_task, require_kind
from licensing.actions.special import notice_letter, refuse_days
from licensing.actions.writing import attached, tell_applicant, told_of, write
from licensing.refusals import refuse
from organization.models import Person
from workdays.days import local_day
from workflow.actions import pause, resume
from workflow.models import Case
from workflow.steps import PauseGround, StepKind

REVIEWING = (StepKind.ASSIGN, StepKind.REVIEW, StepKind.SITE_CHECK, StepKind.SYNTHESIS)
RIGHT = "task.pause_own"


def begin_own_procedure(
    task_id: int, *, ground: str, expected_days: int, by: Person | None, at: datetime, reason: str = ""
) -> Case:
    """The 特别程序告知书 is given; both clocks, this step and what follows it stand, siblings run on.

    Refused for a ninth ground, without days, and while this step's own procedure is open (LegalRefusal).
    """
    with acting_on_task("special.start", task_id, by=by, at=at, right=RIGHT) as (application, task):
        require_kind(task, *REVIEWING)
        if ground not in PauseGround.values:
            raise refuse("art45.ground", _("行政许可法第四十五条没有这一不计时情形。"), field="ground")
        refuse_days(expected_days)
        chosen = PauseGround(ground)
        letter = notice_letter(None, chosen, expected_days, local_day(at))
        notice = write(DocumentKind.SPECIAL_PROCEDURE, application, letter, by=by, at=at)
        application.case = pause(
            task_id,
            ground=chosen,
            notice=notice,
            expected_days=expected_days,
            by=by,
            at=at,
            reason=reason,
            verb="special.started",
            facts={"procedure": task.title, **told_of(notice)},
        )
        body = gettext_lazy("告知书写明了预计所需时间，这段时间不计入时限。")
        tell_applicant(application, "special.started", gettext_lazy("进入不计时的特别程序"), body, at=at)
        return application.case


def end_own_procedure(
    task_id: int, *, result: str, by: Person | None, at: datetime, ended_on: date | None = None
) -> Case:
    """The result has arrived (today, or on an earlier day): the clocks run again, the step goes on."""
    with acting_on_task("special.end", task_id, by=by, at=at, right=RIGHT) as (application, task):
        require_kind(task, *REVIEWING)
        if not result.strip():
            raise refuse("licensing.no_result", _("须写明结果。"), field="result")
        application.case = resume(
            task_id,
            by=by,
            at=at,
            last_on=ended_on,
            reason=result,
            verb="special.resumed",
            facts=attached(task),
        )
        body = gettext_lazy("结果已到，时限自次日起接着计算。")
        tell_applicant(application, "special.resumed", gettext_lazy("特别程序结束"), body, at=at)
        return application.case
