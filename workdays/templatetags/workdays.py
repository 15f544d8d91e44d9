"""Dates, days left and the working of a date in templates."""

from datetime import date
from typing import Any

from django import template
from django.template import Context
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from workdays import public_words, words
from workdays.calendar import Calendar
from workdays.days import FAR_FUTURE
from workdays.explaining import Working, explain
from workdays.reckoning import Reckoning, Unit, count
from workdays.store import current_calendar

register = template.Library()
_MEMO = "workdays.calendar"


@register.filter
def day_words(on: date | None, today: date | None = None) -> str:
    """12 月 1 日 周二 · Tue 1 Dec 2026; with `today`, the year only where it differs."""
    return words.short_day(on, today) if on else "—"


@register.filter
def full_day(on: date | None) -> str:
    """2026 年 12 月 1 日（周二） · Tue 1 Dec 2026."""
    return words.long_day(on) if on else "—"


@register.filter
def holiday_name(name: str) -> str:
    """春节 · Spring Festival; a name of the notice's own stays as it is."""
    return words.holiday(name)


@register.simple_tag
def day_span(first_on: date, last_on: date, *, short: bool = False) -> str:
    """9 月 25—27 日; short: 09-25 至 09-27."""
    return words.span(first_on, last_on, short=short)


@register.simple_tag
def provisional_badge() -> SafeString:
    """暂定, with its reason: stands at the provisional date itself."""
    return format_html(
        '<span class="signal-badge signal-badge--prov" title="{}">{}</span>',
        _("放假安排尚未公布，日期按平日规则推算"),
        _("暂定"),
    )


@register.simple_tag(takes_context=True)
def days_left(
    context: Context, due_on: date | None, today: date | None = None, unit: str = Unit.WORKING
) -> str:
    """剩余 3 个工作日（最迟 12 月 1 日，当日有效）, 今日到期, 超 1 个工作日; 计时中止 without a due date.

    A day of a year without its notice is marked 暂定. The calendar is the page's `calendar`, else the one in
    force, read once per page.
    """
    if due_on is None or due_on == FAR_FUTURE:
        return _("计时中止")
    day, limit_unit = today or timezone.localdate(), Unit(unit)
    calendar = _calendar_of(context)
    remaining = _signed(due_on, day, limit_unit, calendar)
    said = words.days_left_until(due_on, remaining, day, limit_unit)
    return format_html("{} {}", said, provisional_badge()) if calendar.is_provisional(due_on) else said


def _signed(due_on: date, today: date, unit: Unit, calendar: Calendar) -> int:
    """Days left; past the due date, days over it as a negative number."""
    left = count(today, due_on, calendar=calendar, unit=unit)
    return left or -count(due_on, today, calendar=calendar, unit=unit)


def _calendar_of(context: Context) -> Calendar:
    given = context.get("calendar") or context.render_context.get(_MEMO)
    if isinstance(given, Calendar):
        return given
    calendar = current_calendar()
    context.render_context[_MEMO] = calendar
    return calendar


@register.inclusion_tag("workdays/working.html")
def working(
    reckoning: Reckoning, *, id: str, title: str, unfolded: bool = False, **extra: Any
) -> dict[str, Any]:
    """怎么算出来的 by day, for staff. extra: today, start_word, law, pause_law of `explain`."""
    return {"id": id, "title": title, "unfolded": unfolded, "working": _explained(reckoning, **extra)}


@register.inclusion_tag("workdays/working_public.html")
def public_working(reckoning: Reckoning, **extra: Any) -> dict[str, Any]:
    """怎么算出来的 by week, for the public. extra: as for `working`."""
    return {"working": _explained(reckoning, **extra)}


def _explained(reckoning: Reckoning, *, today: date | None = None, **extra: Any) -> Working:
    return explain(reckoning, today=today or timezone.localdate(), **extra)


@register.filter
def provisional_note(working: Working) -> str:
    """2027 年放假安排还没有公布，公布后可能有一两天变化。"""
    return public_words.provisional_note(working)


@register.filter
def public_rule(working: Working) -> str:
    """The rule in one sentence, with day 0 and the limit of this reckoning."""
    return public_words.public_rule(working)
