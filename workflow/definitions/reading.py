"""A process as its graph, read once per process of the machine: a published one never changes."""

import hashlib
from collections.abc import Iterable

from records.chain import Json, canonical
from workflow.graphs import Graph, Node
from workflow.models import Process, Step, StepLink
from workflow.skipping import read_condition
from workflow.steps import Join, OnNegative, PauseGround, StepKind, UnitRule

_graphs: dict[int, Graph] = {}


def graph_of(process_id: int) -> Graph:
    """The graph of a published process; no query after the first."""
    graph = _graphs.get(process_id)
    if graph is None:
        process = Process.objects.get(pk=process_id)
        graph = _graph(process)
        if process.published_on is not None:
            _graphs[process_id] = graph
    return graph


def forget(process_id: int) -> None:
    """Drop what is known of a process: publishing does, for a number given out again after a rollback."""
    _graphs.pop(process_id, None)


def nodes_of(process: Process) -> list[Node]:
    """The steps of a process in their own order."""
    links = StepLink.objects.filter(after__process=process).order_by("before__order")
    before: dict[int, list[str]] = {}
    for after_id, code in links.values_list("after_id", "before__code"):
        before.setdefault(after_id, []).append(code)
    steps = Step.objects.filter(process=process).order_by("order")
    return [_node(step, before.get(step.pk, [])) for step in steps]


def fingerprint(process: Process, nodes: Iterable[Node]) -> str:
    """SHA-256 over all that a definition says."""
    said: list[Json] = [process.code, process.version, process.promised_days, process.lead_id]
    for node in nodes:
        facts = [node.code, node.title, node.kind, node.unit_rule, node.unit_id, node.function, node.role]
        rules = [node.join, node.join_n, node.on_negative, node.skip_when.text if node.skip_when else ""]
        days = [node.promised_days, node.pause_ground, node.expected_days, node.is_required]
        said.append([*facts, *rules, *days, list(node.before)])
    return hashlib.sha256(canonical(said).encode()).hexdigest()


def _graph(process: Process) -> Graph:
    return Graph.of(
        nodes_of(process),
        process_id=process.pk,
        code=process.code,
        version=process.version,
        promised_days=process.promised_days,
        lead_id=process.lead_id,
        is_joint=process.is_joint,
    )


def _node(step: Step, before: list[str]) -> Node:
    return Node(
        code=step.code,
        title=step.title,
        kind=StepKind(step.kind),
        before=tuple(before),
        id=step.pk,
        title_en=step.title_en,
        unit_rule=UnitRule(step.unit_rule),
        unit_id=step.unit_id,
        function=step.function,
        role=step.role,
        promised_days=step.promised_days,
        join=Join(step.join),
        join_n=step.join_n,
        on_negative=OnNegative(step.on_negative),
        skip_when=read_condition(step.skip_when) if step.skip_when else None,
        pause_ground=PauseGround(step.pause_ground) if step.pause_ground else None,
        expected_days=step.expected_days,
        is_required=step.is_required,
    )
