"""Words kept in both languages."""

from __future__ import annotations

from django.utils.translation import get_language


def in_language(chinese: str, english: str) -> str:
    """The wording in the reader's language; the Chinese where there is no English one."""
    return english if english and (get_language() or "").startswith("en") else chinese
