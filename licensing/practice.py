"""What practice, not law, has settled: reasons the window may give, terms it prints. Data, not code."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache

from django.utils.translation import gettext as _

from licensing.catalogue_files import DATA
from licensing.verdicts import Verdict
from records.languages import in_language


@dataclass(frozen=True)
class Reason:
    """One coded reason for a verdict."""

    code: str
    verdict: Verdict
    text: str
    text_en: str
    needs_text: bool = False

    @property
    def title(self) -> str:
        return in_language(self.text, self.text_en)


@cache
def reasons() -> dict[str, Reason]:
    """All coded reasons, in the order of the file."""
    rows = json.loads((DATA / "reasons.json").read_text(encoding="utf-8"))
    found = [Reason(**{**row, "verdict": Verdict(row["verdict"])}) for row in rows]
    return {reason.code: reason for reason in found}


def reasons_for(verdict: Verdict) -> list[Reason]:
    """The reasons one verdict may be given for."""
    return [reason for reason in reasons().values() if reason.verdict == verdict]


def reason_words(code: str, text: str) -> str:
    """The reason as printed: the coded words, then what was added."""
    reason = reasons().get(code)
    words = "" if reason is None or (reason.needs_text and text) else reason.title
    return _("：").join(part for part in (words, text) if part)


def correction_term_days() -> int:
    """Working days an applicant has for a correction unless the notice says otherwise."""
    return _days("correction_term_days")


def promise_reminder_days() -> int:
    """Working days before its promised day at which an applicant is reminded of a material to follow."""
    return _days("promise_reminder_days")


@cache
def _days(name: str) -> int:
    practice = json.loads((DATA / "practice.json").read_text(encoding="utf-8"))
    return int(practice[name]["days"])
