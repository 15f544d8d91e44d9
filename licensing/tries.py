"""Ten wrong tries an hour per subject: each try takes one of ten slots, a right one gives it back.

The slots lie in the database's cache table, not in Redis or in a process: a count must hold for all workers
and while Redis is away.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address, ip_network

from django.core.cache import BaseCache, caches

TRIES = 10
SPAN = timedelta(hours=1)
IPV6_SITE = 64  # bits of an address that one household or firm is given


class TooManyTriesError(Exception):
    """A subject has used its tries; the moment at which the next one is free."""

    def __init__(self, free_at: datetime) -> None:
        super().__init__(free_at.isoformat())
        self.free_at = free_at


@dataclass(frozen=True)
class Try:
    """The slots one try has taken."""

    slots: tuple[str, ...]


def begin(subjects: Iterable[str], *, at: datetime) -> Try:
    """Take a slot of each subject (TooManyTriesError where one has none left; then none is taken)."""
    taken: list[str] = []
    try:
        for subject in subjects:
            taken.append(_take(subject, at))
    except TooManyTriesError:
        give_back(Try(tuple(taken)))
        raise
    return Try(tuple(taken))


def give_back(one: Try) -> None:
    """The try was right: it does not count."""
    _cache().delete_many(one.slots)


def of_number(text: str) -> str:
    """The subject of a case number, however long what was typed for it."""
    return f"number:{hashlib.sha256(text.encode()).hexdigest()[:32]}"


def of_address(address: str) -> str:
    """The subject of a network address: an IPv6 address counts with its whole site."""
    known = ip_address(address)
    site = known if known.version == 4 else ip_network((known, IPV6_SITE), strict=False)
    return f"address:{hashlib.sha256(str(site).encode()).hexdigest()[:32]}"


def _take(subject: str, at: datetime) -> str:
    """A slot of this hour not yet taken; a key is written once, so that of two tries only one has it.

    Slots of the hour before count while they are younger than an hour; they only grow fewer meanwhile.
    """
    hour = int(at.timestamp() // SPAN.total_seconds())
    now, before = _slots(subject, hour), _slots(subject, hour - 1)
    known = _cache().get_many([*now, *before])
    since = (at - SPAN).timestamp()
    young = sorted(known[key] for key in before if known.get(key, 0) > since)
    for key in now[: max(TRIES - len(young), 0)]:
        if key not in known and _cache().add(key, at.timestamp(), 2 * SPAN.total_seconds()):
            return key
    times = sorted([*young, *(known[key] for key in now if key in known)])
    oldest = datetime.fromtimestamp(times[0], UTC) if times else at
    raise TooManyTriesError(oldest + SPAN)


def _slots(subject: str, hour: int) -> list[str]:
    return [f"throttle:track:{subject}:{hour}:{n}" for n in range(TRIES)]


def _cache() -> BaseCache:
    return caches["throttle"]
