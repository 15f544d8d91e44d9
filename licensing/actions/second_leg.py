"""The second leg of Art. 32 in one go: what came in answer to the notice, and what the law makes of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from licensing.actions.accepting import accept
from licensing.actions.correcting import Piece, receive_correction
from licensing.actions.frame import attempt, intake_task, is_repeat
from licensing.actions.refusing import Ground, refuse_acceptance
from licensing.models import Application
from licensing.states import State
from organization.models import Person
from workflow.refusals import AlreadyDoneError, NotThereError


class SecondWord(TextChoices):
    """What the window says after an answer to its notice; nothing new may be asked."""

    KEEP = "keep", _("先登记")
    ACCEPT = "accept", _("受理")
    REFUSE = "refuse", _("不予受理")


def answer_correction(
    application_id: int,
    pieces: Iterable[Piece],
    word: SecondWord,
    *,
    by: Person,
    at: datetime,
    received_on: date | None = None,
    token: str = "",
) -> Application:
    """Register what came and speak the word, together or not at all; the same token again changes nothing."""
    application = Application.objects.with_all().filter(pk=application_id).first()
    if application is None:
        raise NotThereError
    if _is_over(application, token):
        return application
    with attempt("application.answer_correction", application.subject, by=by, at=at):
        rows = list(pieces)
        if rows or word == SecondWord.KEEP:
            receive_correction(application_id, rows, by=by, at=at, received_on=received_on)
        if word == SecondWord.ACCEPT:
            accept(application_id, by=by, at=at, token=token)
        elif word == SecondWord.REFUSE:
            refuse_acceptance(application_id, ground=Ground.STILL_DEFICIENT, by=by, at=at, token=token)
    application.refresh_from_db()
    return application


def _is_over(application: Application, token: str) -> bool:
    """True for the same form sent again; what another has said meanwhile is AlreadyDoneError."""
    if application.state in (State.RECEIVED, State.CORRECTION):
        return False
    task = intake_task(application)
    if is_repeat(task, token):
        return True
    raise AlreadyDoneError(task.done_by.name if task.done_by else "", task.done_at)
