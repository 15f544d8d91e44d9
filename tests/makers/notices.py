"""Notices to try the outbox with."""

from datetime import UTC, datetime
from typing import Any

from notices.models import Channel, Notice
from organization.models import Person

WORKING_MOMENT = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)  # Tuesday, 10:00 in Zhenjiang


def make_notice(recipient: Person, *, number: int = 1, channel: str = Channel.IN_APP, **facts: Any) -> Notice:
    """A notice that is due at the working moment."""
    at = facts.pop("at", WORKING_MOMENT)
    row = {
        "key": f"case:{number}|task.opened|1|{recipient.pk}|{channel}",
        "subject_kind": "case",
        "subject_key": str(number),
        "kind": "task.opened",
        "version": "1",
        "recipient": recipient,
        "address": "" if channel == Channel.IN_APP else recipient.email or "someone@example.com",
        "channel": channel,
        "title": f"第 {number} 件待办",
        "due_at": at,
        "next_try_at": at,
        "created_at": at,
    }
    return Notice.objects.create(**{**row, **facts})
