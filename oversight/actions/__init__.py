"""The acts of oversight."""

from oversight.actions.counting import rebuild_counts
from oversight.actions.pacing import rebuild_paces
from oversight.actions.prompting import leave_note, urge

__all__ = ["leave_note", "rebuild_counts", "rebuild_paces", "urge"]
