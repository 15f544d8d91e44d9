"""Deliver what is due: claim, send, settle, each message on its own.

1. In-app rows are their own delivery; they are stamped once.
2. Rows for e-mail and SMS are claimed in a short transaction, by skip-locked and compare-and-set. A claim
   raises `attempts`, keeps the message's key and hides the row until its lease runs out, so a killed worker
   loses nothing and its message is repeated under the same key.
3. Each message is sent outside any transaction, then settled: sent, put off, or quarantined with an alert.
"""

import hashlib
import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby

from django.db import connection, transaction
from django.db.models import F, QuerySet

from notices.actions.settling import put_off, quarantine, settle
from notices.composing import compose
from notices.hours import next_working_moment
from notices.models import Channel, Notice, State
from notices.senders import sender_of
from workdays.store import current_calendar

BATCH = 200
LEASE = timedelta(minutes=10)
MOST_ATTEMPTS = 5
log = logging.getLogger("notices")


@dataclass
class Drained:
    """What one drain did, in notices."""

    sent: int = 0
    failed: int = 0
    quarantined: int = 0


def drain(at: datetime) -> Drained:
    """Deliver every notice due by then; e-mail and SMS only if that moment lies in working hours."""
    told = Drained(sent=_stamp_in_app(at))
    if next_working_moment(at, current_calendar()) > at:
        return told
    while messages := _claim(at):
        for rows in messages:
            _deliver(rows, told, at)
    return told


def _stamp_in_app(at: datetime) -> int:
    stamped = 0
    while True:
        with transaction.atomic():
            due = Notice.objects.sendable(at).filter(channel=Channel.IN_APP).order_by("next_try_at", "id")
            keys = list(_unlocked(due).values_list("pk", flat=True)[:BATCH])
            rows = Notice.objects.filter(pk__in=keys, state=State.WAITING)
            stamped += rows.update(state=State.SENT, sent_at=at)
        if len(keys) < BATCH:
            return stamped


def _claim(at: datetime) -> list[list[Notice]]:
    """The next messages nobody else is sending, each a list of rows that leave as one."""
    with transaction.atomic():
        due = Notice.objects.sendable(at).exclude(channel=Channel.IN_APP).order_by("next_try_at", "id")
        rows = list(_unlocked(due)[:BATCH])
        messages = [list(group) for _key, group in groupby(sorted(rows, key=_belonging), key=_belonging)]
        return [message for message in messages if _take(message, at)]


def _unlocked(rows: QuerySet[Notice]) -> QuerySet[Notice]:
    if connection.features.has_select_for_update_skip_locked:
        return rows.select_for_update(skip_locked=True, of=("self",))
    return rows


def _belonging(row: Notice) -> tuple[str, ...]:
    """What makes rows one message: a claim made before, else person, channel and bundle or subject."""
    if row.message_key:
        return (row.message_key,)
    if row.bundle:
        return ("", row.address, row.channel, "", row.bundle)
    return ("", row.address, row.channel, row.subject_kind, row.subject_key)


def _take(rows: list[Notice], at: datetime) -> bool:
    key = rows[0].message_key or _message_key(rows)
    still_free = Notice.objects.sendable(at).filter(pk__in=[row.pk for row in rows])
    taken = still_free.update(attempts=F("attempts") + 1, next_try_at=at + LEASE, message_key=key)
    for row in rows:
        row.attempts, row.message_key = row.attempts + 1, key
    return taken == len(rows)


def _message_key(rows: Iterable[Notice]) -> str:
    return hashlib.sha256("\n".join(sorted(row.key for row in rows)).encode()).hexdigest()[:40]


def _deliver(rows: list[Notice], told: Drained, at: datetime) -> None:
    if rows[0].attempts > MOST_ATTEMPTS:
        told.quarantined += quarantine(rows, "", at=at)
        return
    try:
        _send(rows)
    except Exception as error:  # whatever a gateway raises, the other messages go on
        log.warning("Message %s was not delivered: %s", rows[0].message_key, error)
        _fail(rows, f"{type(error).__name__}: {error}", told, at)
        return
    told.sent += settle(rows, at=at)


def _send(rows: list[Notice]) -> None:
    sender = sender_of(rows[0].channel)
    if sender is None:
        raise LookupError(f"No way out for {rows[0].channel}.")
    sender(compose(rows))


def _fail(rows: list[Notice], error: str, told: Drained, at: datetime) -> None:
    if rows[0].attempts >= MOST_ATTEMPTS:
        told.quarantined += quarantine(rows, error, at=at)
    else:
        told.failed += put_off(rows, error, at=at)
