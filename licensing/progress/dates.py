"""The dates of an application and how each was counted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from licensing.progress.ending import is_forwarded
from licensing.progress.reading import Progress
from workdays import words
from workdays.explaining import Working
from workdays.reckoning import Unit
from workflow.overview import working_of


@dataclass(frozen=True)
class Date:
    """A date with its limit and its working by week; `on` is None while the clock stands."""

    title: str
    on: date | None
    limit: str
    is_provisional: bool
    working: Working


def dates_of(progress: Progress) -> list[Date]:
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
    return Date(title, on, words.number_of_days(limit or 0, unit), progress.is_provisional(on), working)
