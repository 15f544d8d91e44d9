"""退回件: an application whose correction was never answered is closed and everything handed back."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from licensing.actions.frame import acting
from licensing.actions.writing import tell_applicant
from licensing.intake_days import reply_by
from licensing.models import Application
from licensing.refusals import refuse
from licensing.states import State
from organization.models import Person
from workdays.days import local_day
from workdays.store import current_calendar
from workflow.actions import Outcome, terminate

REASON = "逾期未补正，退回申请材料。"  # part of the record, so always in Chinese


def send_back(application_id: int, *, by: Person | None, at: datetime) -> Application:
    """The case ends as 退回件 once the printed term has passed without an answer; the firm may apply again.

    Refuses before the term has passed, and what was answered in time (LegalRefusal art32.*).
    """
    with acting("application.send_back", application_id, by=by, at=at) as application:
        if application.state != State.CORRECTION:
            raise refuse("art32.no_correction", _("没有等待补正的通知书。"))
        asked = application.correction
        if asked.answered_on is not None:
            raise refuse("art32.answered", _("申请人已经补正，须受理或者不予受理。"))
        last_on = reply_by(asked.reply_due_on, asked.requested_on, asked.term_days, current_calendar())
        if local_day(at) <= last_on:
            message = _("补正期限至 {day}，尚未届满。").format(day=last_on.isoformat())
            raise refuse("art32.term_runs", message)
        application.case = terminate(
            application.case_id,
            reason=REASON,
            by=by,
            at=at,
            outcome=Outcome.SENT_BACK,
            verb="application.sent_back",
            facts={"reply_due_on": asked.reply_due_on, "applied_on": local_day(at)},
        )
        application.refresh_from_db()
        title = gettext_lazy("逾期未补正，申请已退回")
        body = gettext_lazy("您可以取回材料，备齐后重新申请。")
        tell_applicant(application, "application.sent_back", title, body, at=at)
        return application
