"""The acts of the ledger: record, append, refuse, log a reading, erase a personal value."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Protocol

from django.conf import settings
from django.db import transaction
from django.utils import translation

from records import heads
from records.chain import Fact, Link, Subject
from records.composing import Actor, Deed, compose, make_hand
from records.models import Event, PersonalValue, ReadLog
from records.writing import keep

__all__ = [
    "Actor",
    "ChainBusyError",
    "Deed",
    "append",
    "append_across",
    "append_many",
    "append_runs",
    "erase_personal",
    "log_read",
    "record",
    "refuse",
]
TRIES = 100


class Refusal(Protocol):
    """A refusal for a named legal reason (`records.refusals.LegalRefusal`)."""

    code: str
    field: str

    @property
    def message(self) -> str: ...


class ChainBusyError(RuntimeError):
    """A chain moved under every one of our tries."""


def record(
    subject: Subject,
    verb: str,
    *,
    by: Actor | None,
    at: datetime,
    behalf_of: str = "",
    personal: Mapping[str, str] | None = None,
    **data: Fact,
) -> Event:
    """Add a line to the chain of a subject whose head stands in the head table."""
    deed, hand = Deed(verb, data, personal or {}), make_hand(by, at, behalf_of)
    with transaction.atomic(savepoint=False):
        for _ in range(TRIES):
            head = heads.read(subject)
            event, values = compose(subject, head, deed, hand)
            if heads.move(subject, head, event.link):
                return keep([(event, values)])[0]
        raise ChainBusyError(f"{subject} moved {TRIES} times while a line was to be added.")


def append(
    subject: Subject,
    head: Link,
    verb: str,
    *,
    by: Actor | None,
    at: datetime,
    behalf_of: str = "",
    personal: Mapping[str, str] | None = None,
    **data: Fact,
) -> tuple[Event, Link]:
    """Add a line after `head`, in the caller's transaction, one INSERT; the caller stores the new head."""
    events, link = append_many(
        subject, head, [Deed(verb, data, personal or {})], by=by, at=at, behalf_of=behalf_of
    )
    return events[0], link


def append_many(
    subject: Subject,
    head: Link,
    deeds: Iterable[Deed],
    *,
    by: Actor | None,
    at: datetime,
    behalf_of: str = "",
) -> tuple[list[Event], Link]:
    """Add several lines after `head`, in the caller's transaction, one INSERT for all of them."""
    _check_in_transaction()
    hand = make_hand(by, at, behalf_of)
    lines = []
    for deed in deeds:
        event, values = compose(subject, head, deed, hand)
        lines.append((event, values))
        head = event.link
    return keep(lines), head


def append_across(
    lines: Iterable[tuple[Subject, Link, Deed]], *, by: Actor | None, at: datetime
) -> list[Link]:
    """Add one line to each of many chains, in the caller's transaction, one INSERT per thousand.

    The new heads come in the order given; the caller holds the heads and stores them.
    """
    return append_runs(((subject, head, [deed]) for subject, head, deed in lines), by=by, at=at)


def append_runs(
    runs: Iterable[tuple[Subject, Link, Iterable[Deed]]], *, by: Actor | None, at: datetime
) -> list[Link]:
    """Add a run of lines to each of many chains, like `append_across`; the new heads in the order given."""
    _check_in_transaction()
    hand = make_hand(by, at, "")
    lines, heads = [], []
    for subject, head, deeds in runs:
        for deed in deeds:
            event, values = compose(subject, head, deed, hand)
            lines.append((event, values))
            head = event.link
        heads.append(head)
    keep(lines)
    return heads


def refuse(subject: Subject, refusal: Refusal, *, by: Actor | None, at: datetime, act: str) -> Event:
    """Record `attempt.refused` on a chain beside the subject's own, so it never contends with that."""
    with translation.override(settings.LANGUAGE_CODE):
        message = str(refusal.message)
    return record(
        subject.beside("attempt"),
        "attempt.refused",
        by=by,
        at=at,
        subject_kind=subject.kind,
        subject_key=subject.key,
        act=act,
        code=refusal.code,
        field=refusal.field,
        message=message,
    )


def log_read(subject: Subject, field: str, *, by: Actor | None, at: datetime, reason: str = "") -> ReadLog:
    """Note that a sensitive field was opened: who, when, why."""
    hand = make_hand(by, at, "")
    return ReadLog.objects.create(
        at=at,
        actor_id=hand.actor_id,
        actor_name=hand.actor_name,
        subject_kind=subject.kind,
        subject_key=subject.key,
        field=field,
        reason=reason[:200],
    )


def erase_personal(subject: Subject, name: str, *, by: Actor | None, at: datetime, reason: str) -> Event:
    """Blank a personal value in all lines of a subject, with its salt; the digests in the chain stay.

    Without its salt a digest says nothing: an identity number could else be found by trying them all.
    """
    with transaction.atomic(savepoint=False):
        lines = Event.objects.about(subject).values("pk")
        values = PersonalValue.objects.filter(event_id__in=lines, name=name, erased_at=None)
        count = values.update(value="", salt="", erased_at=at)
        return record(
            subject.beside("erasure"),
            "personal.erased",
            by=by,
            at=at,
            subject_kind=subject.kind,
            subject_key=subject.key,
            name=name,
            count=count,
            reason=reason,
        )


def _check_in_transaction() -> None:
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError(
            "A line is appended in the transaction that holds its subject's head."
        )
