"""Where an attachment of a case belongs: to a material, by when it came, or to the part of one task."""

from __future__ import annotations

from licensing.states import State
from workflow.models import Task

FIRST, CORRECTION, LATER = "material", "correction", "promised"
LEGS = {State.RECEIVED: FIRST, State.CORRECTION: CORRECTION}
"""In which states materials are taken, and under what they are then kept: one leg of Art. 32 never
touches the files of the other, so what a notice was about stays beside what answered it."""


def opinion_slot(task: Task) -> str:
    """The slot of what is attached to a task's opinion, check or result."""
    return f"opinion:{task.pk}"


def first_slot(material: str) -> str:
    """The slot of what came with the application for a material, by its key."""
    return f"{FIRST}:{material}"


def correction_slot(material: str) -> str:
    """The slot of what came for a material in answer to the notice."""
    return f"{CORRECTION}:{material}"


def later_slot(material: str) -> str:
    """The slot of what came for a material by a promise (承诺后补)."""
    return f"{LATER}:{material}"


def material_of(slot: str) -> str:
    """The key of the material a slot belongs to; empty for a slot that is no material's."""
    leg, _sep, material = slot.partition(":")
    return material if leg in (*LEGS.values(), LATER) else ""
