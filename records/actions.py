"""The acts of the ledger: record, append, refuse, log a reading, erase a personal value."""

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from django.conf import settings
from django.db import transaction
from django.utils import translation

from records import heads
from records.chain import Fact, Json, Line, Link, Subject, line_hash, personal_digest
from records.facts import plain_facts
from records.models import Event, PersonalValue, ReadLog

SYSTEM = "系统"
NAME_LENGTH = 80
TRIES = 100


class Actor(Protocol):
    """Whoever acts: a person of the house, known by number and name."""

    @property
    def pk(self) -> int: ...
    @property
    def name(self) -> str: ...


class Refusal(Protocol):
    """A refusal for a named legal reason (`records.refusals.LegalRefusal`)."""

    code: str
    field: str

    @property
    def message(self) -> str: ...


class ChainBusyError(RuntimeError):
    """A chain moved under every one of our tries."""


@dataclass(frozen=True)
class Deed:
    """What one line tells: a verb, its facts, and personal values kept beside the chain."""

    verb: str
    data: Mapping[str, Fact] = field(default_factory=dict)
    personal: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class _Hand:
    """Who acts, for whom, when."""

    actor_id: int | None
    actor_name: str
    on_behalf_of: str
    at: datetime


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
    deed, hand = Deed(verb, data, personal or {}), _hand(by, at, behalf_of)
    with transaction.atomic(savepoint=False):
        for _ in range(TRIES):
            head = heads.read(subject)
            event, values = _compose(subject, head, deed, hand)
            if heads.move(subject, head, event.link):
                return _keep([(event, values)])[0]
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
    events, link = append_many(subject, head, [Deed(verb, data, personal or {})], by=by, at=at, behalf_of=behalf_of)
    return events[0], link


def append_many(
    subject: Subject, head: Link, deeds: Iterable[Deed], *, by: Actor | None, at: datetime, behalf_of: str = ""
) -> tuple[list[Event], Link]:
    """Add several lines after `head`, in the caller's transaction, one INSERT for all of them."""
    _check_in_transaction()
    hand = _hand(by, at, behalf_of)
    lines = []
    for deed in deeds:
        event, values = _compose(subject, head, deed, hand)
        lines.append((event, values))
        head = event.link
    return _keep(lines), head


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
    hand = _hand(by, at, "")
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

    Without its salt a digest says nothing any more: an identity number could else be found by trying them all.
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


def _hand(by: Actor | None, at: datetime, behalf_of: str) -> _Hand:
    if by is None:
        return _Hand(None, SYSTEM, behalf_of[:NAME_LENGTH], at)
    return _Hand(by.pk, by.name[:NAME_LENGTH], behalf_of[:NAME_LENGTH], at)


def _compose(subject: Subject, head: Link, deed: Deed, hand: _Hand) -> tuple[Event, list[PersonalValue]]:
    """The line that follows `head`, not yet kept, and its personal values."""
    data = plain_facts(deed.data)
    values = [PersonalValue(name=name, salt=secrets.token_hex(16), value=text) for name, text in deed.personal.items()]
    if values:
        data["personal"] = {value.name: personal_digest(value.salt, value.value) for value in values}
    return _chained(subject, head, deed.verb, data, hand), values


def _chained(subject: Subject, head: Link, verb: str, data: dict[str, Json], hand: _Hand) -> Event:
    event = Event(
        subject_kind=subject.kind,
        subject_key=subject.key,
        seq=head.seq + 1,
        at=hand.at,
        actor_id=hand.actor_id,
        actor_name=hand.actor_name,
        on_behalf_of=hand.on_behalf_of,
        verb=verb,
        data=data,
        prev_hash=head.hash,
    )
    event.hash = line_hash(head.hash, line_of(event))
    return event


def line_of(event: Event) -> Line:
    """What an event says, as the chain hashes it."""
    return Line(
        event.subject_kind,
        event.subject_key,
        event.seq,
        event.at,
        event.actor_id,
        event.actor_name,
        event.on_behalf_of,
        event.verb,
        event.data,
    )


def _keep(lines: list[tuple[Event, list[PersonalValue]]]) -> list[Event]:
    events = Event.objects.bulk_create([event for event, _ in lines])
    values = []
    for event, own in lines:
        for value in own:
            value.event_id = event.pk
            values.append(value)
    if values:
        PersonalValue.objects.bulk_create(values)
    return events


def _check_in_transaction() -> None:
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError(
            "A line is appended in the transaction that holds its subject's head."
        )
