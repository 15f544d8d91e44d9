"""Load districts and units from a data file, as often as one likes."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from organization.models import District, Person, Unit
from records.actions import record
from records.chain import Subject

DATA = Path(__file__).resolve().parent.parent / "data"
ORGANIZATION_FILE = DATA / "organization.json"
DISTRICT_FIELDS = ("name", "name_en", "order")
UNIT_FIELDS = ("name", "short_name", "name_en", "kind", "district_id", "is_own_organ", "order")


def load_organization(
    path: Path = ORGANIZATION_FILE, *, by: Person | None, at: datetime
) -> dict[str, list[str]]:
    """Enter or correct the file's districts and units; returns the codes added and changed.

    What the file does not name stays. Nothing is written, nor told in the ledger, where nothing differs.
    """
    content = json.loads(path.read_text(encoding="utf-8"))
    districts = [District(**facts) for facts in content["districts"]]
    units = [_unit(facts, order) for order, facts in enumerate(content["units"], 1)]
    with transaction.atomic():
        told = _enter(District, "code", districts, DISTRICT_FIELDS)
        for outcome, codes in _enter(Unit, "code", units, UNIT_FIELDS).items():
            told[outcome] += codes
        if any(told.values()):
            facts: dict[str, Any] = {**told}
            record(Subject("organization", "units"), "organization.loaded", by=by, at=at, **facts)
    return told


def _unit(facts: dict[str, Any], order: int) -> Unit:
    district = facts.pop("district", None)
    return Unit(**{"order": order, **facts, "district_id": district})


def _enter(model: Any, key: str, rows: list[Any], fields: tuple[str, ...]) -> dict[str, list[str]]:
    known = {getattr(row, key): row for row in model.objects.all()}
    added = [row for row in rows if getattr(row, key) not in known]
    changed = [
        row for row in rows if getattr(row, key) in known and _differs(row, known[getattr(row, key)], fields)
    ]
    for row in changed:
        row.pk = known[getattr(row, key)].pk
    model.objects.bulk_create(added)
    model.objects.bulk_update(changed, fields) if changed else None
    return {
        "added": [getattr(row, key) for row in added],
        "changed": [getattr(row, key) for row in changed],
    }


def _differs(row: Any, other: Any, fields: tuple[str, ...]) -> bool:
    return any(getattr(row, field) != getattr(other, field) for field in fields)
