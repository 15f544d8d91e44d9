"""An application received earlier is taken up again: form put right, materials checked, the word spoken."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from licensing.actions.checking import set_verdicts
from licensing.actions.correcting import after_acceptance
from licensing.actions.drafting import discard_draft
from licensing.actions.frame import acting, intake_task
from licensing.actions.receiving import amend_answers
from licensing.actions.taking_in import Conclusion, Saying, conclude
from licensing.models import Application, Correction
from licensing.states import State
from licensing.verdicts import Given
from organization.models import Person
from workflow.refusals import AlreadyDoneError


def take_up(
    application_id: int,
    answers: Mapping[str, Any],
    given: Iterable[Given],
    saying: Saying,
    *,
    by: Person,
    at: datetime,
    token: str,
) -> Application:
    """Amend, check and conclude together or not at all; the same token again changes nothing.

    What another has said meanwhile is AlreadyDoneError naming who and when; a 补正 after acceptance is
    refused and recorded, however old the page it was sent from.
    """
    with acting("application.take_up", application_id, by=by, at=at) as application:
        if application.state != State.RECEIVED:
            return _repeated(application, saying.conclusion, token)
        amend_answers(application_id, answers, by=by, at=at)
        rows = list(given)
        if rows:
            set_verdicts(application_id, rows, by=by, at=at)
        conclude(application, saying, by=by, at=at, token=token)
        discard_draft(token, by=by)
    application.refresh_from_db()
    return application


def _repeated(application: Application, conclusion: Conclusion, token: str) -> Application:
    correction = Correction.objects.filter(application=application).select_related("requested_by").first()
    task = intake_task(application)
    if token and token in (task.token, correction.token if correction else ""):
        return application
    if conclusion == Conclusion.CORRECT and application.accepted_at is not None:
        raise after_acceptance()
    if task.done_by is None and correction is not None:
        raise AlreadyDoneError(correction.requested_by.name, correction.document.issued_at)
    raise AlreadyDoneError(task.done_by.name if task.done_by else "", task.done_at)
