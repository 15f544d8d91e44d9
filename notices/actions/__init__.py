"""The acts of the outbox: write a notice, deliver what is due, mark what was read."""

from notices.actions.draining import Drained, drain
from notices.actions.nudging import nudge
from notices.actions.reading import mark_all_read, mark_read
from notices.actions.settling import release
from notices.actions.writing import News, notify, notify_each

__all__ = [
    "Drained",
    "News",
    "drain",
    "mark_all_read",
    "mark_read",
    "notify",
    "notify_each",
    "nudge",
    "release",
]
