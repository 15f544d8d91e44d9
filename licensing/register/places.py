"""Where an item is handled: by which bureau in which district, and by what right (Art. 24)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from licensing.models import ItemVersion
from organization.models import Delegation, District, Unit, UnitKind
from organization.models.places import CITY_CODE
from workflow.definitions import graph_of
from workflow.graphs import Node
from workflow.steps import UnitRule


@dataclass(frozen=True)
class Place:
    """A district and who works there: its own bureau, one entrusted by a published notice, or the lead."""

    district: District
    unit: Unit
    delegation: Delegation | None = None
    is_lead: bool = False


def district_steps(version: ItemVersion) -> list[Node]:
    """The steps that the bureau of the applicant's district takes."""
    if version.process_id is None:
        return []
    nodes = graph_of(version.process_id).nodes.values()
    return [node for node in nodes if node.unit_rule == UnitRule.DISTRICT_BUREAU]


def places_of(version: ItemVersion, on: date) -> list[Place]:
    """Every district with its bureau, where the item has a step in the districts (three statements)."""
    steps = district_steps(version)
    if not steps:
        return []
    given = Delegation.objects.on(on).filter(function=steps[0].function).select_related("unit")
    entrusted = {delegation.district_id: delegation for delegation in given}
    own = Unit.objects.active().filter(kind=UnitKind.BUREAU, is_own_organ=True)
    organs = {unit.district_id: unit for unit in own}
    districts = District.objects.exclude(code=CITY_CODE).order_by("order", "code")
    return [_place(district, entrusted, organs, version) for district in districts]


def _place(
    district: District,
    entrusted: dict[str, Delegation],
    organs: dict[str | None, Unit],
    version: ItemVersion,
) -> Place:
    delegation = entrusted.get(district.code)
    if delegation is not None:
        return Place(district, delegation.unit, delegation)
    unit = organs.get(district.code)
    return Place(district, unit) if unit else Place(district, version.lead_unit, is_lead=True)
