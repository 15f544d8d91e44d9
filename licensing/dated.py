"""The dates of an application beside its clocks (Art. 32, 44, 55), each with its working."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from django.utils.translation import gettext as _

from licensing.intake_days import DELIVERY_DAYS, WORD_DAYS, inspectors_by
from licensing.models import Application, Correction, Delivery, SiteCheck
from licensing.states import State
from workdays.calendar import Calendar
from workdays.days import local_day
from workdays.reckoning import reckon
from workflow.dated import Dated
from workflow.definitions.reading import graph_of
from workflow.models import Case
from workflow.steps import StepKind

WORD, REPLY, INSPECTORS, DELIVERY = "word", "reply", "inspectors", "delivery"


def dates_of_case(case: Case, calendar: Calendar) -> Iterable[Dated]:
    """All that staff see: the word, the answer to a correction, the inspectors, the delivery."""
    application = Application.objects.select_related("correction").filter(case=case).first()
    if application is None:
        return ()
    application.case = case
    return [*dates_told(application, calendar), *_inspectors(application, calendar)]


def dates_told(application: Application, calendar: Calendar) -> list[Dated]:
    """Those the applicant reads too: nothing of who works on it, or what departments hold."""
    asked = getattr(application, "correction", None)
    return [
        *_word(application, asked, calendar),
        *(_reply(asked, calendar) if asked is not None else ()),
        *_delivery(application, calendar),
    ]


def _word(application: Application, asked: Correction | None, calendar: Calendar) -> Iterator[Dated]:
    """The window's word: from receipt, or from the day the last piece arrived."""
    answered_on = asked.answered_on if asked else None
    if asked is not None and answered_on is None and application.state == State.CORRECTION:
        return  # the applicant's turn
    since = answered_on or application.received_on
    word = _("补齐") if answered_on else _("收件")
    title = _("告知受理结果")
    law = _("行政许可法第三十二条：五日内告知，逾期不告知即为受理")
    reckoning = reckon(since, WORD_DAYS, calendar=calendar)
    yield Dated(WORD, title, reckoning, word, law, _said_on(application, answered_on))


def _said_on(application: Application, answered_on: date | None) -> date | None:
    """The day the window spoke: by accepting, by ending it, or with its one notice."""
    if application.accepted_at is not None:
        return local_day(application.accepted_at)
    return application.ended_on or (None if answered_on else application.told_on)


def _reply(asked: Correction, calendar: Calendar) -> Iterator[Dated]:
    law = _("补正通知书所定的期限")
    reckoning = reckon(asked.requested_on, asked.term_days, calendar=calendar)
    yield Dated(REPLY, _("补正期限"), reckoning, _("告知"), law, asked.answered_on)


def _inspectors(application: Application, calendar: Calendar) -> Iterator[Dated]:
    """Two inspectors are named within five days of acceptance, where there is a site check."""
    case = application.case
    steps = graph_of(case.process_id).nodes.values()
    if case.accepted_on is None or not any(node.kind == StepKind.SITE_CHECK for node in steps):
        return
    named = SiteCheck.objects.filter(application=application).order_by("assigned_on")
    law = _("行政许可法第五十五条：受理之日起五日内指派两名以上工作人员")
    reckoning = inspectors_by(case.accepted_on, calendar)
    done_on = named.values_list("assigned_on", flat=True).first()
    yield Dated(INSPECTORS, _("指派核查人员"), reckoning, _("受理"), law, done_on)


def _delivery(application: Application, calendar: Calendar) -> Iterator[Dated]:
    """Issued and handed over within ten days of the decision, or of the superior's word."""
    since = application.ended_on
    if since is None or application.accepted_at is None or application.state == State.WITHDRAWN:
        return
    handed = Delivery.objects.filter(application=application).order_by("delivered_on")
    done_on = handed.values_list("delivered_on", flat=True).first()
    law = _("行政许可法第四十四条：十日内颁发、送达")
    reckoning = reckon(since, DELIVERY_DAYS, calendar=calendar)
    yield Dated(DELIVERY, _("颁发、送达"), reckoning, _("决定"), law, done_on)
