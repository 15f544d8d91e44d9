"""The acts of the calendar: enter a year's notice."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from records.actions import record
from records.chain import Subject
from records.composing import Actor
from workdays.calendar import Calendar
from workdays.days import local_day
from workdays.models import CalendarDay, CalendarVersion, CalendarYear, Nature, Source
from workdays.store import NoCalendarError, current_calendar
from workdays.yearnotice import (
    Fault,
    NoticeRefusedError,
    YearNotice,
    applied,
    changed_days,
    faults,
    ordered_days,
)


class CalendarMovedError(NoticeRefusedError):
    """Somebody else has entered a notice meanwhile; nothing changed."""


@transaction.atomic
def enter_year(
    notice: YearNotice, *, by: Actor | None, at: datetime, over: str | None = None
) -> CalendarYear:
    """Enter the notice of a year: its days, one ledger line, a new version of the calendar.

    Refused whole (NoticeRefusedError, one line per reason) with nothing changed. A year may be entered again
    while it runs, as far as days to come: what was reckoned on past days stands. With `over`, the digest of
    a calendar, it is entered over that one only (CalendarMovedError).
    """
    version = _claim_version(over)
    old = current_calendar(version=version.digest)
    new = checked(notice, old, at=at)
    days = ordered_days(notice, old)
    CalendarDay.objects.filter(Q(year=notice.year) | Q(on__in=days)).delete()
    year = _keep_year(notice, at)
    CalendarDay.objects.bulk_create(
        CalendarDay(
            on=on, year=year, kind=Nature(kind.kind.value), is_working=kind.is_working, name=kind.name
        )
        for on, kind in days.items()
    )
    CalendarVersion.objects.filter(pk=version.pk).update(digest=new.digest)
    _record(notice, old, new, version.number, by=by, at=at)
    return year


def checked(notice: YearNotice, calendar: Calendar, *, at: datetime) -> Calendar:
    """The calendar as it would stand with the notice entered (NoticeRefusedError if it may not be)."""
    found = faults(notice, calendar, local_day(at))
    if found:
        raise NoticeRefusedError(found)
    return applied(notice, calendar)


def preview_year(notice: YearNotice, *, at: datetime) -> Calendar:
    """The calendar as it would stand with the notice entered, nothing written: to show what moves first."""
    return checked(notice, current_calendar(), at=at)


def _claim_version(over: str | None) -> CalendarVersion:
    """Take the next version number; two who enter at once cannot both have it."""
    version = CalendarVersion.objects.first()
    if version is None:
        raise NoCalendarError
    is_other = over is not None and version.digest != over
    if is_other or not CalendarVersion.objects.filter(number=version.number).update(
        number=version.number + 1
    ):
        raise CalendarMovedError([Fault("", _("日历刚被他人修改，请刷新后再录入。"))])
    version.number += 1
    return version


def _keep_year(notice: YearNotice, at: datetime) -> CalendarYear:
    facts = {
        "source": Source.NOTICE,
        "document_no": notice.document_no,
        "title": notice.title,
        "issuer": notice.issuer,
        "issued_on": notice.issued_on,
        "is_provisional": False,
        "entered_at": at,
    }
    year, _created = CalendarYear.objects.update_or_create(year=notice.year, defaults=facts)
    return year


def _record(
    notice: YearNotice, old: Calendar, new: Calendar, version: int, *, by: Actor | None, at: datetime
) -> None:
    before = old.years.get(notice.year)
    record(
        Subject("calendar_year", str(notice.year)),
        "calendar_year.entered",
        by=by,
        at=at,
        year=notice.year,
        document_no=notice.document_no,
        title=notice.title,
        issuer=notice.issuer,
        issued_on=notice.issued_on,
        off=[[span.first_on, span.last_on, span.name] for span in notice.off],
        makeup=list(notice.makeup),
        changed=changed_days(old, new, notice.year),
        old_document_no=before.document_no if before else "",
        was_provisional=before is None or before.is_provisional,
        version=version,
    )
