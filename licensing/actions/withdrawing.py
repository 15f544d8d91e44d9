"""The applicant no longer asks (撤回申请)."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from licensing.actions.frame import acting, move
from licensing.models import Application
from licensing.refusals import refuse
from licensing.states import LIVE, State
from organization.models import Person
from records.models import Event
from workdays.days import local_day
from workflow import actions as engine
from workflow.refusals import AlreadyDoneError

VERB = "application.withdrawn"


def withdraw(application_id: int, *, reason: str, by: Person | None, at: datetime) -> Application:
    """The case ends at the applicant's wish; only before a decision or forwarding."""
    with acting("application.withdraw", application_id, by=by, at=at) as application:
        if application.state == State.WITHDRAWN:
            first = Event.objects.about(application.subject).filter(verb=VERB).first()
            raise AlreadyDoneError(first.actor_name if first else "", application.case.closed_at)
        if application.state not in LIVE - {State.FORWARDED}:
            raise refuse("application.decided", _("已有决定或者已转报，不能再撤回。"))
        if not reason.strip():
            raise refuse("application.no_reason", _("须写明撤回的理由。"), field="reason")
        move(application, State.WITHDRAWN, ended_on=local_day(at))
        facts = {"received_on": application.received_on}
        application.case = engine.withdraw(
            application.case_id, reason=reason, by=by, at=at, verb=VERB, facts=facts
        )
        return application
