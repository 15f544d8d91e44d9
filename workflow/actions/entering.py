"""Entering a year's notice: shown first, then one act that enters it and starts the clocks' following."""

import json
from datetime import datetime
from typing import Any

from django.db import transaction

from organization.models import Person
from workdays.actions import checked, enter_year
from workdays.calendar import Calendar
from workdays.days import local_day
from workdays.models import CalendarVersion
from workdays.store import current_calendar
from workdays.yearfile import read_notices
from workdays.yearnotice import NoticeRefusedError, YearNotice
from workflow.access import may_enter_years
from workflow.actions.catching_up import begin, catch_up
from workflow.foreseen import Change
from workflow.models import YearDraft
from workflow.refusals import NotThereError

AT_ONCE = 5  # batches the act itself carries out, a thousand cases: more is left to the sweep


class MovedMeanwhileError(Exception):
    """Between preview and confirmation the calendar or an open clock moved; the draft shows it anew."""


def draft_year(text: str, *, by: Person, at: datetime) -> YearDraft:
    """What these notices (`load_calendar`'s JSON) would move, kept as the person's draft; nothing is entered.

    Raises NoticeRefusedError with a line per reason, NotThereError for whoever may not.
    """
    _require(by, at)
    notices = read_notices(text)
    change = change_by(notices, at)
    facts = {"notices": {str(one.year): _plain(one) for one in notices}, **_facts(change, at)}
    draft, _created = YearDraft.objects.update_or_create(drafted_by=by, version=None, defaults=facts)
    return draft


def change_of(draft: YearDraft, *, at: datetime) -> Change:
    """What a draft would change now (NoticeRefusedError if it may no longer be entered)."""
    return change_by(notices_of(draft), at)


def enter_draft(pk: int, *, seen: str, by: Person, at: datetime) -> YearDraft:
    """Enter the notices of a draft: the calendar, a line per year, and the run the clocks follow by.

    `seen` is the fingerprint the person confirmed. Confirmed again, the same entry is given back. Raises
    MovedMeanwhileError (the draft holds the new state), CalendarMovedError, NoticeRefusedError.
    """
    _require(by, at)
    draft = YearDraft.objects.filter(pk=pk, drafted_by=by).first()
    if draft is None:
        raise NotThereError
    if draft.version is not None:
        return draft
    try:
        return _confirmed(draft, seen, at)
    except (MovedMeanwhileError, NoticeRefusedError):
        draft.refresh_from_db()
        if draft.version is None:
            raise
        return draft  # the same confirmation came twice, and the other one was first


def _confirmed(draft: YearDraft, seen: str, at: datetime) -> YearDraft:
    change = change_of(draft, at=at)
    facts = _facts(change, at)
    YearDraft.objects.filter(pk=draft.pk, version=None).update(**facts)
    if facts["seen"] != seen:
        raise MovedMeanwhileError
    _enter(draft, change, at)
    for _batch in range(AT_ONCE):
        if not catch_up(at):
            break
    return draft


@transaction.atomic
def _enter(draft: YearDraft, change: Change, at: datetime) -> None:
    """The one transaction that matters: the years, their lines, and the run that the clocks follow by."""
    for number, notice in enumerate(notices_of(draft)):
        enter_year(notice, by=draft.drafted_by, at=at, over=None if number else change.old.digest)
    draft.version, draft.entered_at = CalendarVersion.objects.get().number, at
    draft.save(update_fields=["version", "entered_at"])
    begin(draft.version, since=change.since, at=at, is_needed=change.since is not None)


def change_by(notices: list[YearNotice], at: datetime) -> Change:
    """From the calendar in force to the one with these notices, entered in order."""
    old = current_calendar()
    new: Calendar = old
    for notice in notices:
        new = checked(notice, new, at=at)
    return Change(old, new)


def notices_of(draft: YearDraft) -> list[YearNotice]:
    """The notices of a draft, in order of year."""
    return read_notices(json.dumps(draft.notices))


def _require(by: Person, at: datetime) -> None:
    if not may_enter_years(by, on=local_day(at)):
        raise NotThereError


def _facts(change: Change, at: datetime) -> dict[str, Any]:
    """What a draft keeps of a change as it stands at a moment."""
    found = change.sum()
    return {
        "base": change.old.digest,
        "seen": found.digest,
        "cases": found.cases,
        "dates": found.dates,
        "drafted_at": at,
    }


def _plain(notice: YearNotice) -> dict[str, Any]:
    """A notice as its file writes it."""
    return {
        "document_no": notice.document_no,
        "title": notice.title,
        "issuer": notice.issuer,
        "issued_on": notice.issued_on.isoformat(),
        "off": [[str(span.first_on), str(span.last_on), span.name] for span in notice.off],
        "work": [str(on) for on in notice.makeup],
    }
