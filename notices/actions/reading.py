"""Mark one's own notices read."""

from datetime import datetime

from notices.models import Notice
from organization.models import Person


def mark_read(notice: Notice, *, by: Person, at: datetime) -> bool:
    """Note when the reader opened a notice of their own; False if it is not theirs or was read before."""
    own = Notice.objects.for_person(by.pk, at).unread().filter(pk=notice.pk)
    return bool(own.update(read_at=at))


def mark_all_read(*, by: Person, at: datetime, until_id: int) -> int:
    """Mark read what the reader's page showed: their unread notices up to that number."""
    return Notice.objects.for_person(by.pk, at).unread().filter(pk__lte=until_id).update(read_at=at)
