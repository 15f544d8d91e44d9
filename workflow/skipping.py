"""Conditions on which a step is not needed: a small whitelisted language over a case's facts.

    condition  = both ("or" both)*          value = name | number | 'text' | true | false | "[" value, … "]"
    both       = denied ("and" denied)*     op    = == | != | < | <= | > | >= | in
    denied     = "not" denied | test        test  = "(" condition ")" | value [op value]

Nothing is evaluated as Python. A name the facts do not hold makes its comparison false: the step is done.
"""

import operator
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

Facts = Mapping[str, Any]
Test = Callable[[Facts], bool]
Value = Callable[[Facts], Any]

_TOKEN = re.compile(
    r"\s*(?:(?P<number>-?\d+(?:\.\d+)?)|(?P<text>'[^']*'|\"[^\"]*\")|(?P<name>[^\W\d]\w*)"
    r"|(?P<sign>==|!=|<=|>=|<|>|[()\[\],]))"
)
_WORDS = frozenset({"and", "or", "not", "in", "true", "false"})
_TRUTHS = {"true": True, "false": False}
_DEPTH = 20


class ConditionError(ValueError):
    """A condition cannot be read; the message says where."""


def _contains(value: Any, group: Any) -> bool:
    return isinstance(group, (list, tuple)) and value in group


_COMPARISONS: dict[str, Callable[[Any, Any], bool]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "in": _contains,
}


@dataclass(frozen=True)
class Condition:
    """A condition that has been read: the names it looks at, and its test."""

    text: str
    names: frozenset[str]
    _test: Test

    def holds(self, facts: Facts) -> bool:
        """Whether the condition holds of these facts."""
        return self._test(facts)


def read_condition(text: str) -> Condition:
    """Read a condition (ConditionError if it is none)."""
    reader = _Reader(_tokens(text))
    test = reader.condition()
    if reader.rest():
        raise ConditionError(_("条件“{text}”在“{rest}”处无法理解。").format(text=text, rest=reader.rest()))
    return Condition(text, frozenset(reader.names), test)


def _tokens(text: str) -> list[str]:
    found: list[str] = []
    place = 0
    while text[place:].strip():
        match = _TOKEN.match(text, place)
        if match is None:
            raise ConditionError(
                _("条件“{text}”在“{rest}”处无法理解。").format(text=text, rest=text[place:].strip())
            )
        found.append(match.group().strip())
        place = match.end()
    return found


def _number(value: Any) -> Any:
    return Decimal(str(value)) if isinstance(value, (int, float)) and not isinstance(value, bool) else value


def _compared(left: Value, sign: str, right: Value) -> Test:
    compare = _COMPARISONS[sign]

    def test(facts: Facts) -> bool:
        one, other = left(facts), right(facts)
        if one is None or other is None:
            return False
        try:
            return bool(compare(one, other))
        except TypeError:
            return False

    return test


def _constant(value: Any) -> Value:
    return lambda _facts: value


class _Reader:
    """Recursive descent over the tokens; keeps the names it met."""

    def __init__(self, tokens: Sequence[str]) -> None:
        self._tokens = tokens
        self._at = 0
        self._depth = 0
        self.names: set[str] = set()

    def rest(self) -> str:
        return " ".join(self._tokens[self._at :])

    def condition(self) -> Test:
        self._depth += 1
        if self._depth > _DEPTH:
            raise ConditionError(_("条件嵌套过深。"))
        parts = [self._both()]
        while self._took("or"):
            parts.append(self._both())
        self._depth -= 1
        return parts[0] if len(parts) == 1 else lambda facts: any(part(facts) for part in parts)

    def _both(self) -> Test:
        parts = [self._denied()]
        while self._took("and"):
            parts.append(self._denied())
        return parts[0] if len(parts) == 1 else lambda facts: all(part(facts) for part in parts)

    def _denied(self) -> Test:
        turned = False
        while self._took("not"):
            turned = not turned
        test = self._test()
        return (lambda facts: not test(facts)) if turned else test

    def _test(self) -> Test:
        if self._took("("):
            inner = self.condition()
            self._need(")")
            return inner
        left = self._value()
        if self._peek() in _COMPARISONS:
            return _compared(left, self._next(), self._value())
        return lambda facts: bool(left(facts))

    def _value(self) -> Value:
        token = self._next()
        if token == "[":  # noqa: S105  a bracket, not a password
            return self._group()
        if token[0] in "'\"":
            return _constant(token[1:-1])
        if token in _TRUTHS:
            return _constant(_TRUTHS[token])
        return self._number_or_name(token)

    def _number_or_name(self, token: str) -> Value:
        if token[0].isdigit() or token[0] == "-":
            return _constant(Decimal(token))
        if token in _WORDS or not token.isidentifier():
            raise ConditionError(_("条件中的“{token}”不是一个值。").format(token=token))
        self.names.add(token)
        return lambda facts: _number(facts.get(token))

    def _group(self) -> Value:
        values = [self._value()]
        while self._took(","):
            values.append(self._value())
        self._need("]")
        return lambda facts: [value(facts) for value in values]

    def _peek(self) -> str:
        return self._tokens[self._at] if self._at < len(self._tokens) else ""

    def _next(self) -> str:
        token = self._peek()
        if not token:
            raise ConditionError(_("条件不完整。"))
        self._at += 1
        return token

    def _took(self, token: str) -> bool:
        if self._peek() != token:
            return False
        self._at += 1
        return True

    def _need(self, token: str) -> None:
        if not self._took(token):
            raise ConditionError(_("条件缺少“{token}”。").format(token=token))
