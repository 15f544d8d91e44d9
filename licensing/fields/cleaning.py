"""One cleaner for each plain kind of field: a raw value in, a JSON-plain value out."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from licensing.fields.definition import Field, FieldKind

Plain = str | int | list[str]


@dataclass(frozen=True)
class Context:
    """What a check needs to know beside the definition: the day, and the districts (code, name)."""

    today: date
    districts: tuple[tuple[str, str], ...] = ()


class NotCleanError(ValueError):
    """A value the field does not take; the message is what stands beside it."""


def clean(field: Field, raw: Any, context: Context) -> Plain | None:
    """The value as stored, None if nothing was given (NotCleanError if it is not one of the field's)."""
    if isinstance(raw, str):
        raw = raw.replace("\r\n", "\n").strip()
    if raw in (None, "", []):
        return None
    return _CLEANERS[field.kind](field, raw, context)


def _text(field: Field, raw: Any, _context: Context) -> str:
    if not isinstance(raw, str):
        raise NotCleanError(_("请填写文字。"))
    if "\x00" in raw or (not field.multiline and "\n" in raw):
        raise NotCleanError(_("含有不能保存的字符。"))
    if len(raw) > field.max_length:
        over = len(raw) - field.max_length
        raise NotCleanError(_("最多 {most} 个字，多了 {over} 个。").format(most=field.max_length, over=over))
    return raw


def _number(field: Field, raw: Any, _context: Context) -> str | int:
    number = _decimal(raw)
    if -_exponent(number) > field.decimals:
        raise NotCleanError(
            _("最多 {n} 位小数。").format(n=field.decimals) if field.decimals else _("请填写整数。")
        )
    _within(field, number)
    return f"{number:f}" if field.decimals else int(number)


def _decimal(raw: Any) -> Decimal:
    if isinstance(raw, bool) or not isinstance(raw, (str, int, Decimal)):
        raise NotCleanError(_("请填写数字。"))
    text = unicodedata.normalize("NFKC", str(raw)).replace(",", "").strip()
    try:
        number = Decimal(text) if len(text) <= 20 else Decimal("NaN")
    except InvalidOperation as error:
        raise NotCleanError(_("请填写数字。")) from error
    if not number.is_finite() or abs(number) >= Decimal("1e15"):
        raise NotCleanError(_("请填写数字。"))
    return number


def _exponent(number: Decimal) -> int:
    exponent = number.normalize().as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def _within(field: Field, number: Decimal) -> None:
    if field.minimum is not None and number < field.minimum:
        raise NotCleanError(_("不能小于 {least} {unit}。").format(least=field.minimum, unit=field.measure))
    if field.maximum is not None and number > field.maximum:
        raise NotCleanError(_("不能大于 {most} {unit}。").format(most=field.maximum, unit=field.measure))


def _date(field: Field, raw: Any, context: Context) -> str:
    try:
        day = date.fromisoformat(unicodedata.normalize("NFKC", raw)) if isinstance(raw, str) else None
    except ValueError:
        day = None
    if day is None:
        raise NotCleanError(_("请填写日期，例如 2026-11-24。"))
    first, last = _bound(field.not_before, context), _bound(field.not_after, context)
    if first is not None and day < first:
        raise NotCleanError(_("不能早于 {day}。").format(day=first.isoformat()))
    if last is not None and day > last:
        raise NotCleanError(_("不能晚于 {day}。").format(day=last.isoformat()))
    return day.isoformat()


def _bound(text: str, context: Context) -> date | None:
    if not text:
        return None
    return context.today if text == "today" else date.fromisoformat(text)


def _choice(field: Field, raw: Any, _context: Context) -> str | list[str]:
    known = [choice.value for choice in field.choices]
    given = raw if isinstance(raw, list) else [raw]
    if any(value not in known for value in given) or (len(given) > 1 and not field.multiple):
        raise NotCleanError(_("请从列出的选项中选择。"))
    return [value for value in known if value in given] if field.multiple else str(given[0])


def _district(_field: Field, raw: Any, context: Context) -> str:
    if raw not in {code for code, _name in context.districts}:
        raise NotCleanError(_("请从列出的选项中选择。"))
    return str(raw)


_CLEANERS: dict[FieldKind, Callable[[Field, Any, Context], Plain]] = {
    FieldKind.TEXT: _text,
    FieldKind.NUMBER: _number,
    FieldKind.DATE: _date,
    FieldKind.CHOICE: _choice,
    FieldKind.DISTRICT: _district,
}
