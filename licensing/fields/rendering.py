"""The one renderer of forms: bound fields with names, values and errors, drawn by small templates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from licensing.fields.checking import Answers, is_needed
from licensing.fields.cleaning import Context
from licensing.fields.definition import Definition, Field, FieldKind
from licensing.fields.posted import PREFIX, name_of

SPARE_ROWS = 2


@dataclass(frozen=True)
class BoundField:
    """A field with its place in the page, its value and what is wrong with it."""

    field: Field
    places: tuple[str, ...]
    value: Any
    form: AnswerForm

    @property
    def name(self) -> str:
        return name_of(*self.places, prefix=self.form.prefix)

    @property
    def errors(self) -> list[str]:
        return self.form.errors.get(".".join(self.places), [])

    @property
    def is_required(self) -> bool:
        return is_needed(self.field, self.form.raw)

    @property
    def template(self) -> str:
        kind = "group" if self.field.is_group else self.field.kind
        return f"licensing/fields/{kind}.html"

    @property
    def shown(self) -> str:
        """What stands in the input."""
        return "" if self.value is None else str(self.value)

    @property
    def options(self) -> list[tuple[str, str, bool]]:
        """(value, label, chosen) of a choice."""
        chosen = self.value if isinstance(self.value, list) else [self.value]
        known = [(choice.value, choice.title) for choice in self.field.choices]
        if self.field.kind == FieldKind.DISTRICT:
            known = list(self.form.context.districts)
        return [(value, label, value in chosen) for value, label in known]

    @property
    def parts(self) -> list[BoundField]:
        return self._bound(self.places, self.value)

    @property
    def rows(self) -> list[list[BoundField]]:
        """The rows given and a few blank ones, so that the table grows without a script."""
        given = self.value if isinstance(self.value, list) else []
        wanted = max(len(given) + SPARE_ROWS, self.field.min_rows)
        rows = [*given, *({} for _blank in range(wanted - len(given)))][: self.field.max_rows]
        return [self._bound((*self.places, str(number)), row) for number, row in enumerate(rows)]

    def _bound(self, places: tuple[str, ...], values: Any) -> list[BoundField]:
        known = values if isinstance(values, Mapping) else {}
        return [
            BoundField(part, (*places, part.key), known.get(part.key), self.form) for part in self.field.parts
        ]


@dataclass(frozen=True)
class BoundSection:
    """A section with its bound fields."""

    title: str
    key: str
    fields: list[BoundField]


@dataclass(frozen=True)
class AnswerForm:
    """A form ready to be drawn: its definition, what was answered, and what is wrong with it."""

    definition: Definition
    raw: Mapping[str, Any]
    context: Context
    answers: Answers | None = None
    prefix: str = PREFIX

    @property
    def errors(self) -> Mapping[str, list[str]]:
        return self.answers.errors if self.answers else {}

    @cached_property
    def sections(self) -> list[BoundSection]:
        return [
            BoundSection(section.title, section.key, [self._bound(field) for field in section.fields])
            for section in self.definition.sections
        ]

    @property
    def stray_errors(self) -> list[str]:
        """Errors whose field the form does not have."""
        known = {field.key for field in self.definition.fields}
        return [
            f"{path}: {message}"
            for path, messages in self.errors.items()
            if path.split(".")[0] not in known
            for message in messages
        ]

    def render(self) -> SafeString:
        """The fields as HTML, without form element and buttons."""
        return render_to_string("licensing/fields/form.html", {"answer_form": self})

    def _bound(self, field: Field) -> BoundField:
        return BoundField(field, (field.key,), self.raw.get(field.key), self)
