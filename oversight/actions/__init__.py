"""The acts of oversight."""

from oversight.actions.prompting import leave_note, urge

__all__ = ["leave_note", "urge"]
