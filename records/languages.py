"""Words kept in both languages, and names in a row as the reader's language writes them."""

from collections.abc import Iterable
from typing import Any

from django.utils.functional import lazy
from django.utils.translation import get_language
from django.utils.translation import gettext as _


def reads_english() -> bool:
    """Whether the reader's language is English."""
    return (get_language() or "").startswith("en")


def in_language(chinese: str, english: str) -> str:
    """The wording in the reader's language; the Chinese where there is no English one."""
    return english if english and reads_english() else chinese


def listed(names: Iterable[Any]) -> str:
    """Names in one sentence: 甲、乙、丙 in Chinese, A, B, C in English."""
    return _("、").join(map(str, names))


in_language_lazy = lazy(in_language, str)
listed_lazy = lazy(listed, str)
