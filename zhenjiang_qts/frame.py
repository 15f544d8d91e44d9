"""What the frame of every page shows: the day, the doors of the public, whose frame it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject, lazystr
from django.utils.translation import gettext_lazy as _

from organization.access import standing
from organization.models import Role
from workdays import words
from workdays.calendar import DayNature, UnknownYearError
from workdays.store import BEFORE_NEW_YEAR, NoCalendarError, current_calendar, missing_year

PUBLIC_DOORS = [
    ("items", _("办事指南")),
    ("track", _("查进度")),
    ("fees", _("收费公示")),
    ("complain", _("投诉举报")),
    ("verify", _("证照验真")),
]
TEN_MINUTES = 600


@dataclass(frozen=True)
class PublicDoor:
    """One entry of the public head."""

    title: str
    url: str
    is_current: bool = False


def address(name: str) -> str:
    """The URL of a named page, empty where no app has brought it."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def public_doors(path: str) -> list[PublicDoor]:
    """The public pages that exist, the one the reader stands in marked."""
    found = [(str(title), address(name)) for name, title in PUBLIC_DOORS]
    return [PublicDoor(title, url, path.startswith(url)) for title, url in found if url]


def _nature(on: date) -> tuple[str, str]:
    try:
        kind = current_calendar().day_kind(on)
    except (NoCalendarError, UnknownYearError):
        return "", ""
    return kind.kind.value, kind.name


def day_word(on: date) -> str:
    """工作日, 周末, 国庆节放假; kept for ten minutes, so that pages pay no query for it."""
    nature, name = cache.get_or_set(f"day-nature:{on}", lambda: _nature(on), TEN_MINUTES) or ("", "")
    if not nature:
        return ""
    label = str(DayNature(nature).label)
    return f"{words.holiday(name)} · {label}" if nature == DayNature.HOLIDAY and name else label


def frame_template(request: HttpRequest, today: date) -> str:
    """The frame of pages that staff and public share: the staff's for whoever holds or lends a post today."""
    person: Any = getattr(request, "user", None)
    is_staff = person is not None and person.is_authenticated and standing(person, today).roles
    return "base_staff.html" if is_staff else "base_public.html"


def missing_notice(request: HttpRequest, today: date) -> int | None:
    """The year whose notice is missing and near, for administrators and supervision; else None.

    Their pages alone pay for it, and only between 20 November and the notice.
    """
    person: Any = getattr(request, "user", None)
    may_be = (today + BEFORE_NEW_YEAR).year != today.year or today.month == 1
    if not may_be or person is None or not person.is_authenticated:
        return None
    roles = standing(person, today).roles
    return missing_year(today) if roles & {Role.ADMINISTRATOR, Role.SUPERVISOR} else None


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context for the bases; nothing in it queries unless a template asks."""
    today = timezone.localdate()
    return {
        "today": today,
        "today_words": lazystr(words.long_day(today)),
        "day_word": SimpleLazyObject(lambda: day_word(today)),
        "is_demo": settings.DEMO,
        "public_doors": SimpleLazyObject(lambda: public_doors(request.path)),
        "missing_notice": SimpleLazyObject(lambda: missing_notice(request, today)),
        "frame_template": SimpleLazyObject(lambda: frame_template(request, today)),
    }
