"""Step limits under a shorter promise: in proportion, at least a day, no path above the promise."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.graphs import Graph, Node, counted_days
from workflow.limits import fewest_days, step_limits
from workflow.steps import PauseGround, StepKind


def node(code: str, *before: str, kind: StepKind = StepKind.REVIEW, days: int | None = 1) -> Node:
    ground = PauseGround.EXPERT_REVIEW if days is None else None
    return Node(code, code, kind, before, promised_days=days, pause_ground=ground)


def licence(promised_days: int = 15) -> Graph:
    """A filling licence: five reviews side by side between first examination and joint conclusion."""
    steps = [
        node("in", kind=StepKind.INTAKE, days=5),
        node("examine", "in", days=2),
        node("appraisal", "examine", days=None),
        *(node(f"review {n}", "appraisal", days=days) for n, days in enumerate((5, 5, 3, 5, 5))),
        node("synthesis", *(f"review {n}" for n in range(5)), days=3),
        node("decision", "synthesis", kind=StepKind.DECISION, days=3),
        node("certificate", "decision", kind=StepKind.CERTIFICATE, days=3),
        node("delivery", "certificate", kind=StepKind.DELIVERY, days=7),
    ]
    return Graph.of(steps, promised_days=promised_days)


def chain(*days: int, promised_days: int) -> Graph:
    nodes = [node("0", kind=StepKind.INTAKE, days=5)]
    nodes += [node(str(n), str(n - 1), days=each) for n, each in enumerate(days, 1)]
    return Graph.of(nodes, promised_days=promised_days)


def longest(graph: Graph, promised: int) -> int:
    limits = step_limits(graph, promised)
    return graph.longest_path({code: limits[code] or 0 for code in counted_days(graph)})[0]


@pytest.mark.parametrize("promised", [None, 15, 20])
def test_an_ordinary_promise_leaves_the_limits_as_planned(promised: int | None) -> None:
    graph = licence()

    assert step_limits(graph, promised) == {code: node.promised_days for code, node in graph.nodes.items()}


@pytest.mark.parametrize(
    ("days", "planned", "promised", "limits"),
    [
        pytest.param((2, 5, 3, 3), 15, 8, [1, 3, 1, 2], id="half of fifteen"),
        pytest.param((3, 2), 5, 3, [2, 1], id="half of five"),
        pytest.param((1, 1, 1), 4, 3, [1, 1, 1], id="each its day"),
        pytest.param((1, 1, 8), 10, 5, [1, 1, 3], id="short steps before a long one"),
        pytest.param((8, 1, 1), 10, 5, [3, 1, 1], id="short steps after a long one"),
        pytest.param((0, 3), 5, 3, [0, 2], id="the same day stays the same day"),
        pytest.param((1, 1, 1), 3, 2, [1, 1, 1], id="more steps than days"),
    ],
)
def test_a_shorter_promise_shortens_its_steps(
    days: tuple[int, ...], planned: int, promised: int, limits: list[int]
) -> None:
    found = step_limits(chain(*days, promised_days=planned), promised)

    assert [found[str(n)] for n in range(1, len(days) + 1)] == limits


def test_what_art_45_leaves_out_has_no_limit_and_what_follows_the_decision_is_shortened_apart() -> None:
    found = step_limits(licence(), 8)

    assert found["appraisal"] is None
    assert (found["certificate"], found["delivery"]) == (2, 4)
    assert longest(licence(), 8) <= 8


def test_fewest_days_are_the_steps_of_the_path_with_the_most() -> None:
    assert fewest_days(licence()) == 4
    assert fewest_days(chain(0, 3, promised_days=5)) == 1


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    size = draw(st.integers(1, 9))
    nodes = [node("0", kind=StepKind.INTAKE, days=5)]
    for n in range(1, size + 1):
        before = draw(st.sets(st.integers(0, n - 1), min_size=1, max_size=3))
        days = draw(st.one_of(st.none(), st.integers(0, 8)))
        nodes.append(node(str(n), *(str(each) for each in sorted(before)), days=days))
    graph = Graph.of(nodes)
    slack = draw(st.integers(0, 5))
    total = graph.longest_path(counted_days(graph))[0]
    return Graph.of(nodes, promised_days=max(1, total + slack))


@given(graphs(), st.integers(1, 60))
def test_no_path_exceeds_the_promise_unless_it_has_more_steps_than_days(graph: Graph, promised: int) -> None:
    if promised < graph.promised_days:
        assert longest(graph, promised) <= max(promised, fewest_days(graph))


@given(graphs(), st.integers(1, 60))
def test_a_step_keeps_a_day_and_never_gets_more_than_planned(graph: Graph, promised: int) -> None:
    for code, limit in step_limits(graph, promised).items():
        planned = graph.nodes[code].promised_days
        assert (limit or 0) <= (planned or 0)
        assert bool(limit) is bool(planned)


@given(graphs())
def test_a_longer_promise_never_makes_the_whole_shorter(graph: Graph) -> None:
    wholes = [longest(graph, days) for days in range(fewest_days(graph), graph.promised_days)]

    assert all(shorter <= longer for shorter, longer in pairwise(wholes))
