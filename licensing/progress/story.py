"""The whole story in chapters, told without a person's name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from documents.models import Document
from licensing.progress.beginning import beginning
from licensing.progress.chapters import Chapter
from licensing.progress.ending import ending
from licensing.progress.handling import handling
from licensing.progress.reading import Progress

Address = Callable[[Document], str]


def story_of(progress: Progress, *, address: Address) -> list[Chapter]:
    """What happened, whose turn it is and what is to come; `address` says where a paper is read."""
    chapters = [*beginning(progress), *handling(progress), *ending(progress)]
    return [_linked(chapter, address) for chapter in chapters]


def _linked(chapter: Chapter, address: Address) -> Chapter:
    if chapter.paper is None:
        return chapter
    return replace(chapter, url=address(chapter.paper), link=chapter.paper.get_kind_display())
