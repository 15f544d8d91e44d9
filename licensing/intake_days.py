"""The days of intake and delivery: when the window's word is due, and what silence means (Art. 32, 44)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from math import ceil

from workdays.calendar import Calendar
from workdays.reckoning import Reckoning, count, reckon

WORD_DAYS = 5  # Art. 32: told once, everything, within five working days
DELIVERY_DAYS = 10  # Art. 44: issued and delivered within ten working days of the decision
INSPECTOR_DAYS = 5  # Art. 55: inspectors are assigned within five working days of acceptance


@dataclass(frozen=True)
class Word:
    """The window's word on what came in on a day: until when, how far, and what silence has become.

    On a provisional date nothing is deemed: that waits until the year's notice is entered.
    """

    since: date
    due_on: date
    used: int
    is_provisional: bool
    is_overdue: bool

    @property
    def is_deemed_accepted(self) -> bool:
        return self.is_overdue and not self.is_provisional


def word_due(since: date, today: date, calendar: Calendar) -> Word:
    """The window's word on what arrived on `since`, looked at on `today`."""
    reckoning = reckon(since, WORD_DAYS, calendar=calendar)
    due_on = reckoning.due_on or today
    used = count(since, today, calendar=calendar)
    return Word(since, due_on, used, reckoning.provisional, today > due_on)


def waits_for_pieces(owed: int, answered_on: date | None, today: date, calendar: Calendar) -> bool:
    """Whether a correction is the applicant's turn: pieces are owed, no silence after an answer ended it."""
    if answered_on is None:
        return owed > 0
    return owed > 0 and not word_due(answered_on, today, calendar).is_deemed_accepted


def reply_by(printed_on: date, requested_on: date, term_days: int, calendar: Calendar) -> date:
    """The last day of a correction's term: as its notice printed it, later if the year's notice makes it so.

    What was printed is never cut short; days off that came later lengthen it.
    """
    due_on = reckon(requested_on, term_days, calendar=calendar).due_on
    return max(printed_on, due_on or printed_on)


def inspectors_by(accepted_on: date, calendar: Calendar) -> Reckoning:
    """Until when two inspectors must be named; the five days of Art. 55 are stopped by nothing."""
    return reckon(accepted_on, INSPECTOR_DAYS, calendar=calendar)


def deliver_by(decided_on: date, calendar: Calendar) -> date | None:
    """The last day of Art. 44's delivery."""
    return reckon(decided_on, DELIVERY_DAYS, calendar=calendar).due_on


def shortened(promised: int, factor: Decimal | None) -> int:
    """The promise of the green channel: at least one day of any, never longer than the ordinary one."""
    if factor is None or promised == 0:
        return promised
    return min(promised, max(1, ceil(promised * factor)))
