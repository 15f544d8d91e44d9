"""What becomes of a claimed message: sent, put off, quarantined, or let go again."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from notices.actions.writing import notify
from notices.hours import next_working_moment, wait_after
from notices.models import Notice, NoticeQuerySet, State
from organization.models import Person, Role
from records.actions import record
from records.chain import Subject
from workdays.days import local_day
from workdays.store import current_calendar

ERROR_LENGTH = 300


def settle(rows: list[Notice], *, at: datetime) -> int:
    """Mark a message's rows sent; rows another drain settled meanwhile are left as they are."""
    return _ours(rows).update(state=State.SENT, sent_at=at, last_error="")


def put_off(rows: list[Notice], error: str, *, at: datetime) -> int:
    """Try a failed message again later, each time four times as late, in working hours."""
    later = next_working_moment(at + wait_after(rows[0].attempts), current_calendar())
    return _ours(rows).update(next_try_at=later, last_error=error[:ERROR_LENGTH])


def quarantine(rows: list[Notice], error: str, *, at: datetime) -> int:
    """Set a message aside after its last attempt and tell the administrators, in one transaction."""
    said = error or rows[0].last_error
    with transaction.atomic():
        count = _ours(rows).update(state=State.QUARANTINED, last_error=said[:ERROR_LENGTH])
        if count:
            _alert(rows[0], said, at)
    return count


def release(notice: Notice, *, by: Person, at: datetime) -> bool:
    """Give a quarantined notice its attempts again; False if it no longer is quarantined."""
    held = Notice.objects.filter(pk=notice.pk, state=State.QUARANTINED)
    with transaction.atomic():
        if not held.update(state=State.WAITING, attempts=0, next_try_at=at):
            return False
        record(Subject("notice", notice.message_key), "notice.released", by=by, at=at, notice=notice.pk)
    return True


def _ours(rows: list[Notice]) -> NoticeQuerySet:
    wanted = [row.pk for row in rows]
    return Notice.objects.filter(pk__in=wanted, state=State.WAITING, message_key=rows[0].message_key)


def _alert(row: Notice, error: str, at: datetime) -> None:
    notify(
        kind="notice.quarantined",
        subject=Subject("notice", row.message_key),
        version="",
        to=Person.objects.holding(Role.ADMINISTRATOR, on=local_day(at)),
        title=_("一条通知多次发送失败，已隔离"),
        body=f"{row.title}\n{error}",
        url=f"/admin/notices/notice/?message_key={row.message_key}",
        at=at,
    )
