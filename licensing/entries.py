"""The catalogue file: what an entry must say, and everything that forbids publishing it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from licensing.legality import Handling, Mark, Nature, Rank, has_sufficient_basis
from records.chain import canonical
from workflow.skipping import ConditionError, read_condition
from workflow.steps import PauseGround

Entry = Mapping[str, Any]

DATES = ("in_force_from", "open_on", "closed_on")
PLAIN = (
    *("name", "name_en", "nature", "handling", "is_open", "closed_reason", "closed_reason_en"),
    *("statutory_limit", "promised_limit", "limit_unit", "is_joint", "superior", "superior_en"),
    *("superior_statutory_limit", "superior_promised_limit", "entrusted_by", "touches_safety"),
    *("validity_months", "validity", "validity_en", "renewal_window", "renewal_window_unit"),
    *("function", "applicants", "document_name", "document_name_en", "conditions"),
    *("quantity", "quantity_en", "procedure", "procedure_en", "fees", "marks", "sources"),
)
ROWS = ("bases", "participants", "materials", "uncounted")
KEYS = frozenset({"code", "lead_unit", "process", "form", *DATES, *PLAIN, *ROWS})
MARKED = ("name", "statutory_limit", "promised_limit", "validity_months", "document_name", "lead_unit")


@dataclass(frozen=True)
class LegalBasis:
    """A basis of an entry, as the rank test reads it."""

    rank: str
    in_force_from: date | None
    in_force_until: date | None

    @classmethod
    def of(cls, spec: Entry) -> LegalBasis:
        return cls(spec["rank"], day(spec["in_force_from"]), day(spec["in_force_until"]))


def day(text: str | None) -> date | None:
    """The day an ISO text names; None for none."""
    return date.fromisoformat(text) if text else None


def digest(spec: Mapping[str, Any]) -> str:
    """SHA-256 over the canonical spelling: the same content is the same version."""
    return hashlib.sha256(canonical(dict(spec)).encode()).hexdigest()


def has_basis(entry: Entry) -> bool:
    """True if the entry's bases carry it on the day its version begins."""
    bases = [LegalBasis.of(spec) for spec in entry["bases"]]
    return has_sufficient_basis(entry["nature"], bases, date.fromisoformat(entry["in_force_from"]))


def faults(entry: Entry) -> list[str]:
    """All that forbids publishing the entry, each naming the item; empty if nothing does."""
    code = str(entry.get("code", "?"))
    missing, strange = sorted(KEYS - set(entry)), sorted(set(entry) - KEYS)
    if missing or strange:
        told = _("缺少 {missing}；不认识 {strange}").format(missing=missing, strange=strange)
        return [f"{code}：{told}"]
    return [f"{code}：{fault}" for check in _CHECKS for fault in check(entry)]


def _known_words(entry: Entry) -> Iterator[str]:
    if entry["nature"] not in Nature.values or entry["handling"] not in Handling.values:
        yield _("事项性质或者办件类型不认识。")
    marks = [entry["marks"].get(name) for name in MARKED if entry[name] not in (None, "")]
    if any(mark not in Mark.values for mark in marks):
        yield _("主要内容须逐项标明已核或者待核。")


def _basis_enough(entry: Entry) -> Iterator[str]:
    if any(spec["rank"] not in Rank.values or spec["mark"] not in Mark.values for spec in entry["bases"]):
        yield _("依据的位阶或者核对标记不认识。")
    elif entry["is_open"] and not has_basis(entry):
        yield _("依据的位阶不够、缺失或者失效，不得开放（行政许可法第十四条至第十七条）。")


def _limits_lawful(entry: Entry) -> Iterator[str]:
    statutory, promised = entry["statutory_limit"], entry["promised_limit"]
    if entry["is_open"] and (statutory is None or promised is None):
        yield _("开放的事项须有法定时限和承诺时限。")
    elif promised is not None and promised > (statutory or 0):
        yield _("承诺时限不得长于法定时限。")


def _closed_says_why(entry: Entry) -> Iterator[str]:
    if (not entry["is_open"] or entry["closed_on"]) and not entry["closed_reason"]:
        yield _("不开放的事项须写明理由。")
    if entry["is_open"] and not (entry["process"] and entry["form"]):
        yield _("开放的事项须有流程和申请表。")


def _superior_named(entry: Entry) -> Iterator[str]:
    if (entry["handling"] == Handling.FORWARDED) != bool(entry["superior"]):
        yield _("转报件须写明决定机关，其他办件不得写。")


def _materials_grounded(entry: Entry) -> Iterator[str]:
    bases = {spec["key"] for spec in entry["bases"]}
    for material in entry["materials"]:
        if material["is_asked"] and material["basis"] not in bases:
            yield _("材料“{name}”没有依据，不得要求（行政许可法第十六条、第三十一条）。").format(
                name=material["name"]
            )
        yield from _readable(material)
    for condition in entry["conditions"]:
        if condition["basis"] not in bases:
            yield _("条件“{text}”没有依据。").format(text=condition["text"])


def _readable(material: Entry) -> Iterator[str]:
    try:
        read_condition(material["required_if"] or "true")
    except ConditionError as error:
        yield _("材料“{name}”：{error}").format(name=material["name"], error=error)


def _grounds_lawful(entry: Entry) -> Iterator[str]:
    for procedure in entry["uncounted"]:
        if procedure["ground"] not in PauseGround.values:
            yield _("“{name}”不是行政许可法第四十五条的情形。").format(name=procedure["name"])


_CHECKS: tuple[Callable[[Entry], Iterator[str]], ...] = (
    _known_words,
    _basis_enough,
    _limits_lawful,
    _closed_says_why,
    _superior_named,
    _materials_grounded,
    _grounds_lawful,
)
