"""Reading a definition from its JSON, refusing whatever the renderer would not understand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from licensing.fields.definition import Choice, Definition, Field, FieldKind, Section
from licensing.fields.groups import GROUP_PARTS
from records.languages import listed
from workflow.skipping import Condition, ConditionError, read_condition

Spec = Mapping[str, Any]
_COMMON = frozenset({"key", "type", "label", "label_en", "required", "required_if", "help", "help_en"})
_OWN: dict[FieldKind, frozenset[str]] = {
    FieldKind.TEXT: frozenset({"multiline", "max_length"}),
    FieldKind.NUMBER: frozenset({"min", "max", "decimals", "unit", "unit_en"}),
    FieldKind.DATE: frozenset({"not_before", "not_after"}),
    FieldKind.CHOICE: frozenset({"choices", "multiple"}),
    FieldKind.TABLE: frozenset({"columns", "min_rows", "max_rows"}),
}
_IN_TABLES = frozenset({FieldKind.TEXT, FieldKind.NUMBER, FieldKind.DATE, FieldKind.CHOICE})
LONGEST_TEXT = 4000


class DefinitionError(ValueError):
    """A form's definition cannot be used; the message names the field."""


def read_definition(spec: Spec) -> Definition:
    """The definition its JSON describes (DefinitionError naming the field if it describes none)."""
    sections = tuple(_section(part) for part in _list(spec, "sections", "form"))
    definition = Definition(_word(spec, "title", "form"), _word(spec, "title_en", "form"), sections)
    keys = [field.key for field in definition.fields]
    _each_once(keys, "form")
    for field in definition.fields:
        _names_known(field, frozenset(keys))
    return definition


def _section(spec: Spec) -> Section:
    key = _key(spec)
    fields = tuple(_field(part) for part in _list(spec, "fields", key))
    return Section(key, _word(spec, "title", key), _word(spec, "title_en", key), fields)


def _field(spec: Spec, *, in_table: bool = False) -> Field:
    key = _key(spec)
    kind = _kind(spec, key)
    if in_table and kind not in _IN_TABLES:
        raise DefinitionError(_("字段“{key}”不能放在表格里。").format(key=key))
    unknown = sorted(set(spec) - _COMMON - _OWN.get(kind, frozenset()))
    if unknown:
        raise DefinitionError(
            _("字段“{key}”有不认识的属性：{names}。").format(key=key, names=listed(unknown))
        )
    return Field(
        key=key,
        kind=kind,
        label=_word(spec, "label", key),
        label_en=_word(spec, "label_en", key),
        is_required=bool(spec.get("required", False)),
        required_if=_condition(spec, key),
        help=str(spec.get("help", "")),
        help_en=str(spec.get("help_en", "")),
        **_DETAILS.get(kind, _group_details)(spec, key, kind),
    )


def _text_details(spec: Spec, key: str, _kind: FieldKind) -> dict[str, Any]:
    multiline = bool(spec.get("multiline", False))
    length = _whole(spec, "max_length", key, 2000 if multiline else 200)
    if not 1 <= length <= LONGEST_TEXT:
        raise DefinitionError(
            _("字段“{key}”的字数上限应在 1 到 {most} 之间。").format(key=key, most=LONGEST_TEXT)
        )
    return {"multiline": multiline, "max_length": length}


def _number_details(spec: Spec, key: str, _kind: FieldKind) -> dict[str, Any]:
    lowest, highest = _decimal(spec, "min", key), _decimal(spec, "max", key)
    if lowest is not None and highest is not None and lowest > highest:
        raise DefinitionError(_("字段“{key}”的下限大于上限。").format(key=key))
    return {
        "minimum": lowest,
        "maximum": highest,
        "decimals": _whole(spec, "decimals", key, 0),
        "unit": _word(spec, "unit", key),
        "unit_en": _word(spec, "unit_en", key),
    }


def _date_details(spec: Spec, key: str, _kind: FieldKind) -> dict[str, Any]:
    return {name: _bound(str(spec.get(name, "")), key) for name in ("not_before", "not_after")}


