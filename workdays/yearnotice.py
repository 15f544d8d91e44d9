"""The notice of a year: what it orders, what is wrong with it, and the calendar it makes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from workdays.calendar import Calendar, DayKind, DayNature, YearFacts
from workdays.statutory import names_between

LONGEST = 31  # days; the longest holiday so far had ten, so a longer span is a slip of the pen
DOCUMENT_NO_LENGTH = 64
TITLE_LENGTH, ISSUER_LENGTH = 200, 100
POSSIBLE_YEARS = range(1990, 2200)


@dataclass(frozen=True, slots=True)
class DaysOff:
    """A span of days off, both ends included."""

    first_on: date
    last_on: date
    name: str = ""

    def __contains__(self, on: object) -> bool:
        return isinstance(on, date) and self.first_on <= on <= self.last_on

    def dates(self) -> Iterator[date]:
        """Every day of the span."""
        for n in range((self.last_on - self.first_on).days + 1):
            yield self.first_on + timedelta(days=n)


@dataclass(frozen=True, slots=True)
class YearNotice:
    """What the State Council orders for a year: days off, weekend days worked, and the paper it stands on."""

    year: int
    document_no: str
    issued_on: date
    off: tuple[DaysOff, ...]
    makeup: tuple[date, ...]
    title: str = ""
    issuer: str = ""

    def __post_init__(self) -> None:
        for name in ("document_no", "title", "issuer"):
            object.__setattr__(self, name, getattr(self, name).strip())


@dataclass(frozen=True, slots=True)
class Fault:
    """One reason against a notice, and the place it speaks of."""

    where: str
    reason: str

    def __str__(self) -> str:
        return f"{self.where}：{self.reason}" if self.where else self.reason


class NoticeRefusedError(Exception):
    """A notice was refused whole; nothing changed. Each fault is a line for the person who entered it."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


def ordered_days(notice: YearNotice, calendar: Calendar) -> dict[date, DayKind]:
    """Every day the notice orders, except what the notice of another year already ordered alike."""
    days = {on: _off(notice, span) for span in notice.off for on in span.dates()}
    days |= {on: DayKind(DayNature.MAKEUP, "", notice.document_no, notice.year) for on in notice.makeup}
    return {on: kind for on, kind in days.items() if not _ordered_elsewhere(on, notice, calendar)}


def applied(notice: YearNotice, calendar: Calendar) -> Calendar:
    """The calendar as it stands once the notice is entered: what a preview reckons with."""
    facts = YearFacts(notice.year, is_provisional=False, document_no=notice.document_no)
    return calendar.with_year(facts, ordered_days(notice, calendar))


def changed_days(old: Calendar, new: Calendar, year: int) -> list[date]:
    """The days from December before a year to January after it that turn from worked to off, or back."""
    first, last = reach(year)
    days = DaysOff(max(first, date(old.first_year, 1, 1)), min(last, date(old.last_year, 12, 31)))
    return [on for on in days.dates() if old.is_working(on) != new.is_working(on)]


def first_difference(old: Calendar, new: Calendar) -> date | None:
    """The first day that is worked, or final, in one calendar and not in the other; None where none is.

    Whatever was reckoned to a day before it stands.
    """
    return next((on for on in _common(old, new) if _stands(old, on) != _stands(new, on)), None)


def differing_days(old: Calendar, new: Calendar) -> list[date]:
    """The days worked in only one of two calendars."""
    return [on for on in _common(old, new) if old.is_working(on) != new.is_working(on)]


def _common(old: Calendar, new: Calendar) -> Iterator[date]:
    first, last = max(old.first_year, new.first_year), min(old.last_year, new.last_year)
    return DaysOff(date(first, 1, 1), date(last, 12, 31)).dates()


def _stands(calendar: Calendar, on: date) -> tuple[bool, bool]:
    return calendar.is_working(on), calendar.is_provisional(on)


def reach(year: int) -> tuple[date, date]:
    """The days a year's notice may speak of: New Year has reached into the December before."""
    return date(year - 1, 12, 1), date(year + 1, 1, 31)


def faults(notice: YearNotice, calendar: Calendar, today: date) -> list[Fault]:
    """Every reason against entering the notice on a day; none if it may be entered."""
    if notice.year not in POSSIBLE_YEARS:
        return [Fault(_("年份"), _("{year} 不是可以录入的年份。").format(year=notice.year))]
    found = [*_head_faults(notice, calendar, today), *_off_faults(notice), *_makeup_faults(notice)]
    found += _contradictions(notice, calendar)
    return found or _locked_days(notice, calendar, today)


def _off(notice: YearNotice, span: DaysOff) -> DayKind:
    name = span.name or names_between(span.first_on, span.last_on)
    return DayKind(DayNature.HOLIDAY, name, notice.document_no, notice.year)


