"""The arithmetic of the ledger: canonical JSON, the hash of a line, the digest of a personal value."""

import hashlib
import hmac
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, NamedTuple, TypeAlias
from uuid import UUID

Json: TypeAlias = "bool | int | str | Sequence[Json] | Mapping[str, Json] | None"
Fact: TypeAlias = "bool | int | str | date | Decimal | UUID | Sequence[Fact] | Mapping[str, Fact] | None"

FORMAT = "qts-ledger-1"
KEY_LENGTH = 64
_ENCODER = json.JSONEncoder(ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))


@dataclass(frozen=True, slots=True)
class Subject:
    """What a chain is about: a kind (32 characters at most) and a key within it (64 at most)."""

    kind: str
    key: str

    def __str__(self) -> str:
        return f"{self.kind}:{self.key}"

    def beside(self, kind: str) -> "Subject":
        """The subject of another chain about the same thing, say its attempts."""
        key = str(self)
        return Subject(kind, key if len(key) <= KEY_LENGTH else hashlib.sha256(key.encode()).hexdigest())


@dataclass(frozen=True, slots=True)
class Link:
    """The head of a chain: its last number and hash."""

    seq: int
    hash: str


GENESIS = Link(0, "0" * 64)


class Line(NamedTuple):
    """All that a ledger line says, in the order in which it is hashed."""

    subject_kind: str
    subject_key: str
    seq: int
    at: datetime
    actor_id: int | None
    actor_name: str
    on_behalf_of: str
    verb: str
    data: Any


def canonical(value: Json) -> str:
    """The one spelling of a JSON value: keys sorted, no spaces, characters as they are."""
    return _ENCODER.encode(value)


def line_hash(prev_hash: str, line: Line) -> str:
    """SHA-256 over the previous hash and everything the line says (64 hexadecimal digits)."""
    kind, key, seq, at, *rest = line
    moment = at.astimezone(UTC).isoformat(timespec="microseconds")
    said = [FORMAT, prev_hash, kind, key, seq, moment, *rest]
    return hashlib.sha256(_ENCODER.encode(said).encode()).hexdigest()


def personal_digest(salt: str, value: str) -> str:
    """HMAC-SHA-256 of a personal value under its own salt: what the chain keeps of it."""
    return hmac.new(salt.encode(), value.encode(), hashlib.sha256).hexdigest()
