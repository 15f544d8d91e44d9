"""Dates and days left in the words of a good clerk, Chinese or English."""

from collections.abc import Mapping
from datetime import date, datetime

from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from records.languages import listed
from workdays.days import SHANGHAI
from workdays.terms import Unit

WEEKDAYS = "一二三四五六日"
HOLIDAYS: Mapping[str, object] = {
    "元旦": gettext_lazy("元旦"),
    "春节": gettext_lazy("春节"),
    "清明": gettext_lazy("清明"),
    "劳动节": gettext_lazy("劳动节"),
    "端午": gettext_lazy("端午"),
    "中秋": gettext_lazy("中秋"),
    "国庆节": gettext_lazy("国庆节"),
}


def _english() -> bool:
    return (get_language() or "").startswith("en")


def long_day(on: date) -> str:
    """2026 年 11 月 24 日（周二） · Tue 24 Nov 2026."""
    if _english():
        return f"{on:%a} {on.day} {on:%b} {on.year}"
    return f"{on.year} 年 {on.month} 月 {on.day} 日（{weekday(on)}）"


def short_day(on: date, today: date | None = None) -> str:
    """12 月 1 日 周二 · Tue 1 Dec; with the year where it is not that of `today`.

    Without `today` Chinese leaves the year out and English names it.
    """
    is_this_year = _is_this_year(on, today)
    if _english():
        return f"{on:%a} {on.day} {on:%b}" + ("" if is_this_year else f" {on.year}")
    return f"{'' if is_this_year else f'{on.year} 年 '}{on.month} 月 {on.day} 日 {weekday(on)}"


def _is_this_year(on: date, today: date | None) -> bool:
    return not _english() if today is None else on.year == today.year


def weekday(on: date) -> str:
    """周二 · Tue."""
    return f"{on:%a}" if _english() else f"周{WEEKDAYS[on.weekday()]}"


def month_day(on: date) -> str:
    """12 月 1 日 · 1 Dec."""
    return f"{on.day} {on:%b}" if _english() else f"{on.month} 月 {on.day} 日"


def month(number: int) -> str:
    """7 月 · Jul."""
    return f"{date(2000, number, 1):%b}" if _english() else f"{number} 月"


def span(first_on: date, last_on: date, *, short: bool = False) -> str:
    """9 月 25—27 日, 12 月 30 日—1 月 2 日; short: 09-25 至 09-27."""
    if short:
        return _("%(first)s 至 %(last)s") % {"first": f"{first_on:%m-%d}", "last": f"{last_on:%m-%d}"}
    if first_on == last_on:
        return month_day(first_on)
    if not _english() and (first_on.year, first_on.month) == (last_on.year, last_on.month):
        return f"{first_on.month} 月 {first_on.day}—{last_on.day} 日"
    dash = " – " if _english() else "—"
    return f"{month_day(first_on)}{dash}{month_day(last_on)}"


def number_of_days(n: int, unit: Unit = Unit.WORKING) -> str:
    """15 个工作日 · 15 working days; in calendar days 15 天 · 15 days."""
    if unit == Unit.WORKING:
        return ngettext("%d 个工作日", "%d 个工作日", n) % n
    return ngettext("%d 天", "%d 天", n) % n


def days_left(remaining: int, unit: Unit = Unit.WORKING) -> str:
    """剩余 3 个工作日, 今日到期, 超 2 个工作日: days of the limit, negative past it."""
    if remaining == 0:
        return _("今日到期")
    if remaining < 0:
        return _("超 %s") % number_of_days(-remaining, unit)
    return _("剩余 %s") % number_of_days(remaining, unit)


def days_left_until(due_on: date, remaining: int, today: date, unit: Unit = Unit.WORKING) -> str:
    """剩余 3 个工作日（最迟 12 月 1 日，当日有效）: no relative day without its date."""
    words, on = days_left(remaining, unit), day_of_year(due_on, today)
    if remaining > 0:
        return _("%(words)s（最迟 %(on)s，当日有效）") % {"words": words, "on": on}
    return words if due_on == today else _("%(words)s（到期日 %(on)s）") % {"words": words, "on": on}


def compact_day(on: date, today: date) -> str:
    """12-01, with the year only where it is not this one; for narrow columns."""
    return f"{on:%m-%d}" if on.year == today.year else f"{on:%Y-%m-%d}"


def compact_moment(at: datetime, today: date) -> str:
    """12-01 09:30 in Zhenjiang, with the year only where it is not this one."""
    local = at.astimezone(SHANGHAI)
    return f"{compact_day(local.date(), today)} {local:%H:%M}"


def day_of_year(on: date, today: date) -> str:
    """12 月 1 日; 2027 年 1 月 4 日 where the year is another."""
    if on.year == today.year:
        return month_day(on)
    return f"{month_day(on)} {on.year}" if _english() else f"{on.year} 年 {month_day(on)}"


def tone_of(remaining: int) -> str:
    """Late past the limit, warn on the last day and the day before, info within three days, else ok."""
    if remaining < 0:
        return "late"
    if remaining <= 1:
        return "warn"
    return "info" if remaining <= 3 else "ok"


def left(remaining: int | None, paused: str = "") -> tuple[str, str]:
    """Tone and words of what is left; `paused` speaks while the clock stands."""
    if paused or remaining is None:
        return "hold", paused or "—"
    return tone_of(remaining), days_left(remaining)


def holiday(name: str) -> str:
    """A holiday's name in the reader's language; a name of the notice's own stays as it is."""
    return listed(str(HOLIDAYS.get(part, part)) for part in name.split("、")) if name else ""
