"""Which unit takes a step of a case, and why: every routing keeps its reason and its inputs."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from organization.access import handling_unit
from workflow.graphs import Graph, Node
from workflow.steps import UnitRule


@dataclass(frozen=True, slots=True)
class Route:
    """The unit that takes a step, with the reason as it is kept in the record (in Chinese)."""

    unit_id: int | None
    why: Mapping[str, Any]


_REASONS = {
    UnitRule.WINDOW: "窗口统一受理、统一送达（行政许可法第二十六条）。",
    UnitRule.UNIT: "流程指定的单位。",
    UnitRule.OUTSIDE: "法定须征求意见的外部机关。",
    UnitRule.LEADERSHIP: "由局领导办理。",
}


def route(node: Node, graph: Graph, district: str, on: date) -> Route:
    """The unit of a step for a district on a day; the lead department where the district has no bureau."""
    inputs = {"rule": str(node.unit_rule), "process": f"{graph.code}/{graph.version}", "on": on.isoformat()}
    if node.unit_rule != UnitRule.DISTRICT_BUREAU:
        return Route(node.unit_id, {**inputs, "reason": _REASONS[node.unit_rule]})
    bureau, reason = handling_unit(node.function, district, on)
    unit_id = bureau.pk if bureau is not None else graph.lead_id or node.unit_id
    return Route(unit_id, {**inputs, "function": node.function, "district": district, "reason": reason})
