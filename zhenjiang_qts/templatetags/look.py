"""The parts of the look as tags and filters; docs/look.md shows each with an example."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from typing import Any

from django import template
from django.forms import BoundField
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from records import languages
from workdays import words
from zhenjiang_qts import marks, slots
from zhenjiang_qts.controls import field_context

register = template.Library()

SHORTCUTS = {"inbox": "g i", "intake": "n"}


@register.filter
def tone(level: str) -> str:
    """The tone of a message level of Django."""
    return marks.MESSAGE_TONES.get(level, "info")


@register.filter
def mark(tone: str) -> str:
    """The icon beside a note of this tone."""
    return marks.NOTES.get(tone, "info-circle")


@register.filter
def signal(tone: str) -> str:
    """The icon of a badge or counter of this tone."""
    return marks.SIGNALS.get(tone, "info-circle")


@register.filter
def keylist(keys: str) -> list[tuple[list[str], str]]:
    """'j k:上下移动|Enter:打开' as [(["j", "k"], "上下移动"), (["Enter"], "打开")]."""
    pairs = (line.partition(":") for line in str(keys or "").split("|") if line)
    return [(caps.split(), words) for caps, _, words in pairs]


@register.filter
def in_language(thing: object, field: str) -> str:
    """A row's wording in the reader's language: `name_en` in English where there is one, else `name`."""
    return languages.in_language(getattr(thing, field, ""), getattr(thing, f"{field}_en", ""))


@register.filter
def shortcut(door: str) -> str:
    """The keys that open a door of the side bar."""
    return SHORTCUTS.get(door, "")


@register.filter
def caps(key: str) -> str:
    """'Alt+x' as the caps of a keyboard say it: Alt X."""
    return " ".join(part.upper() if len(part) == 1 else part for part in key.split("+"))


@register.filter
def short_hash(digest: str) -> str:
    """9f3c…71: enough to compare by eye."""
    return f"{digest[:4]}…{digest[-2:]}" if len(digest) > 8 else digest


@register.inclusion_tag("parts/signal_badge.html")
def badge(tone: str, words: str, *, icon: str | None = None, title: str = "") -> dict[str, Any]:
    """The state of a thing on a staff page: mark, word, colour. icon="" leaves the mark out."""
    return {"tone": tone, "words": words, "icon": signal(tone) if icon is None else icon, "title": title}


@register.inclusion_tag("parts/public_badge.html")
def public_badge(tone: str, words: str, *, icon: str | None = None) -> dict[str, Any]:
    """The state of a thing on a public page. Tones: ok soon late info idle."""
    return {
        "tone": tone,
        "words": words,
        "icon": marks.PUBLIC_SIGNALS.get(tone, "") if icon is None else icon,
    }


@register.inclusion_tag("parts/day.html")
def day(on: date | None, *, provisional: bool = False, empty: str = "—") -> dict[str, Any]:
    """A date with its weekday, and 暂定 beside it where its year has no notice yet."""
    said = words.short_day(on, timezone.localdate()) if on else empty
    return {"on": on, "words": said, "provisional": provisional}


@register.filter(expects_localtime=True)
def short_moment(at: datetime | None) -> str:
    """12-01 09:30, with the year only where it is not this one."""
    return words.compact_moment(at, timezone.localdate()) if at else "—"


@register.inclusion_tag("parts/deadline.html")
def deadline(
    due_on: date | None,
    remaining: int | None,
    limit: int = 0,
    *,
    provisional: bool = False,
    paused: str = "",
    thick: bool = False,
    url: str = "",
) -> dict[str, Any]:
    """Days left as words, date and a thin bar; `paused` is what to say while the clock stands.

    `url` leads to the working of the date.
    """
    tone, said = words.left(remaining, paused)
    return {
        "tone": tone,
        "words": said,
        "note": words.compact_day(due_on, timezone.localdate()) if due_on else "",
        "max": max(limit, 1),
        "value": 0 if remaining is None else min(max(limit - remaining, 0), max(limit, 1)),
        "provisional": provisional,
        "thick": thick,
        "url": url,
    }


@register.inclusion_tag("parts/field.html")
def field(field: BoundField, *, css: str = "") -> dict[str, Any]:
    """A form field with label, 必填, hint and error, all joined for screen readers."""
    return field_context(field, css)


@register.simple_tag
def once() -> SafeString:
    """The hidden token of a form: the act keeps it, so the same form sent twice counts once."""
    return format_html('<input type="hidden" name="token" value="{}">', uuid.uuid4().hex)


@register.inclusion_tag("parts/confirm.html")
def confirm(*, id: str, title: str, consequence: str, act: str, **extra: Any) -> dict[str, Any]:
    """A dialog that asks before an act. extra: action or form, name, value, danger, fields, about, chosen."""
    return {"id": id, "title": title, "consequence": consequence, "act": act, **extra}


@register.simple_block_tag
def aside(content: str) -> SafeString:
    """What stands at the right of the head of the card, or of the note, around it."""
    return slots.fill("aside", content)


@register.simple_block_tag
def foot(content: str) -> SafeString:
    """The foot of the card around it."""
    return slots.fill("foot", content)


@register.simple_block_tag
def card(content: str, *, title: str, id: str, **extra: Any) -> SafeString:
    """A card; {% aside %} and {% foot %} may stand inside. extra: note, stage, stage_done, plain, css."""
    return render_to_string("parts/card.html", {**slots.take(content), "title": title, "id": id, **extra})


@register.simple_block_tag
def head(content: str, title: str, **extra: Any) -> SafeString:
    """The head of a staff page with its acts. extra: sub, crumb (safe markup)."""
    return render_to_string("parts/head.html", {"content": content, "title": title, **extra})


@register.simple_block_tag
def note(content: str, tone: str = "info", **extra: Any) -> SafeString:
    """A sentence that matters; links in {% aside %} stand at its end. extra: icon, role, css."""
    return render_to_string("parts/note.html", {**slots.take(content), "tone": tone, **extra})


@register.simple_block_tag
def chart(content: str, *, id: str, label: str, kind: str = "bars") -> SafeString:
    """A chart above the table with this id, which it draws. kind: bars, stacked, bars-line."""
    return render_to_string("parts/chart.html", {"content": content, "id": id, "label": label, "kind": kind})
