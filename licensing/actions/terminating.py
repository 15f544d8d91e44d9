"""What the applicant hears when a case is ended without a decision (终止办理)."""

from __future__ import annotations

from datetime import datetime

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy

from licensing.actions.writing import tell_applicant
from licensing.models import Application
from organization.models import Person
from records.models import Event
from workflow.models import Case
from workflow.outcomes import Outcome

VERB = "case.terminated"
BODY = gettext_lazy("理由：{reason}。需要时可以重新申请；有疑问请向窗口询问。")


def tell_of_termination(case: Case, *, by: Person | None, at: datetime) -> None:
    """In the act's own transaction: the applicant is told that the case has ended, and why."""
    application = Application.objects.filter(case=case).first()
    if case.outcome == Outcome.TERMINATED and application is not None:
        application.case = case
        body = format_lazy(BODY, reason=reason_of(case).rstrip("。."))
        tell_applicant(application, VERB, gettext_lazy("申请已终止办理"), body, at=at)


def reason_of(case: Case) -> str:
    """Why a case was terminated, as its ledger says."""
    line = Event.objects.about(case.subject).of_verb(VERB).order_by("-seq").first()
    return str(line.data["reason"]) if line else ""
