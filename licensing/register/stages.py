"""The way of an item in words, stage by stage, for where the picture has no room."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from workdays import words
from workflow.graphs import Graph, Node
from workflow.steps import StepKind


@dataclass(frozen=True)
class Stage:
    """One stage: its name, its limit, and the steps in it where several run side by side."""

    title: str
    limit: str
    steps: tuple[tuple[str, str], ...]
    is_uncounted: bool


def stages_of(graph: Graph) -> list[Stage]:
    """Steps that wait for the same steps make one stage."""
    found: dict[tuple[str, ...], list[Node]] = {}
    for node in graph.nodes.values():
        found.setdefault(node.before, []).append(node)
    return [_stage(nodes) for nodes in found.values()]


def visits(graph: Graph) -> int:
    """How often somebody comes to the applicant's place: checks on the spot."""
    return sum(node.kind == StepKind.SITE_CHECK for node in graph.nodes.values())


def _stage(nodes: list[Node]) -> Stage:
    if len(nodes) == 1:
        return Stage(nodes[0].wording, _limit(nodes[0]), (), not nodes[0].counts)
    title = ngettext("%(n)d 个部门同时审查", "%(n)d 个部门同时审查", len(nodes)) % {"n": len(nodes)}
    steps = tuple((node.wording, _limit(node)) for node in nodes)
    longest = max((node.promised_days or 0 for node in nodes), default=0)
    return Stage(title, _days(longest), steps, False)


def _limit(node: Node) -> str:
    if not node.counts:
        return _("不计入时限")
    return "" if node.promised_days is None else _days(node.promised_days)


def _days(n: int) -> str:
    return _("当天") if n == 0 else words.number_of_days(n)
