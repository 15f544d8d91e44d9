"""The moving clock of a simulation: moments in office hours, and a queue of what happens when."""

import heapq
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import count
from random import Random

from workdays.calendar import Calendar
from workdays.days import SHANGHAI, local_day

Happening = Callable[[datetime], None]
OPENS, CLOSES = time(9, 0), time(17, 0)


@dataclass
class Clock:
    """Happenings in the order of their moments, none after `until`."""

    calendar: Calendar
    chance: Random
    until: datetime
    _queue: list[tuple[datetime, int, Happening]] = field(default_factory=list)
    _order: "count[int]" = field(default_factory=count)

    def put(self, at: datetime, happening: Happening) -> None:
        """Let something happen at a moment; what would happen after the end does not happen."""
        if at <= self.until:
            heapq.heappush(self._queue, (at, next(self._order), happening))

    def run(self) -> None:
        """Let everything happen, the earliest first."""
        while self._queue:
            at, _order, happening = heapq.heappop(self._queue)
            happening(at)

    def on_day(self, day: date) -> datetime:
        """Some moment in the office hours of a day."""
        return datetime.combine(day, OPENS, SHANGHAI) + timedelta(
            seconds=self.chance.randrange(7 * 3600 + 1800)
        )

    def soon(self, at: datetime, *, least: int = 4, most: int = 40) -> datetime:
        """Some minutes later, still before the office closes."""
        later = at + timedelta(minutes=self.chance.randint(least, most))
        closing = datetime.combine(local_day(at), CLOSES, SHANGHAI)
        return max(at + timedelta(seconds=30), min(later, closing))

    def after(self, at: datetime, working_days: int) -> datetime:
        """Some moment of the n-th working day after; of the same day, later, for n = 0."""
        if working_days <= 0:
            return self.soon(at, least=20, most=150)
        return self.on_day(self.calendar.nth_working_day(local_day(at), working_days))
