"""How a line comes about: who acts, what is told, and the hash over it."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from records.chain import Fact, Json, Line, Link, Subject, line_hash, personal_digest
from records.facts import clean, plain_facts
from records.models import Event, PersonalValue

SYSTEM = "系统"
NAME_LENGTH = 80


class Actor(Protocol):
    """Whoever acts: a person of the house, known by number and name."""

    @property
    def pk(self) -> int: ...
    @property
    def name(self) -> str: ...


@dataclass(frozen=True)
class Deed:
    """What one line tells: a verb, its facts, and personal values kept beside the chain."""

    verb: str
    data: Mapping[str, Fact] = field(default_factory=dict)
    personal: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Hand:
    """Who acts, for whom, when."""

    actor_id: int | None
    actor_name: str
    on_behalf_of: str
    at: datetime


def make_hand(by: Actor | None, at: datetime, behalf_of: str) -> Hand:
    """Who acts, cut to what the columns hold; without a person it is the system. Refuses a naive moment."""
    if at.tzinfo is None:
        raise ValueError("A moment in the ledger needs its time zone.")
    other = clean(behalf_of)[:NAME_LENGTH]
    if by is None:
        return Hand(None, SYSTEM, other, at)
    return Hand(by.pk, clean(by.name)[:NAME_LENGTH], other, at)


def compose(subject: Subject, head: Link, deed: Deed, hand: Hand) -> tuple[Event, list[PersonalValue]]:
    """The line that follows `head`, not yet kept, and its personal values."""
    data = plain_facts(deed.data)
    values = [
        PersonalValue(name=name, salt=secrets.token_hex(16), value=clean(text))
        for name, text in deed.personal.items()
    ]
    if values:
        data["personal"] = {value.name: personal_digest(value.salt, value.value) for value in values}
    return _chained(subject, head, deed.verb, data, hand), values


def _chained(subject: Subject, head: Link, verb: str, data: dict[str, Json], hand: Hand) -> Event:
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
