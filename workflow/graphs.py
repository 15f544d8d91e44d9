"""A process as a graph: its steps in order, who follows whom, its longest path, and what is wrong with it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from graphlib import CycleError, TopologicalSorter

from records.languages import in_language
from workflow.skipping import Condition
from workflow.steps import DECIDING, OUTSIDE_THE_CLOCKS, Join, OnNegative, PauseGround, StepKind, UnitRule


@dataclass(frozen=True)
class Node:
    """A step as the engine reads it."""

    code: str
    title: str
    kind: StepKind
    before: tuple[str, ...] = ()
    id: int = 0
    title_en: str = ""
    unit_rule: UnitRule = UnitRule.UNIT
    unit_id: int | None = None
    function: str = ""
    role: str = ""
    promised_days: int | None = None
    join: Join = Join.ALL
    join_n: int | None = None
    on_negative: OnNegative = OnNegative.WAIT_ALL
    skip_when: Condition | None = None
    pause_ground: PauseGround | None = None
    expected_days: int | None = None
    is_required: bool = True

    @property
    def wording(self) -> str:
        """The name in the reader's language."""
        return in_language(self.title, self.title_en)

    @property
    def counts(self) -> bool:
        """Whether the step's time counts in the limit (Art. 45 takes some out)."""
        return self.pause_ground is None

    @property
    def is_deciding(self) -> bool:
        """Whether both case clocks end with this step."""
        return self.kind in DECIDING


class CyclicError(ValueError):
    """The steps wait for each other in a circle."""

    def __init__(self, circle: Sequence[str]) -> None:
        super().__init__(" → ".join(circle))
        self.circle = tuple(circle)


@dataclass(frozen=True)
class Graph:
    """The steps of one process in an order in which each comes after those it waits for."""

    nodes: dict[str, Node]
    process_id: int = 0
    code: str = ""
    version: int = 0
    promised_days: int = 0
    lead_id: int | None = None
    is_joint: bool = False
    after: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, nodes: Iterable[Node], **facts: object) -> "Graph":
        """The graph of some steps (CyclicError where there is no order)."""
        given = {node.code: node for node in nodes}
        ordered = {code: given[code] for code in in_order(given)}
        return cls(nodes=ordered, after=successors(ordered), **facts)  # type: ignore[arg-type]  # facts are fields

    @cached_property
    def by_id(self) -> dict[int, Node]:
        return {node.id: node for node in self.nodes.values()}

    @cached_property
    def starts(self) -> tuple[str, ...]:
        """Steps that wait for nobody."""
        return tuple(code for code, node in self.nodes.items() if not node.before)

    @cached_property
    def descendants(self) -> dict[str, frozenset[str]]:
        """For each step all that come after it, near or far."""
        found: dict[str, frozenset[str]] = {}
        for code in reversed(self.nodes):
            near = self.after[code]
            found[code] = frozenset(near).union(*(found[other] for other in near))
        return found

    @cached_property
    def ancestors(self) -> dict[str, frozenset[str]]:
        """For each step all that come before it, near or far."""
        found: dict[str, frozenset[str]] = {}
        for code, node in self.nodes.items():
            found[code] = frozenset(node.before).union(*(found[other] for other in node.before))
        return found

    @cached_property
    def names(self) -> frozenset[str]:
        """The facts that some step's condition looks at."""
        conditions = [node.skip_when for node in self.nodes.values() if node.skip_when is not None]
        return frozenset[str]().union(*(condition.names for condition in conditions))

    @cached_property
    def deciding(self) -> tuple[str, ...]:
        """The steps with which the clocks end."""
        return tuple(code for code, node in self.nodes.items() if node.is_deciding)

    def is_after_decision(self, code: str) -> bool:
        """Whether the step comes after one that ends the clocks."""
        return any(code in self.descendants[deciding] for deciding in self.deciding)

    def longest_path(
        self, days: Mapping[str, int], until: Iterable[str] | None = None
    ) -> tuple[int, tuple[str, ...]]:
        """The largest sum of days along a path, and that path; `until`: only paths that end there."""
        best: dict[str, tuple[int, tuple[str, ...]]] = {}
        for code, node in self.nodes.items():
            length, path = max((best[other] for other in node.before), key=_longest, default=(0, ()))
            best[code] = (length + days.get(code, 0), (*path, code))
        ends = [best[code] for code in (self.nodes if until is None else until) if code in best]
        return max(ends, key=_longest, default=(0, ()))


def _longest(one: tuple[int, tuple[str, ...]]) -> tuple[int, int]:
    """More days first; of paths with the same days the one with fewer steps."""
    return one[0], -len(one[1])


def in_order(nodes: Mapping[str, Node]) -> list[str]:
    """Codes so that each comes after those it waits for, else in the order given (CyclicError)."""
    sorter = TopologicalSorter({code: [b for b in node.before if b in nodes] for code, node in nodes.items()})
    try:
        sorter.prepare()
    except CycleError as error:
        raise CyclicError(list(reversed(error.args[1]))) from error
    place = {code: index for index, code in enumerate(nodes)}
    found: list[str] = []
    while sorter.is_active():
        ready = sorted(sorter.get_ready(), key=place.__getitem__)
        found.extend(ready)
        sorter.done(*ready)
    return found


def successors(nodes: Mapping[str, Node]) -> dict[str, tuple[str, ...]]:
    """For each step those that wait for it."""
    found: dict[str, list[str]] = {code: [] for code in nodes}
    for code, node in nodes.items():
        for other in node.before:
            if other in found:
                found[other].append(code)
    return {code: tuple(after) for code, after in found.items()}


def counted_days(graph: Graph) -> dict[str, int]:
    """The working days each step takes out of the promise.

    The intake lies before the clocks start, Art. 45 steps are not counted; certificate, delivery and what
    else follows the decision run on the clock of Art. 44.
    """
    return {
        code: node.promised_days or 0
        for code, node in graph.nodes.items()
        if node.counts and node.kind not in OUTSIDE_THE_CLOCKS and not graph.is_after_decision(code)
    }


def longest_promise(graph: Graph) -> tuple[int, tuple[str, ...]]:
    """The working days of the longest path that the promise must hold, and its steps."""
    return graph.longest_path(counted_days(graph))
