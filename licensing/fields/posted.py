"""From the names of an HTML form to the raw answers a check reads."""

from __future__ import annotations

import re
from typing import Any

from django.http import QueryDict

from licensing.fields.definition import Definition, Field, FieldKind

PREFIX = "a"


def name_of(*places: str, prefix: str = PREFIX) -> str:
    """The name of an input: `a-equipment-2-quantity`."""
    return "-".join((prefix, *places))


def answers_in(definition: Definition, post: QueryDict, *, prefix: str = PREFIX) -> dict[str, Any]:
    """The raw answers of a posted form; a name no field has is kept, so that the check refuses it."""
    taken: set[str] = set()
    raw = {
        field.key: _value(field, post, name_of(field.key, prefix=prefix), taken)
        for field in definition.fields
    }
    for name in post:
        if name.startswith(f"{prefix}-") and name not in taken:
            raw[name] = post[name]
    return raw


def _value(field: Field, post: QueryDict, name: str, taken: set[str]) -> Any:
    if field.is_table:
        return _rows(field, post, name, taken)
    if field.is_group:
        return {part.key: _value(part, post, f"{name}-{part.key}", taken) for part in field.parts}
    taken.add(name)
    if field.kind == FieldKind.CHOICE and field.multiple:
        return [value for value in post.getlist(name) if value]
    return post.get(name, "")


def _rows(field: Field, post: QueryDict, name: str, taken: set[str]) -> list[dict[str, Any]]:
    """The rows in the order of their numbers, blank ones left out."""
    shape = re.compile(rf"{re.escape(name)}-(\d{{1,4}})-")
    numbers = sorted({int(found.group(1)) for found in map(shape.match, post) if found})
    rows = [
        {part.key: _value(part, post, f"{name}-{number}-{part.key}", taken) for part in field.parts}
        for number in numbers
    ]
    return [row for row in rows if any(row.values())]
