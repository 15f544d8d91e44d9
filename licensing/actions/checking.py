"""The verdict on each material, given by the window before acceptance."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from licensing.actions.frame import acting
from licensing.answering import wanted_materials
from licensing.entitling import entitlement_of
from licensing.models import Application, Material, MaterialVerdict
from licensing.practice import reasons
from licensing.refusals import refuse
from licensing.states import State
from licensing.verdicts import Given, Verdict
from organization.models import Person
from workdays.days import local_day
from workflow.actions import note

STORED = ["verdict", "reason_code", "reason", "promised_on", "reminded_on", "set_by", "set_at"]


def set_verdicts(
    application_id: int, given: Iterable[Given], *, by: Person, at: datetime
) -> list[MaterialVerdict]:
    """The verdicts as they now stand; one ledger line if any changed.

    Only materials of the item that have a basis; 补正 and 不需要 with a coded reason; 承诺后补 only of a
    non-key material, with an entitlement, by a day to come (LegalRefusal naming the article).
    """
    with acting("application.check", application_id, by=by, at=at) as application:
        _refuse_late(application)
        materials = {
            material.key: material
            for material in wanted_materials(application.item_version, application.answers)
        }
        rows = list(given)
        for row in rows:
            _refuse_row(row, materials, application, local_day(at))
        standing = {each.material_id: each for each in application.verdicts.select_related("material")}
        changed = _keep(application, rows, materials, standing, by, at)
        if changed:
            note(application.case_id, "materials.checked", by=by, at=at, facts=_told(changed))
        return sorted(standing.values(), key=lambda each: each.material.order)


def _refuse_late(application: Application) -> None:
    if application.state == State.CORRECTION:
        message = _("补正通知书已发出，只能按通知书所列核对（行政许可法第三十二条）。")
        raise refuse("art32.notice_given", message)
    if application.state != State.RECEIVED:
        raise refuse("art32.after_acceptance", _("受理以后不得再要求补正（行政许可法第三十二条）。"))


def _refuse_row(row: Given, materials: Mapping[str, Material], application: Application, today: date) -> None:
    material = materials.get(row.material)
    if material is None:
        message = _("“{key}”不在法定材料目录内，不得要求（行政许可法第三十一条）。")
        raise refuse("art31.not_listed", message.format(key=row.material), field=row.material)
    if row.verdict in (Verdict.CORRECT, Verdict.NOT_NEEDED):
        _refuse_reasonless(row, material)
    if row.verdict == Verdict.PROMISED:
        _refuse_promise(row, material, application, today)


def _refuse_reasonless(row: Given, material: Material) -> None:
    reason = reasons().get(row.reason_code)
    if reason is None or reason.verdict != row.verdict:
        message = _("“{name}”须选择理由。").format(name=material.title)
        raise refuse("art32.no_reason", message, field=material.key)
    if reason.needs_text and not row.reason.strip():
        message = _("“{name}”须写明理由。").format(name=material.title)
        raise refuse("art32.no_reason", message, field=material.key)


def _refuse_promise(row: Given, material: Material, application: Application, today: date) -> None:
    """容缺受理 waives time, never a condition of the law (DOMAIN 5)."""
    if material.is_key:
        message = _("“{name}”是主要材料，不能承诺后补。").format(name=material.title)
        raise refuse("green.key_material", message, field=material.key)
    if entitlement_of(application.case.party, today) is None:
        message = _("该申请人没有绿色通道资格，不能承诺后补。")
        raise refuse("green.no_entitlement", message, field=material.key)
    if row.promised_on is None or row.promised_on <= today:
        message = _("“{name}”须写明承诺补交的日期，且在今天之后。").format(name=material.title)
        raise refuse("green.no_date", message, field=material.key)


def _keep(
    application: Application,
    rows: Iterable[Given],
    materials: Mapping[str, Material],
    standing: dict[int, MaterialVerdict],
    by: Person,
    at: datetime,
) -> list[MaterialVerdict]:
    """Store what differs; `standing` then holds all verdicts by their material."""
    known, changed = set(standing), []
    for row in rows:
        material = materials[row.material]
        verdict = standing.get(material.pk) or MaterialVerdict(application=application, material=material)
        if _differs(verdict, row):
            _apply(verdict, row, by, at)
            standing[material.pk] = verdict
            changed.append(verdict)
    new = [each for each in changed if each.material_id not in known]
    old = [each for each in changed if each.material_id in known]
    MaterialVerdict.objects.bulk_create(new)
    if old:
        MaterialVerdict.objects.bulk_update(old, STORED)
    return changed


def _apply(verdict: MaterialVerdict, row: Given, by: Person, at: datetime) -> None:
    verdict.verdict, verdict.promised_on, verdict.reminded_on = row.verdict, row.promised_on, None
    verdict.reason_code, verdict.reason = row.reason_code, row.reason.strip()
    verdict.set_by, verdict.set_at = by, at


def _differs(verdict: MaterialVerdict, row: Given) -> bool:
    old = (verdict.verdict, verdict.reason_code, verdict.reason, verdict.promised_on)
    return verdict.pk is None or old != (row.verdict, row.reason_code, row.reason.strip(), row.promised_on)


def _told(changed: Iterable[MaterialVerdict]) -> dict[str, Any]:
    return {
        "verdicts": {each.material.key: str(each.verdict) for each in changed},
        "reasons": {
            each.material.key: [each.reason_code, each.reason] for each in changed if each.reason_code
        },
        "promised": {each.material.key: each.promised_on for each in changed if each.promised_on},
        "materials": [each.material.name for each in changed],
    }
