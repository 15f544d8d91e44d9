"""The public register of items (Art. 5, 30): finding one, and what its guide says beside the eight things."""

from licensing.register.entries import Entry, Register, Standing, register_on
from licensing.register.places import Place, places_of
from licensing.register.seeking import Found, seek
from licensing.register.stages import Stage, stages_of

__all__ = [
    "Entry",
    "Found",
    "Place",
    "Register",
    "Stage",
    "Standing",
    "places_of",
    "register_on",
    "seek",
    "stages_of",
]
