"""Why a process cannot be published: each fault names its step."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from workflow.graphs import CyclicError, Graph, Node, longest_promise
from workflow.steps import Join, StepKind


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with a definition."""

    code: str
    step: str
    message: str


def faults(nodes: Mapping[str, Node], promised_days: int) -> list[Fault]:
    """All that forbids publishing, the gravest first; empty if nothing does."""
    found = [fault for check in _STEP_CHECKS for node in nodes.values() for fault in check(node, nodes)]
    if not nodes:
        found.append(Fault("empty", "", _("流程没有环节。")))
    if found:
        return found
    try:
        graph = Graph.of(nodes.values(), promised_days=promised_days)
    except CyclicError as error:
        return [Fault("cycle", error.circle[0], _circle(error, nodes))]
    return [fault for check in _GRAPH_CHECKS for fault in check(graph)]


def _circle(error: CyclicError, nodes: Mapping[str, Node]) -> str:
    names = "→".join(nodes[code].wording for code in error.circle)
    return _("环节“{step}”处成环：{circle}。").format(step=nodes[error.circle[0]].wording, circle=names)


def _unknown_predecessors(node: Node, nodes: Mapping[str, Node]) -> Iterator[Fault]:
    for code in node.before:
        if code not in nodes:
            message = _("环节“{step}”的前置环节“{code}”不存在。").format(step=node.wording, code=code)
            yield Fault("unknown_predecessor", node.code, message)


def _join_on_nothing(node: Node, nodes: Mapping[str, Node]) -> Iterator[Fault]:
    if node.join != Join.ALL and not node.before:
        message = _("环节“{step}”要汇合，却没有前置环节。").format(step=node.wording)
        yield Fault("join_on_nothing", node.code, message)
    elif node.join == Join.N and (node.join_n or 0) > len(node.before):
        message = _("环节“{step}”要等 {n} 个前置环节，只有 {count} 个。")
        words = message.format(step=node.wording, n=node.join_n, count=len(node.before))
        yield Fault("join_on_nothing", node.code, words)


def _no_limit(node: Node, nodes: Mapping[str, Node]) -> Iterator[Fault]:
    if node.counts and node.promised_days is None:
        yield Fault("no_limit", node.code, _("环节“{step}”没有时限。").format(step=node.wording))


def _unreachable(graph: Graph) -> Iterator[Fault]:
    start = next(iter(graph.nodes))
    for code in graph.starts:
        if code != start:
            message = _("环节“{step}”无法到达：它没有前置环节，也不是首个环节。")
            yield Fault("unreachable", code, message.format(step=graph.nodes[code].wording))


def _one_intake(graph: Graph) -> Iterator[Fault]:
    for code, node in graph.nodes.items():
        if node.kind == StepKind.INTAKE and node.before:
            message = _("环节“{step}”是收件，须为首个环节。").format(step=node.wording)
            yield Fault("late_intake", code, message)


def _beside_the_decision(graph: Graph) -> Iterator[Fault]:
    """A step that neither leads to the decision nor follows it would be open when the case is decided."""
    if not graph.deciding:
        return
    for code, node in graph.nodes.items():
        leads = graph.descendants[code] & set(graph.deciding)
        if not (node.is_deciding or leads or graph.is_after_decision(code)):
            message = _("环节“{step}”不通向决定环节。").format(step=node.wording)
            yield Fault("dead_end", code, message)


def _too_long(graph: Graph) -> Iterator[Fault]:
    length, path = longest_promise(graph)
    if length > graph.promised_days:
        names = "→".join(graph.nodes[code].wording for code in path)
        last = graph.nodes[path[-1]].wording
        message = _("最长路径 {length} 个工作日，超过承诺的 {promised} 个，止于环节“{step}”：{path}。")
        words = message.format(length=length, promised=graph.promised_days, step=last, path=names)
        yield Fault("too_long", path[-1], words)


_STEP_CHECKS: tuple[Callable[[Node, Mapping[str, Node]], Iterator[Fault]], ...] = (
    _unknown_predecessors,
    _join_on_nothing,
    _no_limit,
)
_GRAPH_CHECKS: tuple[Callable[[Graph], Iterator[Fault]], ...] = (
    _unreachable,
    _one_intake,
    _beside_the_decision,
    _too_long,
)
