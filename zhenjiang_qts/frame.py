"""What the frame of every page shows: the day, the doors of the public, who is signed in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject, lazystr
from django.utils.translation import gettext_lazy as _

from workdays.words import long_day

PUBLIC_DOORS = [
    ("licensing:items", _("办事指南")),
    ("licensing:track", _("查进度")),
    ("fees:fees", _("收费公示")),
    ("complaints:complain", _("投诉举报")),
    ("documents:verify", _("证照验真")),
]


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


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context for the bases; nothing in it queries unless a template asks."""
    today = timezone.localdate()
    return {
        "today": today,
        "today_words": lazystr(long_day(today)),
        "is_demo": settings.DEMO,
        "public_doors": SimpleLazyObject(lambda: public_doors(request.path)),
        "bell_templates": ["notices/bell.html", "parts/frame/bell.html"],
    }
