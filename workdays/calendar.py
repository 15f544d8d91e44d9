"""Which days are working days: a prepared calendar, which never answers for a year it does not know."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from hashlib import sha256

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

LAST_ORDINAL = date.max.toordinal()
LAST_WEEK_OF_DECEMBER = 25  # 25 to 31 December: what next year's notice may still turn into days off or on


class DayNature(TextChoices):
    """What a day of the calendar is."""

    WORKDAY = "workday", gettext_lazy("工作日")
    MAKEUP = "makeup", gettext_lazy("调休上班")
    WEEKEND = "weekend", gettext_lazy("周末")
    HOLIDAY = "holiday", gettext_lazy("放假")

    @property
    def is_working(self) -> bool:
        return self in (DayNature.WORKDAY, DayNature.MAKEUP)


class UnknownYearError(Exception):
    """A day was asked for in a year whose calendar has not been entered."""

    def __init__(self, year: int) -> None:
        self.year = year
        super().__init__(
            _("{year} 年的工作日历尚未录入，不能推算日期。请管理员录入该年的放假通知。").format(year=year)
        )


@dataclass(frozen=True, slots=True)
class DayKind:
    """What a day is, its name, and the notice that says so: its number, blank where unknown, and its year."""

    kind: DayNature
    name: str = ""
    document_no: str = ""
    year: int = 0  # 0: no notice speaks of the day

    @property
    def is_working(self) -> bool:
        return self.kind.is_working


@dataclass(frozen=True, slots=True)
class YearFacts:
    """A year of the calendar: the notice it rests on, and whether it is only a guess."""

    year: int
    is_provisional: bool
    document_no: str = ""


_BY_WEEKDAY = {True: DayKind(DayNature.WORKDAY), False: DayKind(DayNature.WEEKEND)}


def ordinary_kind(on: date) -> DayKind:
    """What a day is where no notice speaks of it: Monday to Friday are worked."""
    return _BY_WEEKDAY[on.weekday() < 5]


class Calendar:
    """A run of years without gaps; every question costs a bisection over its working days, O(log n)."""

    def __init__(self, years: Iterable[YearFacts], exceptions: Mapping[date, DayKind]) -> None:
        self.years: dict[int, YearFacts] = {
            facts.year: facts for facts in sorted(years, key=lambda y: y.year)
        }
        if not self.years:
            raise ValueError("A calendar needs at least one year.")
        self.first_year, self.last_year = min(self.years), max(self.years)
        if len(self.years) != self.last_year - self.first_year + 1:
            raise ValueError("The years of a calendar have no gaps.")
        self.exceptions: dict[date, DayKind] = dict(exceptions)
        self.first_ordinal = date(self.first_year, 1, 1).toordinal()
        self.last_ordinal = date(self.last_year, 12, 31).toordinal()
        self._working = [
            n for n in range(self.first_ordinal, self.last_ordinal + 1) if self._works(date.fromordinal(n))
        ]
        self._provisional = self._provisional_spans()

    @cached_property
    def digest(self) -> str:
        """The fingerprint of the years and their days: equal for equal calendars."""
        years = [f"{y.year}|{y.is_provisional:d}|{y.document_no}" for y in self.years.values()]
        days = [
            f"{on.isoformat()}|{day.kind}|{day.name}|{day.year}"
            for on, day in sorted(self.exceptions.items())
        ]
        return sha256("\n".join(years + days).encode()).hexdigest()

    def _works(self, on: date) -> bool:
        kind = self.exceptions.get(on)
        return on.weekday() < 5 if kind is None else kind.is_working

    def _provisional_spans(self) -> list[tuple[int, int]]:
        """Spans of ordinals that a coming notice may still change, in order, both ends included."""
        spans = []
        for year, facts in self.years.items():
            following = self.years.get(year + 1)
            if facts.is_provisional:
                spans.append((date(year, 1, 1), date(year, 12, 31)))
            elif following is None or following.is_provisional:
                spans.append((date(year, 12, LAST_WEEK_OF_DECEMBER), date(year, 12, 31)))
        return [(first.toordinal(), last.toordinal()) for first, last in spans]

    def require(self, ordinal: int) -> None:
        """Refuse a day (as an ordinal) outside the known years (UnknownYearError)."""
        if not self.first_ordinal <= ordinal <= self.last_ordinal:
            raise UnknownYearError(date.fromordinal(max(1, min(ordinal, LAST_ORDINAL))).year)

    def count_ordinals(self, after: int, until: int) -> int:
        """Working days in (after, until], both as ordinals; none if until is not later."""
        if until <= after:
            return 0
        self.require(after + 1)
        self.require(until)
        return bisect_right(self._working, until) - bisect_right(self._working, after)

    def nth_ordinal(self, after: int, n: int) -> int:
        """The ordinal of the n-th working day after a day (n from 1)."""
        self.require(after + 1)
        index = bisect_right(self._working, after) + n - 1
        if index >= len(self._working):
            raise UnknownYearError(self.last_year + 1)
        return self._working[index]

    def is_working(self, on: date) -> bool:
        """Whether the bureau works on a day (UnknownYearError outside the known years)."""
        self.require(on.toordinal())
        return self._works(on)

    def day_kind(self, on: date) -> DayKind:
        """What a day is, with the name of its holiday and the number of the notice."""
        self.require(on.toordinal())
        return self.exceptions.get(on) or ordinary_kind(on)

    def is_provisional(self, on: date) -> bool:
        """Whether a coming notice may change the day: a provisional year, or late December before one."""
        return self.has_provisional(on.toordinal(), on.toordinal())

    def has_provisional(self, first: int, last: int) -> bool:
        """Whether any day of a span of ordinals (both ends included) is provisional."""
        self.require(first)
        self.require(last)
        index = bisect_left(self._provisional, (first,))
        before = index > 0 and self._provisional[index - 1][1] >= first
        return before or (index < len(self._provisional) and self._provisional[index][0] <= last)

    def working_days_between(self, after: date, until: date) -> int:
        """Working days in (after, until]: the first day does not count, the last does."""
        return self.count_ordinals(after.toordinal(), until.toordinal())

    def nth_working_day(self, after: date, n: int) -> date:
        """The n-th working day after a day; n = 0 gives the day itself."""
        if n < 0:
            raise ValueError("n counts forward from 0.")
        return date.fromordinal(self.nth_ordinal(after.toordinal(), n)) if n else after

    def working_day_from(self, on: date) -> date:
        """The day itself if it is a working day, else the next one."""
        return date.fromordinal(self.nth_ordinal(on.toordinal() - 1, 1))

    def working_day_until(self, on: date) -> date:
        """The day itself if it is a working day, else the one before."""
        self.require(on.toordinal())
        index = bisect_right(self._working, on.toordinal()) - 1
        if index < 0:
            raise UnknownYearError(self.first_year - 1)
        return date.fromordinal(self._working[index])

    def notice_of(self, on: date) -> YearFacts:
        """The facts of the year a day falls in."""
        self.require(on.toordinal())
        return self.years[on.year]

    def with_year(self, facts: YearFacts, days: Mapping[date, DayKind]) -> "Calendar":
        """A further calendar in which the notice of one year stands as given; this one is left as it is."""
        kept = {on: kind for on, kind in self.exceptions.items() if kind.year != facts.year}
        return Calendar({**self.years, facts.year: facts}.values(), {**kept, **days})
