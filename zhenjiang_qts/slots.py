"""Markup that a block tag hands to its wrapper: what stands aside in a head, what stands at a foot."""

from __future__ import annotations

import re

from django.utils.safestring import SafeString, mark_safe

SLOT = re.compile(r"<!--slot (\w+)-->(.*?)<!--/slot \1-->", re.DOTALL)


def fill(name: str, content: str) -> SafeString:
    """Content rendered by a template, put where the wrapper around it will find it."""
    return mark_safe(f"<!--slot {name}-->{content}<!--/slot {name}-->")  # noqa: S308 - content is rendered markup


def take(content: str) -> dict[str, SafeString]:
    """The slots of a rendered content by name, and the rest of it as `content`."""
    slots = {name: mark_safe(words) for name, words in SLOT.findall(content)}  # noqa: S308 - rendered markup
    return slots | {"content": mark_safe(SLOT.sub("", content))}  # noqa: S308 - rendered markup
