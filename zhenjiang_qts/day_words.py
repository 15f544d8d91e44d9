"""Dates and days left in the words of a good clerk, Chinese or English."""

from __future__ import annotations

from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

WEEKDAYS = "一二三四五六日"


def _english() -> bool:
    return (get_language() or "").startswith("en")


def long_day(on: date) -> str:
    """2026年11月24日 周二 · Tue 24 Nov 2026."""
    if _english():
        return f"{on:%a} {on.day} {on:%b %Y}"
    return f"{on.year}年{on.month}月{on.day}日 周{WEEKDAYS[on.weekday()]}"


def short_day(on: date, today: date) -> str:
    """12 月 1 日 周二; the year only where it is not this one."""
    if _english():
        return f"{on:%a} {on.day} {on:%b}" + ("" if on.year == today.year else f" {on.year}")
    year = "" if on.year == today.year else f"{on.year} 年 "
    return f"{year}{on.month} 月 {on.day} 日 周{WEEKDAYS[on.weekday()]}"


def days_left(remaining: int) -> str:
    """剩余 3 个工作日 · 今日到期 · 超 2 个工作日; `remaining` counts working days, negative past the limit."""
    if remaining == 0:
        return _("今日到期")
    if remaining < 0:
        return ngettext("超 %d 个工作日", "超 %d 个工作日", -remaining) % -remaining
    return ngettext("剩余 %d 个工作日", "剩余 %d 个工作日", remaining) % remaining


def tone_of(remaining: int) -> str:
    """late past the limit, warn on the last day and the day before, info within three days, else ok."""
    if remaining < 0:
        return "late"
    if remaining <= 1:
        return "warn"
    return "info" if remaining <= 3 else "ok"
