"""One chapter of the story, as `parts/timeline.html` shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from documents.models import Document
from records.languages import listed
from workdays import words

DONE, NOW, PAUSE, NEXT = "done", "now", "pause", "next"


@dataclass(frozen=True)
class Chapter:
    """What happened, happens or is to come: when, what, in a sentence, with its paper."""

    state: str
    title: str
    when: str = ""
    words: str = ""
    paper: Document | None = None
    provisional: bool = False
    is_today: bool = False
    url: str = ""
    link: str = ""


def on_day(on: date | None, today: date) -> str:
    """12 月 1 日 周二."""
    return words.short_day(on, today) if on else ""


def by_day(on: date | None, today: date) -> str:
    """12 月 1 日 周二前."""
    return _("%(day)s前") % {"day": words.short_day(on, today)} if on else ""


def listed_once(names: list[str]) -> str:
    """Names in a row, each once."""
    return listed(dict.fromkeys(name for name in names if name))
