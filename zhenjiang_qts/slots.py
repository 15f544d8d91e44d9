"""Markup that a block tag hands to its wrapper: what stands aside in a head, what stands at a foot."""

from __future__ import annotations

import re

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

SLOT = re.compile(r"<!--slot (\w+)-->(.*?)<!--/slot \1-->", re.DOTALL)


def fill(name: str, content: str) -> SafeString:
    """Content rendered by a template, put where the wrapper around it will find it."""
    return format_html("<!--slot {0}-->{1}<!--/slot {0}-->", name, content)


def take(content: str) -> dict[str, SafeString]:
    """The slots of a rendered content by name, and the rest of it as `content`.

    Every part is cut out of a whole that is safe: what a template rendered, or escaped here. A comment that
    a reader typed was escaped with the rest of the words, so it opens no slot.
    """
    whole = conditional_escape(content)
    slots = {name: mark_safe(markup) for name, markup in SLOT.findall(whole)}  # noqa: S308  a part of the whole
    return slots | {"content": mark_safe(SLOT.sub("", whole))}  # noqa: S308  the rest of the whole
