"""Checking a whole set of answers against a definition: cleaned values, and errors at their fields."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from licensing.fields.cleaning import Context, NotCleanError, clean
from licensing.fields.definition import Definition, Field

__all__ = ["Answers", "Context", "check_answers"]
Values = dict[str, Any]


@dataclass
class Answers:
    """What came of a check; the errors are keyed by path, e.g. `equipment.2.quantity`."""

    values: Values = field(default_factory=dict)
    errors: dict[str, list[str]] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)

    @property
    def are_valid(self) -> bool:
        return not self.errors

    @property
    def malformed(self) -> dict[str, list[str]]:
        """The errors that are not just something left out: an incomplete form must be received (Art. 32)."""
        return {path: messages for path, messages in self.errors.items() if path not in self.missing}

    def miss(self, path: str) -> None:
        self.missing.append(path)
        self.object_to(path, _("必填。"))

    def object_to(self, path: str, message: str) -> None:
        self.errors.setdefault(path, []).append(message)


def check_answers(definition: Definition, raw: Mapping[str, Any], *, context: Context) -> Answers:
    """The answers as stored; what is unknown, missing or not of its field stands in the errors."""
    answers = Answers()
    fields = list(definition.fields)
    _refuse_unknown(raw, (each.key for each in fields), "", answers)
    for each in fields:
        _store(answers.values, each.key, _checked(each, raw.get(each.key), each.key, answers, context))
    for each in fields:
        _require(each, answers)
    return answers


def is_needed(each: Field, values: Mapping[str, Any]) -> bool:
    """True if the field must be answered, given the other answers."""
    return each.is_required or (each.required_if is not None and each.required_if.holds(values))


def _require(each: Field, answers: Answers) -> None:
    has_error = any(path == each.key or path.startswith(f"{each.key}.") for path in answers.errors)
    if each.key not in answers.values and not has_error and is_needed(each, answers.values):
        answers.miss(each.key)


def _checked(each: Field, raw: Any, path: str, answers: Answers, context: Context) -> Any:
    if each.is_table:
        return _table(each, raw, path, answers, context)
    if each.is_group:
        return _group(each.parts, raw, path, answers, context)
    try:
        return clean(each, raw, context)
    except NotCleanError as error:
        answers.object_to(path, str(error))
        return None


def _group(parts: Iterable[Field], raw: Any, path: str, answers: Answers, context: Context) -> Values | None:
    if raw in (None, "", {}):
        return None
    if not isinstance(raw, Mapping):
        answers.object_to(path, _("填写的内容不符合这一项的格式。"))
        return None
    parts = list(parts)
    _refuse_unknown(raw, (part.key for part in parts), f"{path}.", answers)
    if all(value in (None, "", []) for value in raw.values()):
        return None
    return _parts(parts, raw, path, answers, context)


def _parts(
    parts: list[Field], raw: Mapping[str, Any], path: str, answers: Answers, context: Context
) -> Values:
    values: Values = {}
    for part in parts:
        place = f"{path}.{part.key}"
        _store(values, part.key, _checked(part, raw.get(part.key), place, answers, context))
        if part.is_required and part.key not in values and place not in answers.errors:
            answers.miss(place)
    return values


def _table(each: Field, raw: Any, path: str, answers: Answers, context: Context) -> list[Values] | None:
    if raw in (None, "", []):
        return None
    if not isinstance(raw, list):
        answers.object_to(path, _("填写的内容不符合这一项的格式。"))
        return None
    if len(raw) > each.max_rows:
        answers.object_to(path, _("最多 {most} 行。").format(most=each.max_rows))
        return None
    rows = [_group(each.parts, row, f"{path}.{number}", answers, context) for number, row in enumerate(raw)]
    kept = [row for row in rows if row]
    if kept and len(kept) < each.min_rows:
        answers.missing.append(path)
        answers.object_to(path, _("至少 {least} 行。").format(least=each.min_rows))
    return kept or None


def _refuse_unknown(raw: Mapping[str, Any], known: Iterable[str], prefix: str, answers: Answers) -> None:
    for name in sorted(set(raw) - set(known)):
        answers.object_to(f"{prefix}{name}", _("这张表没有这一项。"))


def _store(values: Values, key: str, value: Any) -> None:
    if value not in (None, "", [], {}):
        values[key] = value
