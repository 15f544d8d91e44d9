"""The eight things Art. 30 lays on display for an item, as a plain structure for page, print and booklet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from licensing.answering import form_of
from licensing.fields import Definition
from licensing.legality import Handling, Mark, Nature, Rank
from licensing.models import Basis, ItemVersion
from records.languages import in_language
from workflow.models import Process
from workflow.steps import PauseGround


@dataclass(frozen=True)
class GuideBasis:
    """One legal text; `is_to_be_checked` is for administrators' eyes."""

    text: str
    rank: str
    is_to_be_checked: bool
    in_force_until: date | None


@dataclass(frozen=True)
class GuideCondition:
    """One condition with the text it stands on."""

    text: str
    basis: str
    is_to_be_checked: bool


@dataclass(frozen=True)
class GuideMaterial:
    """One material: nothing beyond this list may be asked for."""

    name: str
    basis: str
    copies: int
    medium: str
    is_asked: bool
    is_key: bool
    is_conditional: bool
    note: str
    is_to_be_checked: bool


@dataclass(frozen=True)
class GuideLimit:
    """The limits in working days; for a forwarded item ours and, apart, the superior's."""

    statutory: int | None
    promised: int | None
    superior: str
    superior_statutory: int | None
    superior_promised: int | None
    uncounted: tuple[tuple[str, str, int | None], ...]
    validity: str


@dataclass(frozen=True)
class Guide:
    """Item, basis, conditions, quantity, procedure, limit, materials, form; then what helps."""

    code: str
    name: str
    nature: str
    handling: str
    is_open: bool
    why_closed: str
    closed_on: date | None
    closing_is_to_be_checked: bool
    bases: tuple[GuideBasis, ...]
    conditions: tuple[GuideCondition, ...]
    quantity: str
    procedure: str
    process: Process | None
    limit: GuideLimit
    materials: tuple[GuideMaterial, ...]
    form: Definition | None
    document: str
    units: tuple[tuple[str, str], ...]
    entrusted_by: str
    fee: str


def guide_of(version: ItemVersion, on: date) -> Guide:
    """The guide of an item version as it reads on a day, in the reader's language (five statements)."""
    is_open = version.takes_applications(on)
    bases = list(version.bases.order_by("order"))
    return Guide(
        code=version.item.code,
        name=version.title,
        nature=str(Nature(version.nature).label),
        handling=str(Handling(version.handling).label),
        is_open=is_open,
        why_closed="" if is_open else version.why_closed,
        closed_on=version.closed_on,
        closing_is_to_be_checked=version.marks.get("closed_on") == Mark.MEMORY,
        bases=_bases(bases),
        conditions=_conditions(version, bases),
        quantity=in_language(version.quantity, version.quantity_en),
        procedure=in_language(version.procedure, version.procedure_en),
        process=version.process,
        limit=_limit(version),
        materials=_materials(version),
        form=form_of(version),
        document=in_language(version.document_name, version.document_name_en),
        units=_units(version),
        entrusted_by=version.entrusted_by,
        fee=_("不收费（行政许可法第五十八条）。") if is_open else "",
    )


def _bases(bases: Iterable[Basis]) -> tuple[GuideBasis, ...]:
    return tuple(
        GuideBasis(
            basis.title_in_words(),
            str(Rank(basis.rank).label),
            basis.mark == Mark.MEMORY,
            basis.in_force_until,
        )
        for basis in bases
    )


def _conditions(version: ItemVersion, bases: Iterable[Basis]) -> tuple[GuideCondition, ...]:
    known = {basis.key: basis.title_in_words() for basis in bases}
    return tuple(_condition(spec, known) for spec in version.conditions)


def _condition(spec: dict[str, Any], bases: dict[str, str]) -> GuideCondition:
    text = in_language(spec["text"], spec["text_en"])
    return GuideCondition(text, bases.get(spec["basis"], ""), spec["mark"] == Mark.MEMORY)


def _limit(version: ItemVersion) -> GuideLimit:
    uncounted = tuple(
        (in_language(row.name, row.name_en), str(PauseGround(row.ground).label), row.expected_days)
        for row in sorted(version.uncounted.all(), key=lambda row: row.order)
    )
    return GuideLimit(
        statutory=version.statutory_limit,
        promised=version.promised_limit,
        superior=version.superior_title,
        superior_statutory=version.superior_statutory_limit,
        superior_promised=version.superior_promised_limit,
        uncounted=uncounted,
        validity=in_language(version.validity, version.validity_en),
    )


def _materials(version: ItemVersion) -> tuple[GuideMaterial, ...]:
    return tuple(
        GuideMaterial(
            name=row.title,
            basis=row.basis.title_in_words() if row.basis else "",
            copies=row.copies,
            medium=row.medium,
            is_asked=row.is_asked,
            is_key=row.is_key,
            is_conditional=bool(row.required_if),
            note=in_language(row.note, row.note_en),
            is_to_be_checked=row.is_to_be_checked,
        )
        for row in version.materials.select_related("basis").order_by("order")
    )


def _units(version: ItemVersion) -> tuple[tuple[str, str], ...]:
    lead = (version.lead_unit.title(), _("牵头"))
    others = (
        (row.unit.title() if row.unit else _("辖区分局"), in_language(row.task, row.task_en))
        for row in version.participants.select_related("unit").order_by("order")
    )
    return (lead, *others)
