"""Silence of the window and of the applicant (Art. 32): deemed accepted, or sent back."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import partial

from django.db.models import Q, QuerySet

from licensing.actions.accepting import accept, starts
from licensing.actions.returning import send_back
from licensing.intake_days import WORD_DAYS, reply_by
from licensing.models import Application
from licensing.states import State
from parties.models import Bar
from records.refusals import LegalRefusal
from workdays.calendar import Calendar
from workdays.days import local_day
from workdays.store import current_calendar
from workflow.refusals import NotThereError
from workflow.sweeping import Swept, alone

log = logging.getLogger("licensing")


def sweep_words(at: datetime) -> Swept:
    """No word within five working days: accepted, from the day of receipt or of the last piece (Art. 32).

    What is still deficient is never deemed accepted, nor is what the law forbids to accept: both stay for
    the window's written word, and the passed limit is on record.
    """
    today, calendar = local_day(at), current_calendar()
    swept = Swept()
    for application in _silent(today):
        swept += alone(partial(_deem, application, today, calendar, at), application.case.number)
    return swept


def _silent(today: date) -> QuerySet[Application]:
    """Those on which the window may have been silent too long: five working days are at least five days."""
    before = today - timedelta(days=WORD_DAYS)
    received = Q(state=State.RECEIVED, received_on__lt=before)
    answered = Q(state=State.CORRECTION, correction__answered_on__lt=before)
    return Application.objects.with_all().filter(received | answered).order_by("received_on", "pk")


def _deem(application: Application, today: date, calendar: Calendar, at: datetime) -> Swept:
    start = starts(application, today, calendar)
    if start.is_deemed and not _is_barred(application):
        return _done(partial(accept, application.pk, by=None, at=at), application)
    return Swept(held=int(start.word.is_overdue and start.word.is_provisional))


def _is_barred(application: Application) -> bool:
    """Looked at before the act, which would leave a refused attempt in the ledger at every run."""
    party, code = application.case.party, application.item_version.item.code
    return Bar.objects.barring(party, code, application.received_on).exists()


def sweep_unanswered(at: datetime) -> Swept:
    """The applicant did not answer within the term the notice printed: 退回件, everything handed back."""
    today, calendar = local_day(at), current_calendar()
    waiting = Application.objects.filter(
        state=State.CORRECTION, correction__answered_on__isnull=True, correction__reply_due_on__lt=today
    )
    swept = Swept()
    for application in waiting.select_related("correction", "case").order_by("pk"):
        swept += alone(partial(_send_back, application, calendar, at), application.case.number)
    return swept


def _send_back(application: Application, calendar: Calendar, at: datetime) -> Swept:
    asked = application.correction
    if calendar.is_provisional(asked.reply_due_on):
        return Swept(held=1)
    if local_day(at) <= reply_by(asked.reply_due_on, asked.requested_on, asked.term_days, calendar):
        return Swept()
    return _done(partial(send_back, application.pk, by=None, at=at), application)


def _done(act: Callable[[], object], application: Application) -> Swept:
    """Draw the consequence; what somebody did meanwhile, or the law refuses, is no fault of the sweep."""
    try:
        act()
    except (LegalRefusal, NotThereError) as refusal:
        log.info("Application %s stays as it is: %s", application.pk, refusal)
        return Swept()
    return Swept(1)
