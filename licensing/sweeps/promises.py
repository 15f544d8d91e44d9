"""Promised materials near their day: the applicant is reminded once for each promised day (承诺后补)."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy

from licensing.actions.writing import tell_applicant
from licensing.models import Application, MaterialVerdict
from licensing.practice import promise_reminder_days
from records.languages import in_language_lazy
from workdays.calendar import Calendar, UnknownYearError
from workdays.days import local_day
from workdays.store import current_calendar
from workflow.sweeping import Swept

BODY = gettext_lazy("“{material}”承诺于 {day} 前补交；逾期不交的，按现有材料决定。")


def sweep_promises(at: datetime) -> Swept:
    """Remind of every material still owed whose day is near; nobody is reminded of a day gone by."""
    today = local_day(at)
    last = _last_day(today, current_calendar())
    near = MaterialVerdict.objects.owed().filter(promised_on__range=(today, last), reminded_on__isnull=True)
    return Swept(sum(_remind(pk, today, at) for pk in near.order_by("pk").values_list("pk", flat=True)))


def _last_day(today: date, calendar: Calendar) -> date:
    try:
        return calendar.nth_working_day(today, promise_reminder_days())
    except UnknownYearError:
        return today


@transaction.atomic
def _remind(pk: int, today: date, at: datetime) -> int:
    """One reminder; whoever else sweeps at the same time finds the day noted."""
    if not MaterialVerdict.objects.filter(pk=pk, reminded_on__isnull=True).update(reminded_on=today):
        return 0
    verdict = MaterialVerdict.objects.select_related("material").get(pk=pk)
    application = Application.objects.with_all().get(pk=verdict.application_id)
    material, day = verdict.material, verdict.promised_on
    body = format_lazy(BODY, material=in_language_lazy(material.name, material.name_en), day=str(day))
    title = gettext_lazy("承诺后补的材料快到期了")
    tell_applicant(application, "promise.due", title, body, at=at, version=f"promise-{pk}-{day}")
    return 1