def _bound(text: str, key: str) -> str:
    """Nothing, `today` or a day."""
    try:
        if text not in ("", "today"):
            date.fromisoformat(text)
    except ValueError as error:
        raise DefinitionError(_("字段“{key}”的日期界限不对。").format(key=key)) from error
    return text


def _choice_details(spec: Spec, key: str, _kind: FieldKind) -> dict[str, Any]:
    choices = tuple(Choice(*(str(word) for word in option)) for option in _list(spec, "choices", key))
    _each_once([choice.value for choice in choices], key)
    return {"choices": choices, "multiple": bool(spec.get("multiple", False))}


def _table_details(spec: Spec, key: str, _kind: FieldKind) -> dict[str, Any]:
    columns = tuple(_field(part, in_table=True) for part in _list(spec, "columns", key))
    _each_once([column.key for column in columns], key)
    fewest, most = _whole(spec, "min_rows", key, 0), _whole(spec, "max_rows", key, 100)
    if not 0 <= fewest <= most or most < 1:
        raise DefinitionError(_("表格“{key}”的行数上下限不对。").format(key=key))
    return {"parts": columns, "min_rows": fewest, "max_rows": most}


def _group_details(_spec: Spec, _key: str, kind: FieldKind) -> dict[str, Any]:
    return {"parts": GROUP_PARTS.get(kind, ())}


_DETAILS: dict[FieldKind, Callable[[Spec, str, FieldKind], dict[str, Any]]] = {
    FieldKind.TEXT: _text_details,
    FieldKind.NUMBER: _number_details,
    FieldKind.DATE: _date_details,
    FieldKind.CHOICE: _choice_details,
    FieldKind.TABLE: _table_details,
}


def _key(spec: Spec) -> str:
    key = str(spec.get("key", ""))
    if not (key.isidentifier() and key.isascii() and key == key.lower()):
        raise DefinitionError(_("“{key}”不能作字段名。").format(key=key))
    return key


def _kind(spec: Spec, key: str) -> FieldKind:
    name = str(spec.get("type", ""))
    if name not in FieldKind.values:
        raise DefinitionError(_("字段“{key}”的类型“{name}”不认识。").format(key=key, name=name))
    return FieldKind(name)


def _condition(spec: Spec, key: str) -> Condition | None:
    text = spec.get("required_if", "")
    if not text:
        return None
    try:
        return read_condition(str(text))
    except ConditionError as error:
        raise DefinitionError(_("字段“{key}”：{error}").format(key=key, error=error)) from error


def _names_known(field: Field, keys: frozenset[str]) -> None:
    strange = sorted((field.required_if.names if field.required_if else frozenset()) - keys)
    if strange:
        names = listed(strange)
        raise DefinitionError(
            _("字段“{key}”的条件提到不存在的字段：{names}。").format(key=field.key, names=names)
        )


def _word(spec: Spec, name: str, key: str) -> str:
    word = str(spec.get(name, "")).strip()
    if not word:
        raise DefinitionError(_("“{key}”缺少 {name}。").format(key=key, name=name))
    return word


def _list(spec: Spec, name: str, key: str) -> list[Any]:
    parts = spec.get(name)
    if not isinstance(parts, list) or not parts:
        raise DefinitionError(_("“{key}”缺少 {name}。").format(key=key, name=name))
    return parts


def _whole(spec: Spec, name: str, key: str, default: int) -> int:
    value = spec.get(name, default)
    if not isinstance(value, int):
        raise DefinitionError(_("“{key}”的 {name} 不是整数。").format(key=key, name=name))
    return value


def _decimal(spec: Spec, name: str, key: str) -> Decimal | None:
    if name not in spec:
        return None
    try:
        return Decimal(str(spec[name]))
    except InvalidOperation as error:
        raise DefinitionError(_("“{key}”的 {name} 不是数字。").format(key=key, name=name)) from error


def _each_once(keys: Iterable[str], where: str) -> None:
    seen: set[str] = set()
    for key in keys:
        if key in seen:
            raise DefinitionError(_("“{where}”中“{key}”重复。").format(where=where, key=key))
        seen.add(key)
