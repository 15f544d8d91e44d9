"""What stands where in one case, and what the last result sets in motion: newest rounds only."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from workflow.graphs import Graph, Node
from workflow.joining import Result, results_needed
from workflow.states import LIVE, TaskState


@dataclass(slots=True)
class Stand:
    """One step's newest round."""

    state: TaskState
    outcome: str = ""
    needed: int = 0


@dataclass
class Board:
    """The stands by step code, and how many consultations each step still waits for."""

    stands: dict[str, Stand]
    consulting: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Motion:
    """What follows: steps that open, are skipped or are no longer needed."""

    opened: tuple[str, ...]
    skipped: tuple[str, ...]
    cancelled: tuple[str, ...]


def settle(graph: Graph, board: Board, facts: Mapping[str, Any]) -> Motion:
    """Move every waiting step as far as it goes; changes the board, says what was set in motion.

    One pass in the order of the graph suffices: a skipped step lets its successors go on in the same pass.
    """
    opened: list[str] = []
    skipped: list[str] = []
    cancelled: list[str] = []
    for code, node in graph.nodes.items():
        stand = board.stands[code]
        if stand.state != TaskState.WAITING:
            continue
        stand.needed = needed(node, board)
        if stand.needed:
            continue
        stand.state = TaskState.SKIPPED if _is_skipped(node, facts) else TaskState.OPEN
        (skipped if stand.state == TaskState.SKIPPED else opened).append(code)
        cancelled.extend(_drop_leftovers(graph, board, code))
    dropped = set(cancelled)  # a step may open and be dropped by a later join in the same pass
    return Motion(tuple(code for code in opened if code not in dropped), tuple(skipped), tuple(cancelled))


def needed(node: Node, board: Board) -> int:
    """Results a waiting step still needs: of its predecessors by its join, and of every open consultation."""
    results = [Result(board.stands[code].state, board.stands[code].outcome) for code in node.before]
    consulted = sum(board.consulting.get(code, 0) for code in node.before)
    return results_needed(node.join, node.join_n, results, node.on_negative) + consulted


def _is_skipped(node: Node, facts: Mapping[str, Any]) -> bool:
    return node.skip_when is not None and node.skip_when.holds(facts)


def _drop_leftovers(graph: Graph, board: Board, joined: str) -> list[str]:
    """Cancel live steps that lead nowhere but to a join already made without them."""
    dropped: set[str] = set()
    for code in reversed(graph.nodes):
        if code not in graph.ancestors[joined] or board.stands[code].state not in LIVE:
            continue
        if all(other in dropped or other == joined for other in graph.after[code]):
            dropped.add(code)
            board.stands[code].state = TaskState.CANCELLED
    return [code for code in graph.nodes if code in dropped]


def redone_by_return(graph: Graph, board: Board, target: str) -> tuple[str, ...]:
    """Steps with a new round when a case returns to `target`: it, all after it, what their joins dropped."""
    again = {target} | graph.descendants[target]
    for code in reversed(graph.nodes):
        dropped = board.stands[code].state == TaskState.CANCELLED
        if dropped and code not in again and graph.descendants[code] & again:
            again.add(code)
    return tuple(code for code in graph.nodes if code in again)


def missing_before(graph: Graph, board: Board, code: str) -> list[Node]:
    """Required steps that come before a step and have no result yet."""
    before = graph.ancestors[code]
    return [
        node for other, node in graph.nodes.items() if other in before and board.stands[other].state in LIVE
    ]


def is_finished(board: Board) -> bool:
    """Whether nothing is left to be done."""
    return not any(stand.state in LIVE for stand in board.stands.values()) and not any(
        board.consulting.values()
    )
