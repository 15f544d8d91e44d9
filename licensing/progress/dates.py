"""The dates of an application and how each was counted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from licensing.dated import dates_told
from licensing.progress.ending import is_forwarded
from licensing.progress.reading import Progress
from workdays import words
from workdays.explaining import Working
from workdays.reckoning import Unit
from workflow.dated import Dated
from workflow.overview import working_of


@dataclass(frozen=True)
class Date:
    """A date with its limit and its working by week; `on` is None while the clock stands.

    `is_current` is the one the applicant waits for, which is shown open.
    """

    title: str
    on: date | None
    limit: str
    is_provisional: bool
    working: Working
    is_current: bool = False


def dates_of(progress: Progress) -> list[Date]:
    """Every date the applicant was told, the one that matters now first."""
    found = [*_clocks(progress), *_others(progress)]
    return sorted(found, key=lambda date: not date.is_current)


def _others(progress: Progress) -> list[Date]:
    """The window's word, the term of a correction, the delivery: what is awaited, and what came too late."""
    told = dates_told(progress.application, progress.calendar)
    found = [_other(progress, one) for one in told]
    return [date for date in found if date.is_current or date.working.over]


def _other(progress: Progress, one: Dated) -> Date:
    limit = words.number_of_days(one.reckoning.limit, one.reckoning.unit)
    is_current = progress.case.is_open and one.done_on is None
    working = one.working(progress.today)
    return Date(one.title, one.due_on, limit, one.reckoning.provisional, working, is_current)


def _clocks(progress: Progress) -> list[Date]:
    """The promised and the statutory date; none before acceptance."""
    case = progress.case
    if case.accepted_on is None:
        return []
    promise = _("承诺转报") if is_forwarded(progress) else _("承诺办好")
    return [
        _date(progress, "promised", promise, case.promised_on, case.promised_days),
        _date(progress, "statutory", _("法律允许的最后一天"), case.statutory_on, case.statutory_days),
    ]


def _date(progress: Progress, clock: str, title: str, on: date | None, limit: int | None) -> Date:
    unit = Unit(progress.case.limit_unit)
    _name, working = working_of(progress.file, clock)
    is_current = clock == "promised" and progress.case.is_open and progress.case.decided_on is None
    days = words.number_of_days(limit or 0, unit)
    return Date(title, on, days, progress.is_provisional(on), working, is_current)
