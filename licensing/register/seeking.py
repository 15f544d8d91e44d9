"""Finding items by name, code, pinyin initials, English, or by how people say it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from licensing.register.entries import Entry
from licensing.register.sayings import SAYINGS
from parties.naming import cleaned, grams, initials

LONGEST = 100
NEAR = 0.5  # of the best score: what lies below is no answer to the question
_LATIN = re.compile("[a-z]{4,}")
_HAN_PAIR = re.compile("[\u4e00-\u9fff]{2}")


@dataclass(frozen=True)
class Found:
    """The entries, and whether they hold every word that was asked for or only come near."""

    entries: tuple[Entry, ...]
    is_exact: bool


def seek(entries: Sequence[Entry], text: str) -> Found:
    """Entries with every word of the text; if there are none, those that share its telling pairs of signs."""
    words = cleaned(text[:LONGEST]).casefold().split()
    if not words:
        return Found(tuple(entries), True)
    exact = tuple(entry for entry in entries if all(word in haystack(entry) for word in words))
    return Found(exact, True) if exact else Found(_nearest(entries, words), False)


def haystack(entry: Entry) -> str:
    """All that an item is called and what people say for it, in lower case."""
    version = entry.version
    code = version.item.code
    names = (
        code,
        code.replace("-", ""),
        version.name,
        version.name_en,
        version.document_name,
        version.document_name_en,
        SAYINGS.get(code, ""),
    )
    return "\n".join((*names, initials(version.name))).casefold()


def _nearest(entries: Sequence[Entry], words: list[str]) -> tuple[Entry, ...]:
    """By shared signs, one that few items have weighing more."""
    asked = _telling(" ".join(words))
    shared = {entry.code: asked & _telling(haystack(entry)) for entry in entries}
    seen = Counter(sign for signs in shared.values() for sign in signs)
    score = {code: sum(1 / seen[sign] for sign in signs) for code, signs in shared.items()}
    best = max(score.values(), default=0.0)
    near = [entry for entry in entries if best and score[entry.code] >= best * NEAR]
    return tuple(sorted(near, key=lambda entry: -score[entry.code]))


def _telling(text: str) -> set[str]:
    """Pairs of Chinese characters and whole words of Latin letters: two letters of a word tell nothing."""
    return set(_LATIN.findall(text)) | {pair for pair in grams(text) if _HAN_PAIR.fullmatch(pair)}
