"""The days of a story: what the pages take for the present moment, and going on to a later day."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from workdays.days import SHANGHAI, local_day

MONDAY = date(2026, 9, 7)
OPENS = time(9, 30)
_real_now = timezone.now


class Days:
    """A clock that runs as ours does, ahead or behind; its first day is a Monday without holidays near."""

    def __init__(self) -> None:
        self._shift = timedelta(0)
        self.go_to(MONDAY)

    def now(self) -> datetime:
        """The moment of the story."""
        return _real_now() + self._shift

    @property
    def today(self) -> date:
        return local_day(self.now())

    def go_to(self, day: date) -> None:
        """On that day, when the window opens."""
        self._shift = datetime.combine(day, OPENS, SHANGHAI) - _real_now()
