"""Publishing one version of an item: its row, its bases and materials, then the seal."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext as _

from licensing.entries import DATES, PLAIN, day, digest, has_basis
from licensing.exporting import BASIS, DISTRICT, MATERIAL, MATERIAL_NOTES, UNCOUNTED
from licensing.models import Basis, Item, ItemVersion, Material, Participant, UncountedProcedure
from organization.models import Person, Unit
from records.actions import record
from records.chain import Subject
from records.refusals import LegalRefusal

Spec = Mapping[str, Any]


def publish_item(
    item: Item, entry: Spec, pinned: Mapping[str, Any], *, by: Person | None, at: datetime
) -> ItemVersion:
    """The next version of the item, published (LegalRefusal where promise or joint handling do not fit)."""
    _check_process(entry, pinned)
    version = _version(item, entry, pinned)
    _add_rows(version, entry)
    version.published_at = at
    version.save(update_fields=["published_at"])
    record(
        Subject("item", item.code),
        "item.published",
        by=by,
        at=at,
        number=version.number,
        name=version.name,
        is_open=version.is_open,
        in_force_from=version.in_force_from,
        closed_on=version.closed_on,
        digest=version.digest,
    )
    return version


def _check_process(entry: Spec, pinned: Mapping[str, Any]) -> None:
    process = pinned["process"] if entry["process"] else None
    if process is None:
        return
    if process.is_joint != entry["is_joint"]:
        message = _("{code}：是否多部门联办与流程不符（行政许可法第四十二条第二款）。")
        raise LegalRefusal("art42.joint", message.format(code=entry["code"]))
    if process.promised_days != entry["promised_limit"]:
        message = _("{code}：承诺时限与流程不符。")
        raise LegalRefusal("catalogue.promise", message.format(code=entry["code"]))


def _version(item: Item, entry: Spec, pinned: Mapping[str, Any]) -> ItemVersion:
    last = item.versions.aggregate(last=Max("number"))["last"] or 0
    facts = {name: entry[name] for name in PLAIN} | {name: day(entry[name]) for name in DATES}
    is_open = bool(entry["is_open"])
    return ItemVersion.objects.create(
        item=item,
        number=last + 1,
        digest=digest(entry),
        has_sufficient_basis=has_basis(entry),
        decided_by_superior=bool(entry["superior"]),
        lead_unit=Unit.objects.get(code=entry["lead_unit"]),
        form=pinned["form"] if is_open else None,
        process=pinned["process"] if is_open else None,
        process_digest=pinned["process_digest"] if is_open else "",
        **facts,
    )


def _add_rows(version: ItemVersion, entry: Spec) -> None:
    bases = {spec["key"]: _basis(version, order, spec) for order, spec in enumerate(entry["bases"], 1)}
    Basis.objects.bulk_create(bases.values())
    Material.objects.bulk_create(
        Material(
            version=version,
            order=order,
            basis=bases.get(spec["basis"]),
            **{name: spec[name] for name in (*MATERIAL, *MATERIAL_NOTES)},
        )
        for order, spec in enumerate(entry["materials"], 1)
    )
    UncountedProcedure.objects.bulk_create(
        UncountedProcedure(version=version, order=order, **{name: spec[name] for name in UNCOUNTED})
        for order, spec in enumerate(entry["uncounted"], 1)
    )
    _add_participants(version, entry["participants"])


def _basis(version: ItemVersion, order: int, spec: Spec) -> Basis:
    facts = {name: spec[name] for name in BASIS}
    spans = {name: day(spec[name]) for name in ("in_force_from", "in_force_until")}
    return Basis(version=version, order=order, **facts, **spans)


def _add_participants(version: ItemVersion, specs: list[Spec]) -> None:
    units = {unit.code: unit for unit in Unit.objects.filter(code__in=[spec["unit"] for spec in specs])}
    Participant.objects.bulk_create(
        Participant(
            version=version,
            order=order,
            unit=units.get(spec["unit"]),
            is_district_bureau=spec["unit"] == DISTRICT,
            task=spec["task"],
            task_en=spec["task_en"],
        )
        for order, spec in enumerate(specs, 1)
    )
