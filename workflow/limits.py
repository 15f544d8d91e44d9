"""The limits of a process's steps under a promise shorter than planned, so that every path still fits it."""

from collections.abc import Mapping

from workflow.graphs import Graph, counted_days


def step_limits(graph: Graph, promised: int | None) -> dict[str, int | None]:
    """Working days of each step under a promise: in proportion, at least one day, no path above the promise.

    Each step gets its place on the scale of the promise: the end of the longest path up to it, shortened and
    rounded, yet a day behind the steps before it and early enough for those after it. A step's limit is
    the distance to the places before it, so the limits along a path add up to no more than its last place.
    Where a path has more steps than the promise has days (`fewest_days`), each step keeps one day.
    """
    planned = {code: node.promised_days for code, node in graph.nodes.items()}
    if promised is None or promised >= graph.promised_days:
        return planned
    counted = counted_days(graph)
    places = _places(graph, counted, promised)
    return {
        code: _distance(graph, code, counted, places) if code in counted else _apart(days, promised, graph)
        for code, days in planned.items()
    }


def fewest_days(graph: Graph) -> int:
    """The working days no promise can go below: one for each step of the path with the most steps."""
    steps = {code: 1 for code, days in counted_days(graph).items() if days}
    return graph.longest_path(steps)[0]


def _places(graph: Graph, counted: Mapping[str, int], promised: int) -> dict[str, int]:
    ends: dict[str, int] = {}
    places: dict[str, int] = {}
    after = _steps_after(graph, counted)
    for code, node in graph.nodes.items():
        ends[code] = max((ends[other] for other in node.before), default=0) + counted.get(code, 0)
        behind = _before(graph, code, places)
        share = min(_share(ends[code], promised, graph), promised - after[code])
        places[code] = max(behind + 1, share) if counted.get(code) else behind
    return places


def _steps_after(graph: Graph, counted: Mapping[str, int]) -> dict[str, int]:
    """How many steps that take a day each still follow, along the path with the most of them."""
    found: dict[str, int] = {}
    for code in reversed(graph.nodes):
        found[code] = max((found[other] + bool(counted.get(other)) for other in graph.after[code]), default=0)
    return found


def _before(graph: Graph, code: str, places: Mapping[str, int]) -> int:
    return max((places[other] for other in graph.nodes[code].before), default=0)


def _distance(graph: Graph, code: str, counted: Mapping[str, int], places: Mapping[str, int]) -> int:
    return min(counted[code], places[code] - _before(graph, code, places))


def _apart(days: int | None, promised: int, graph: Graph) -> int | None:
    """A step outside the promise (intake, certificate, delivery): in proportion, at least one day."""
    return max(1, _share(days, promised, graph)) if days else days


def _share(days: int, promised: int, graph: Graph) -> int:
    """Days of the plan on the scale of the promise, rounded to the nearer day."""
    return (2 * days * promised + graph.promised_days) // (2 * graph.promised_days)
