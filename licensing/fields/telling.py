"""Answers as people read them: label and words, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import ngettext

from licensing.fields.cleaning import Context
from licensing.fields.definition import Definition, Field, FieldKind
from records.languages import listed


@dataclass(frozen=True)
class Told:
    """One answered question; a table keeps its head and rows."""

    label: str
    text: str
    head: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


def told_answers(definition: Definition, values: Mapping[str, Any], context: Context) -> list[Told]:
    """Every answered question in the order of the form; an answer no field has any more is left out."""
    return [_told(field, values[field.key], context) for field in definition.fields if field.key in values]


def _told(field: Field, value: Any, context: Context) -> Told:
    if not field.is_table:
        return Told(field.title, _words(field, value, context))
    head = tuple(part.title for part in field.parts)
    rows = tuple(tuple(_words(part, row.get(part.key), context) for part in field.parts) for row in value)
    return Told(field.title, ngettext("{n} 行", "{n} 行", len(rows)).format(n=len(rows)), head, rows)


def _words(field: Field, value: Any, context: Context) -> str:
    if value in (None, "", [], {}):
        return ""
    if field.is_group:
        parts = (_words(part, value.get(part.key), context) for part in field.parts)
        return " ".join(part for part in parts if part)
    return _plain_words(field, value, context)


def _plain_words(field: Field, value: Any, context: Context) -> str:
    if field.kind == FieldKind.CHOICE:
        chosen = value if isinstance(value, list) else [value]
        return listed(choice.title for choice in field.choices if choice.value in chosen)
    if field.kind == FieldKind.DISTRICT:
        return dict(context.districts).get(str(value), str(value))
    return f"{value} {field.measure}".strip() if field.kind == FieldKind.NUMBER else str(value)
