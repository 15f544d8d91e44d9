"""Plausible answers to any form, drawn from a seeded source of chance."""

from collections.abc import Callable
from datetime import date, timedelta
from math import ceil
from random import Random
from typing import Any

from licensing.fields import Definition
from licensing.fields.checking import is_needed
from licensing.fields.definition import Field, FieldKind

NAMES = ("张若川", "李明溪", "王知远", "赵雨桐", "刘景初", "陈思明", "周立言", "吴嘉木")
THINGS = ("储罐", "充装台", "电子秤", "压力表", "安全阀", "卡尺", "天平", "检漏仪", "起重机", "货梯")


def answers_for(form: Definition, *, district: str, on: date, chance: Random) -> dict[str, Any]:
    """A filled-in form: everything that must be answered, given the other answers."""
    given: dict[str, Any] = {}
    for field in form.fields:
        if field.is_required or chance.random() < 0.3:
            given[field.key] = _answer(field, district, on, chance)
    for field in form.fields:
        if field.key not in given and is_needed(field, given):
            given[field.key] = _answer(field, district, on, chance)
    return given


def _answer(field: Field, district: str, on: date, chance: Random) -> Any:
    if field.is_table:
        rows = max(field.min_rows, 1) + chance.randrange(2)
        return [_parts(field, district, on, chance) for _row in range(rows)]
    if field.is_group:
        return _parts(field, district, on, chance)
    return _PLAIN[field.kind](field, district, on, chance)


def _parts(field: Field, district: str, on: date, chance: Random) -> dict[str, Any]:
    return {part.key: _answer(part, district, on, chance) for part in field.parts}


def _text(field: Field, _district: str, _on: date, chance: Random) -> str:
    if "name" in field.key or "人" in field.label:
        return chance.choice(NAMES)
    if field.multiline:
        return "按申请书所附说明（示范数据）"
    if "mobile" in field.key or "phone" in field.key:
        return f"1380000{chance.randrange(10000):04d}"
    return f"{chance.choice(THINGS)}（示范{chance.randrange(1, 99)}）"[: field.max_length]


def _number(field: Field, _district: str, _on: date, chance: Random) -> str:
    least = ceil(field.minimum or 1)
    most = int(field.maximum) if field.maximum is not None else least + 500
    return str(chance.randint(least, min(most, least + 200)))


def _date(field: Field, _district: str, on: date, chance: Random) -> str:
    if field.not_before == "today":
        return (on + timedelta(days=chance.randint(5, 60))).isoformat()
    return (on - timedelta(days=chance.randint(20, 900))).isoformat()


def _choice(field: Field, _district: str, _on: date, chance: Random) -> Any:
    first = field.choices[0].value if chance.random() < 0.6 else chance.choice(field.choices).value
    return [first] if field.multiple else first


_PLAIN: dict[FieldKind, Callable[[Field, str, date, Random], Any]] = {
    FieldKind.TEXT: _text,
    FieldKind.NUMBER: _number,
    FieldKind.DATE: _date,
    FieldKind.CHOICE: _choice,
    FieldKind.DISTRICT: lambda _field, district, _on, _chance: district,
}
