"""Conditions written line by line, each with the legal text it stands on (行政许可法第十六条)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

SPARE = 1
MOST = 30
LONGEST = 500
# What a condition says is kept in the record, and so always in Chinese.
_WITH_BASIS = re.compile(r"^(?P<text>.*)（依据：(?P<basis>[^（）]+)）$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Line:
    """One line as typed."""

    text: str
    basis: str

    @classmethod
    def of(cls, condition: str) -> Line:
        """A kept condition taken apart again."""
        match = _WITH_BASIS.match(condition)
        return cls(match["text"], match["basis"]) if match else cls(condition, "")

    def __str__(self) -> str:
        return f"{self.text}（依据：{self.basis}）" if self.basis else self.text


class ConditionsWidget(forms.Widget):
    """Two inputs a line; the names of the legal texts are offered as one types."""

    template_name = "licensing/conditions.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.bases: Sequence[str] = ()

    def value_from_datadict(self, data: Mapping[str, Any], _files: Any, name: str) -> list[Line]:
        texts, bases = _listed(data, name), _listed(data, f"{name}_basis")
        bases += [""] * (len(texts) - len(bases))
        pairs = zip(texts, bases, strict=False)
        return [Line(text.strip(), basis.strip()) for text, basis in pairs if text.strip() or basis.strip()]

    def value_omitted_from_data(self, data: Mapping[str, Any], _files: Any, name: str) -> bool:
        return name not in data

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        lines = [line if isinstance(line, Line) else Line.of(line) for line in value or ()]
        context["widget"] |= {"lines": [*lines, *[Line("", "")] * SPARE], "bases": self.bases}
        return context


class ConditionsField(forms.Field):
    """A list of conditions; one without its legal text is refused, and so is a text without a condition."""

    widget = ConditionsWidget

    def __init__(self, **kwargs: Any) -> None:
        help_text = gettext_lazy("逐条写明做到什么、何时；没有依据的条件不能写进决定。")
        super().__init__(
            **{"label": gettext_lazy("条件"), "required": False, "help_text": help_text, **kwargs}
        )

    def clean(self, value: Any) -> list[str]:
        lines: list[Line] = super().clean(value) or []
        faults = list(_faults(lines))
        if faults:
            raise ValidationError(faults)
        return [str(line) for line in lines]


def _faults(lines: Sequence[Line]) -> Iterable[str]:
    if len(lines) > MOST:
        yield _("最多 %(n)d 条。") % {"n": MOST}
    for number, line in enumerate(lines, 1):
        if not line.text:
            yield _("第 %(n)d 条没有写条件。") % {"n": number}
        if not line.basis:
            yield _("第 %(n)d 条没有法律依据。") % {"n": number}
        if len(str(line)) > LONGEST:
            yield _("第 %(n)d 条超过 %(most)d 个字。") % {"n": number, "most": LONGEST}


def _listed(data: Mapping[str, Any], name: str) -> list[str]:
    getlist = getattr(data, "getlist", None)
    return list(getlist(name)) if getlist else list(data.get(name, ()))
