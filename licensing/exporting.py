"""The catalogue as stored, in the form of its file: loading what was exported changes nothing."""

from __future__ import annotations

from datetime import date
from typing import Any

from licensing.entries import DATES, PLAIN
from licensing.models import ItemVersion

BASIS = ("key", "title", "title_en", "articles", "articles_en", "rank", "mark")
MATERIAL = ("key", "name", "name_en", "basis_mark", "copies", "medium", "is_asked", "is_key", "required_if")
MATERIAL_NOTES = ("note", "note_en", "mark")
UNCOUNTED = ("name", "name_en", "ground", "expected_days", "mark")
CONDITION = ("text", "text_en", "basis", "mark")
FEE = ("name", "text", "source", "mark", "stopped", "note")
DISTRICT = "@district"
ORDER = (
    *("code", "in_force_from", "name", "name_en", "nature", "handling", "is_open", "open_on", "closed_on"),
    *("closed_reason", "closed_reason_en", "statutory_limit", "promised_limit", "limit_unit", "is_joint"),
    *("superior", "superior_en", "superior_statutory_limit", "superior_promised_limit", "entrusted_by"),
    *("touches_safety", "validity_months", "validity", "validity_en", "renewal_window"),
    *("renewal_window_unit", "lead_unit", "function", "process", "form", "applicants", "document_name"),
    *("document_name_en", "conditions", "quantity", "quantity_en", "procedure", "procedure_en"),
    *("bases", "participants", "materials", "uncounted", "fees", "marks", "sources"),
)


def export_catalogue(on: date) -> list[dict[str, Any]]:
    """The entries in force on a day, in the order of their codes (six statements)."""
    versions = ItemVersion.objects.current(on).order_by("item__code")
    rows = versions.select_related("item", "lead_unit", "process", "form").prefetch_related(
        "bases", "materials__basis", "participants__unit", "uncounted"
    )
    return [entry_of(version) for version in rows]


def entry_of(version: ItemVersion) -> dict[str, Any]:
    """One version as its entry; keys in a fixed order, for PostgreSQL's jsonb keeps none."""
    entry: dict[str, Any] = {name: getattr(version, name) for name in PLAIN}
    entry |= {name: _iso(getattr(version, name)) for name in DATES}
    entry |= {
        "code": version.item.code,
        "lead_unit": version.lead_unit.code,
        "process": version.process.code if version.process else "",
        "form": version.item.code if version.form_id else "",
        "conditions": [{key: row[key] for key in CONDITION} for row in version.conditions],
        "fees": [{key: row[key] for key in FEE} for row in version.fees],
        "marks": dict(sorted(version.marks.items())),
        "sources": dict(sorted(version.sources.items())),
        "bases": _bases(version),
        "participants": _participants(version),
        "materials": _materials(version),
        "uncounted": [_named(row, UNCOUNTED) for row in _in_order(version.uncounted.all())],
    }
    return {name: entry[name] for name in ORDER}


def _bases(version: ItemVersion) -> list[dict[str, Any]]:
    return [
        _named(basis, BASIS)
        | {"in_force_from": _iso(basis.in_force_from), "in_force_until": _iso(basis.in_force_until)}
        for basis in _in_order(version.bases.all())
    ]


def _materials(version: ItemVersion) -> list[dict[str, Any]]:
    keys = {basis.pk: basis.key for basis in version.bases.all()}
    return [
        {"key": row.key, "name": row.name, "name_en": row.name_en, "basis": keys.get(row.basis_id or 0)}
        | _named(row, (*MATERIAL[3:], *MATERIAL_NOTES))
        for row in _in_order(version.materials.all())
    ]


def _participants(version: ItemVersion) -> list[dict[str, Any]]:
    return [
        {"unit": row.unit.code if row.unit else DISTRICT, "task": row.task, "task_en": row.task_en}
        for row in _in_order(version.participants.all())
    ]


def _named(row: Any, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}


def _in_order(rows: Any) -> list[Any]:
    return sorted(rows, key=lambda row: row.order)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
