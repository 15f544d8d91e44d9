"""Who may do what in licensing. Acts on a task are the engine's to allow; those of the window are here."""

from __future__ import annotations

from datetime import date

from licensing.models import Application
from organization.access import standing
from organization.models import Person, Role
from workflow import access as engine

WINDOW_ACTS = frozenset(
    {
        "application.receive",
        "application.draft",
        "application.amend",
        "application.check",
        "application.take_up",
        "application.correct",
        "application.accept",
        "application.refuse",
        "application.send_back",
        "application.withdraw",
    }
)
ADMINISTRATORS_ACTS = frozenset({"catalogue.load", "catalogue.see_marks"})


def may(person: Person | None, act: str, application: Application | None = None, *, on: date) -> bool:
    """Whether the person may do this act that day; nobody (`None`) is the system, which may.

    The window's staff see every licensing case (Art. 26), so their acts need no further look.
    """
    if person is None:
        return True
    stand = standing(person, on)
    if act in ADMINISTRATORS_ACTS:
        return stand.has(Role.ADMINISTRATOR)
    if act in WINDOW_ACTS:
        return stand.has(Role.CLERK)
    return application is None or engine.may(person, "case.see", application.case, on=on)
