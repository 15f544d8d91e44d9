"""The checklist of an intake: a line for each material the law lets us ask for, with what was said of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from django.utils.translation import gettext as _

from documents.models import Attachment
from licensing.actions import Given
from licensing.intake.typed import NO_NEED, PROMISED, REASON, VERDICT, WORDS, Typed
from licensing.models import Material
from licensing.practice import Reason, reasons, reasons_for
from licensing.slots import first_slot
from licensing.verdicts import Verdict
from records.languages import in_language, listed


@dataclass(frozen=True)
class Line:
    """One material as it lies on the desk."""

    number: int
    material: Material
    typed: Typed
    today: date
    may_promise: bool = False
    files: tuple[Attachment, ...] = ()
    error: str = ""

    @property
    def key(self) -> str:
        return self.material.key

    @property
    def verdict_name(self) -> str:
        return f"{VERDICT}-{self.key}"

    @property
    def verdict(self) -> str:
        value = self.typed.get(f"{VERDICT}-{self.key}")
        return value if value in Verdict.values else ""

    @property
    def reason(self) -> str:
        """The chosen code of a 补正."""
        return self.typed.get(f"{REASON}-{self.key}")

    @property
    def no_need(self) -> str:
        """The chosen code of a 不需要."""
        return self.typed.get(f"{NO_NEED}-{self.key}")

    @property
    def words(self) -> str:
        return self.typed.get(f"{WORDS}-{self.key}")

    @property
    def promised_on(self) -> date | None:
        return self.typed.day(f"{PROMISED}-{self.key}")

    @property
    def hint(self) -> str:
        """How many of which form, and what the guide says of it."""
        note = in_language(self.material.note, self.material.note_en)
        basis = self.material.basis.title_in_words() if self.material.basis else ""
        parts = (self._copies(), note, basis.replace("中华人民共和国", ""))
        return " · ".join(part for part in parts if part)

    @property
    def reasons(self) -> list[Reason]:
        return reasons_for(Verdict.CORRECT)

    @property
    def no_needs(self) -> list[Reason]:
        return reasons_for(Verdict.NOT_NEEDED)

    @property
    def code(self) -> str:
        """The reason code of the verdict that stands."""
        if self.verdict == Verdict.CORRECT:
            return self.reason
        return self.no_need if self.verdict == Verdict.NOT_NEEDED else ""

    @property
    def lacks(self) -> str:
        """What the verdict still needs before it may be written down; empty if nothing."""
        if self.verdict == Verdict.PROMISED:
            on = self.promised_on
            return "" if on and on > self.today else _("须写承诺补交的日期")
        if self.verdict in (Verdict.CORRECT, Verdict.NOT_NEEDED):
            reason = reasons().get(self.code)
            if reason is None:
                return _("须选理由")
            return _("须写明理由") if reason.needs_text and not self.words else ""
        return ""

    @property
    def given(self) -> Given | None:
        """The verdict as the act takes it; None while there is none."""
        if self._verdict is None:
            return None
        promised = self.promised_on if self._verdict == Verdict.PROMISED else None
        words = self.words if self.code else ""
        return Given(self.key, self._verdict, self.code, words, promised)

    @property
    def _verdict(self) -> Verdict | None:
        return Verdict(self.verdict) if self.verdict else None

    def _copies(self) -> str:
        form = {"copy": _("复印件"), "electronic": _("电子件")}.get(self.material.medium, _("原件"))
        return _("{form} {n} 份").format(form=form, n=self.material.copies)


def lines_of(
    materials: Iterable[Material],
    typed: Typed,
    *,
    today: date,
    is_entitled: bool,
    files: Iterable[Attachment] = (),
    errors: Mapping[str, str] | None = None,
) -> list[Line]:
    """The checklist in the order of the guide."""
    by_slot: dict[str, list[Attachment]] = {}
    for file in files:
        by_slot.setdefault(file.slot, []).append(file)
    return [
        Line(
            number,
            material,
            typed,
            today,
            is_entitled and not material.is_key,
            tuple(by_slot.get(first_slot(material.key), [])),
            (errors or {}).get(material.key, ""),
        )
        for number, material in enumerate(materials, 1)
    ]


class Numbered(Protocol):
    """A line of a list with its number."""

    @property
    def number(self) -> int: ...


def numbers_of(lines: Iterable[Numbered]) -> str:
    """第 4、7 项."""
    numbers = listed(str(line.number) for line in lines)
    return _("第 {numbers} 项").format(numbers=numbers) if numbers else ""


def with_verdict(lines: Iterable[Line], verdict: str) -> Iterator[Line]:
    """The lines of one verdict; those without any for an empty one."""
    return (line for line in lines if line.verdict == verdict)
