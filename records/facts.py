"""What a ledger line may hold: values with one spelling on every database, today and in ten years."""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from records.chain import Fact, Json

_SURROGATES = re.compile("[\ud800-\udfff]")


def clean(value: str) -> str:
    """The text as every database keeps it: PostgreSQL refuses NUL and lone surrogates, they become U+FFFD."""
    text = str.__str__(value).replace("\x00", "\ufffd")
    return _SURROGATES.sub("\ufffd", text) if not text.isascii() else text


def _moment(value: datetime) -> str:
    if value.tzinfo is None:
        raise ValueError("A moment in the ledger needs its time zone.")
    return value.astimezone(UTC).isoformat()


def _table(value: Mapping[Any, Fact]) -> dict[str, Json]:
    return {clean(key) if isinstance(key, str) else str(int(key)): plain(fact) for key, fact in value.items()}


_SPELLINGS: tuple[tuple[type | tuple[type, ...], Callable[[Any], Json]], ...] = (
    (str, clean),
    (bool, bool),
    (int, int),
    (datetime, _moment),
    (date, date.isoformat),
    (Decimal, "{:f}".format),
    (UUID, str),
    (Mapping, _table),
    ((list, tuple), lambda value: [plain(fact) for fact in value]),
)


def plain(value: Fact) -> Json:
    """The JSON-plain spelling of a fact: dates, moments (in UTC) and amounts become text.

    Raises TypeError on what has no single spelling: floats (jsonb rewrites 1e22), sets, lazy labels.
    """
    if value is None:
        return None
    for kinds, spell in _SPELLINGS:
        if isinstance(value, kinds):
            return spell(value)
    raise TypeError(f"{type(value).__name__} has no single spelling; record a code, a text or a Decimal.")


def plain_facts(data: Mapping[str, Fact]) -> dict[str, Json]:
    """The spelled-out facts of one line."""
    return _table(data)
