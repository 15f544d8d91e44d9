"""Where an attachment of a case belongs: to a material, or to the part of one task."""

from __future__ import annotations

from licensing.models import Material
from workflow.models import Task


def opinion_slot(task: Task) -> str:
    """The slot of what is attached to a task's opinion, check or result."""
    return f"opinion:{task.pk}"


def material_slots(material: Material) -> tuple[str, ...]:
    """The slots of what the applicant handed in for a material, the first time and later."""
    return tuple(f"{kind}:{material.key}" for kind in ("material", "correction", "supplement"))
