"""How one case of the demo goes: what the window says, who dissents, how far it comes. Drawn, or settled."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from random import Random


class Word(StrEnum):
    """What becomes of an application at the window (Art. 32)."""

    ACCEPT = "accept"
    CORRECTED = "corrected"  # asked for once, everything given
    DEFICIENT = "deficient"  # asked for once, something still missing
    UNANSWERED = "unanswered"  # asked for once, no answer: sent back in the end
    SILENT = "silent"  # the window forgets it: the law accepts
    NOT_OURS = "not_ours"
    NOT_REQUIRED = "not_required"
    WITHDRAWN = "withdrawn"


SHARES = {
    Word.ACCEPT: 812,
    Word.CORRECTED: 132,
    Word.UNANSWERED: 14,
    Word.DEFICIENT: 12,
    Word.NOT_OURS: 10,
    Word.WITHDRAWN: 10,
    Word.SILENT: 5,
    Word.NOT_REQUIRED: 5,
}  # of a thousand applications
EXTENDED = 0.03


@dataclass(frozen=True)
class Fate:
    """`stops` are steps nobody gets to; `extended_after` counts working days from acceptance.

    A `brisk` case is done step by step on the next working day and agreed to by all but the `dissents`.
    """

    word: Word = Word.ACCEPT
    stops: frozenset[str] = frozenset()
    dissents: frozenset[str] = frozenset()
    extended_after: int | None = None
    promises: bool = False
    is_brisk: bool = False


def drawn(chance: Random) -> Fate:
    """A fate as it comes: mostly accepted, now and then corrected, refused, forgotten, extended."""
    (word,) = chance.choices(list(SHARES), weights=list(SHARES.values()))
    extended_after = chance.randint(1, 4) if chance.random() < EXTENDED else None
    return Fate(word, extended_after=extended_after, promises=chance.random() < 0.5)
