"""An intake at the window while it is on the desk: what was typed, what it means, what may be said of it."""

from licensing.intake.known import Known, known_of
from licensing.intake.prospects import Prospect, Prospects, prospects_of
from licensing.intake.sheet import Line, Sheet, ShownErrors
from licensing.intake.typed import Typed, typed_of
from licensing.intake.wanted import find_items, found_parties

__all__ = [
    "Known",
    "Line",
    "Prospect",
    "Prospects",
    "Sheet",
    "ShownErrors",
    "Typed",
    "find_items",
    "found_parties",
    "known_of",
    "prospects_of",
    "typed_of",
]
