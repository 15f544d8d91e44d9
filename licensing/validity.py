"""For how long a licence holds."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta


def last_day(valid_from: date, months: int | None) -> date | None:
    """The last day of a term of months: the day before its anniversary; None without a term.

    A term that begins on the 29th to 31st ends at the end of a shorter month.
    """
    if months is None:
        return None
    count = valid_from.month - 1 + months
    year, month = valid_from.year + count // 12, count % 12 + 1
    last = monthrange(year, month)[1]
    if valid_from.day > last:
        return date(year, month, last)
    return date(year, month, valid_from.day) - timedelta(days=1)
