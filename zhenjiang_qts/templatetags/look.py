"""The parts of the look as tags and filters; docs/look.md shows each with an example."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString

from zhenjiang_qts import day_words

register = template.Library()

MARKS = {
    "ok": "check2",
    "info": "hourglass-split",
    "warn": "alarm-fill",
    "late": "exclamation-octagon-fill",
    "hold": "dash",
    "green": "diamond-fill",
    "prov": "calendar-range",
    "card-blue": "bookmark-fill",
    "card-yellow": "bookmark-fill",
    "card-red": "bookmark-fill",
}
PUBLIC_MARKS = {
    "ok": "check-circle-fill",
    "soon": "exclamation-triangle-fill",
    "late": "x-circle-fill",
    "info": "arrow-right-circle-fill",
    "idle": "dash-circle",
}
MESSAGE_TONES = {"success": "ok", "error": "late", "warning": "warn", "debug": "hold"}
NOTE_MARKS = {
    "ok": "check-circle",
    "late": "exclamation-octagon",
    "warn": "exclamation-circle",
    "prov": "calendar-range",
}


@register.filter
def tone(level: str) -> str:
    """The tone of a message level of Django."""
    return MESSAGE_TONES.get(level, "info")


@register.filter
def mark(tone: str) -> str:
    """The icon that stands beside a note of this tone."""
    return NOTE_MARKS.get(tone, "info-circle")


@register.filter
def keylist(keys: str) -> list[tuple[list[str], str]]:
    """'j k:上下移动|Enter:打开' as [(["j", "k"], "上下移动"), (["Enter"], "打开")]."""
    pairs = (line.partition(":") for line in str(keys or "").split("|") if line)
    return [(caps.split(), words) for caps, _, words in pairs]


@register.inclusion_tag("parts/signal_badge.html")
def badge(tone: str, words: str, *, icon: str | None = None, title: str = "") -> dict[str, Any]:
    """The state of a thing on a staff page: mark, word, colour. icon="" leaves the mark out."""
    return {
        "tone": tone,
        "words": words,
        "icon": MARKS.get(tone, "") if icon is None else icon,
        "title": title,
    }


@register.inclusion_tag("parts/public_badge.html")
def public_badge(tone: str, words: str, *, icon: str | None = None) -> dict[str, Any]:
    """The state of a thing on a public page. Tones: ok soon late info idle."""
    return {"tone": tone, "words": words, "icon": PUBLIC_MARKS.get(tone, "") if icon is None else icon}


@register.inclusion_tag("parts/day.html")
def day(on: date | None, *, provisional: bool = False, empty: str = "—") -> dict[str, Any]:
    """A date with its weekday, and 暂定 beside it where its year has no notice yet."""
    today = timezone.localdate()
    words = day_words.short_day(on, today) if on else empty
    return {"on": on, "words": words, "provisional": provisional}


@register.inclusion_tag("parts/deadline.html")
def deadline(
    due_on: date | None,
    remaining: int | None,
    limit: int = 0,
    *,
    provisional: bool = False,
    paused: str = "",
    thick: bool = False,
) -> dict[str, Any]:
    """Days left as words, date and a thin bar; `paused` is what to say while the clock stands."""
    today = timezone.localdate()
    left = remaining or 0
    if paused or remaining is None:
        tone, words = "hold", paused or "—"
    else:
        tone, words = day_words.tone_of(left), day_words.days_left(left)
    return {
        "tone": tone,
        "words": words,
        "note": day_words.short_day(due_on, today) if due_on else "",
        "max": max(limit, 1),
        "value": min(max(limit - left, 0), max(limit, 1)),
        "provisional": provisional,
        "thick": thick,
    }


@register.simple_block_tag
def card(content: str, *, title: str, id: str, **extra: Any) -> SafeString:
    """A card with a head. extra: note, stage, stage_done, foot, aside (safe markup), plain (no padding), css."""
    return render_to_string("parts/card.html", {"content": content, "title": title, "id": id, **extra})
