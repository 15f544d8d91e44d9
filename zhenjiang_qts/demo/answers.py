"""Plausible answers to any form, drawn from a seeded source of chance."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from math import ceil, floor
from random import Random
from typing import Any

from licensing.fields import Definition
from licensing.fields.checking import is_needed
from licensing.fields.definition import Field, FieldKind

NAMES = ("张若川", "李明溪", "王知远", "赵雨桐", "刘景初", "陈思明", "周立言", "吴嘉木")
SPREAD = 200
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
        rows = min(max(field.min_rows, 1) + chance.randrange(2), field.max_rows)
        return [_parts(field, district, on, chance) for _row in range(rows)]
    if field.is_group:
        return _parts(field, district, on, chance)
    return _PLAIN[field.kind](field, district, on, chance)


def _parts(field: Field, district: str, on: date, chance: Random) -> dict[str, Any]:
    return {part.key: _answer(part, district, on, chance) for part in field.parts}


def _text(field: Field, _district: str, _on: date, chance: Random) -> str:
    return _words(field, chance)[: field.max_length]


def _words(field: Field, chance: Random) -> str:
    if "姓名" in field.label or "人" in field.label:
        return chance.choice(NAMES)
    if field.multiline:
        return "按申请书所附说明（示范数据）"
    if "mobile" in field.key or "phone" in field.key:
        return f"1380000{chance.randrange(10000):04d}"
    return f"{chance.choice(THINGS)}（示范{chance.randrange(1, 99)}）"


def _number(field: Field, _district: str, _on: date, chance: Random) -> str:
    """A whole number within the bounds; where there is none, the bound itself."""
    least, most = field.minimum, field.maximum
    if least is None:
        least = Decimal(1) if most is None else min(Decimal(1), most)
    first, last = ceil(least), floor(least + SPREAD if most is None else min(most, least + SPREAD))
    return str(chance.randint(first, last)) if first <= last else str(least)


def _date(field: Field, _district: str, on: date, chance: Random) -> str:
    """A day within the bounds: of the last years, or soon where the form asks for a day to come."""
    first, last = _bound(field.not_before, on), _bound(field.not_after, on)
    if first is None:
        last = last or on - timedelta(days=20)
        first = min(on, last) - timedelta(days=880)
    last = last or first + timedelta(days=60)
    return (first + timedelta(days=chance.randint(0, (last - first).days))).isoformat()


def _bound(text: str, on: date) -> date | None:
    if not text:
        return None
    return on if text == "today" else date.fromisoformat(text)


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