def _ordered_elsewhere(on: date, notice: YearNotice, calendar: Calendar) -> bool:
    """Whether the entered notice of another year speaks of a day."""
    kind = calendar.exceptions.get(on)
    return kind is not None and kind.year != notice.year and not _is_open(kind.year, calendar)


def _head_faults(notice: YearNotice, calendar: Calendar, today: date) -> Iterator[Fault]:
    if not notice.document_no:
        yield Fault(_("文号"), _("没有文号，不能录入。"))
    if len(notice.document_no) > DOCUMENT_NO_LENGTH:
        yield Fault(_("文号"), _("超过 {n} 个字符。").format(n=DOCUMENT_NO_LENGTH))
    for where, text, n in (
        (_("标题"), notice.title, TITLE_LENGTH),
        (_("发文机关"), notice.issuer, ISSUER_LENGTH),
    ):
        if len(text) > n:
            yield Fault(where, _("超过 {n} 个字符。").format(n=n))
    if not date(notice.year - 1, 1, 1) <= notice.issued_on <= today:
        yield Fault(_("发文日期"), _("{on} 不在上一年年初与今天之间。").format(on=notice.issued_on))
    yield from _year_faults(notice.year, calendar, today)


def _year_faults(year: int, calendar: Calendar, today: date) -> Iterator[Fault]:
    if year < today.year and not _is_open(year, calendar):
        yield Fault(_("年份"), _("{year} 年已结束，日历已锁定。").format(year=year))
    elif year > calendar.last_year + 1:
        yield Fault(_("年份"), _("请先录入 {year} 年。").format(year=calendar.last_year + 1))


def _is_open(year: int, calendar: Calendar) -> bool:
    """Whether a year stands without its notice: nothing final was reckoned on it, even after its end."""
    return year in calendar.years and calendar.years[year].is_provisional


def _off_faults(notice: YearNotice) -> Iterator[Fault]:
    if not notice.off:
        yield Fault(_("放假"), _("没有任何放假日期。"))
    for n, span in enumerate(notice.off):
        where = _("放假第 {n} 段（{first} 至 {last}）").format(
            n=n + 1, first=span.first_on, last=span.last_on
        )
        yield from (Fault(where, reason) for reason in _span_reasons(notice, n, span))


def _span_reasons(notice: YearNotice, n: int, span: DaysOff) -> Iterator[str]:
    if span.last_on < span.first_on:
        yield _("结束早于开始。")
    elif (span.last_on - span.first_on).days >= LONGEST:
        yield _("超过 {n} 天，请核对。").format(n=LONGEST)
    if not _reaches(notice.year, span.first_on) or not _reaches(notice.year, span.last_on):
        yield _("不属于 {year} 年的安排。").format(year=notice.year)
    for m, other in enumerate(notice.off[:n]):
        if span.first_on <= other.last_on and other.first_on <= span.last_on:
            yield _("与第 {m} 段重叠。").format(m=m + 1)


def _makeup_faults(notice: YearNotice) -> Iterator[Fault]:
    for n, on in enumerate(notice.makeup):
        where = _("调休上班第 {n} 天（{on}）").format(n=n + 1, on=on)
        yield from (Fault(where, reason) for reason in _makeup_reasons(notice, n, on))


def _makeup_reasons(notice: YearNotice, n: int, on: date) -> Iterator[str]:
    if on.weekday() < 5:
        yield _("不是周六或周日，本来就上班。")
    if not _reaches(notice.year, on):
        yield _("不属于 {year} 年的安排。").format(year=notice.year)
    if on in notice.makeup[:n]:
        yield _("写了两次。")
    if any(on in span for span in notice.off):
        yield _("同时列为放假。")


def _reaches(year: int, on: date) -> bool:
    first, last = reach(year)
    return first <= on <= last


def _contradictions(notice: YearNotice, calendar: Calendar) -> Iterator[Fault]:
    """Days that the entered notice of another year ordered the other way."""
    days = [(on, False) for span in notice.off for on in span.dates() if _reaches(notice.year, on)]
    for on, is_working in [*days, *((on, True) for on in notice.makeup)]:
        if _ordered_elsewhere(on, notice, calendar) and calendar.exceptions[on].is_working != is_working:
            other = calendar.exceptions[on].year
            yield Fault(str(on), _("与 {year} 年通知的安排相反。").format(year=other))


def _locked_days(notice: YearNotice, calendar: Calendar, today: date) -> list[Fault]:
    """Days past, or today, that the notice would turn though they were final: what rests on them stands."""
    changed = changed_days(calendar, applied(notice, calendar), notice.year)
    return [
        Fault(str(on), _("已过或就是今天，不能再改。"))
        for on in changed
        if on <= today and not calendar.is_provisional(on)
    ]
