"""Who may do what in licensing. Acts on a task are the engine's to allow; those of the window are here."""

from __future__ import annotations

from datetime import date

from organization.access import standing
from organization.models import Person, Role

WINDOW_ACTS = frozenset(
    {
        "application.receive",
        "application.draft",
        "application.amend",
        "application.check",
        "application.take_up",
        "application.correct",
        "application.answer_correction",
        "application.accept",
        "application.refuse",
        "application.send_back",
        "application.withdraw",
        "promise.receive",
        "request.answer",
    }
)
ADMINISTRATORS_ACTS = frozenset({"catalogue.load", "catalogue.see_marks"})
ROLES = dict.fromkeys(WINDOW_ACTS, Role.CLERK) | dict.fromkeys(ADMINISTRATORS_ACTS, Role.ADMINISTRATOR)


def may(person: Person | None, act: str, *, on: date) -> bool:
    """Whether the person may do this act that day; nobody (`None`) is the system, which may.

    The window's staff see every licensing case (Art. 26), so their acts need no further look. An act that no
    table names is nobody's (KeyError).
    """
    role = ROLES[act]
    return person is None or standing(person, on).has(role)
