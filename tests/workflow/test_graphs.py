"""Order, longest path, and every fault that forbids publishing, each naming its step."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.faults import faults
from workflow.graphs import CyclicError, Graph, Node, longest_promise
from workflow.steps import Join, PauseGround, StepKind

REVIEW = StepKind.REVIEW


def node(code: str, *before: str, kind: StepKind = REVIEW, days: int | None = 1, **facts: Any) -> Node:
    return Node(code=code, title=f"环节{code}", kind=kind, before=before, promised_days=days, **facts)


def graph(*nodes: Node, promised_days: int = 15) -> Graph:
    return Graph.of(nodes, promised_days=promised_days)


INTAKE = node("in", kind=StepKind.INTAKE, days=5)
DECISION = node("out", "a", "b", kind=StepKind.DECISION)


def test_steps_come_after_those_they_wait_for() -> None:
    mixed = graph(DECISION, node("b", "in"), node("a", "in"), INTAKE)

    assert list(mixed.nodes) == ["in", "b", "a", "out"]


def test_the_longest_path_leaves_out_intake_uncounted_steps_and_what_follows_the_decision() -> None:
    whole = graph(
        INTAKE,
        node("expert", "in", days=40, pause_ground=PauseGround.EXPERT_REVIEW),
        node("a", "expert", days=4),
        node("b", "expert", days=6),
        DECISION,
        node("certificate", "out", kind=StepKind.CERTIFICATE, days=10),
    )

    assert longest_promise(whole) == (7, ("in", "expert", "b", "out"))


def test_certificate_and_delivery_never_count_even_without_a_decision() -> None:
    whole = graph(INTAKE, node("work", "in", days=3), node("hand", "work", kind=StepKind.DELIVERY, days=10))

    assert longest_promise(whole)[0] == 3


@pytest.mark.parametrize(
    ("nodes", "code", "step"),
    [
        pytest.param([], "empty", "", id="no steps"),
        pytest.param([INTAKE, node("a", "in", "b"), node("b", "a")], "cycle", "a", id="a circle"),
        pytest.param([INTAKE, node("a", "nowhere")], "unknown_predecessor", "a", id="unknown predecessor"),
        pytest.param([INTAKE, node("a", "in"), node("b")], "unreachable", "b", id="a second beginning"),
        pytest.param([INTAKE, node("a", join=Join.ANY)], "join_on_nothing", "a", id="any of nothing"),
        pytest.param(
            [INTAKE, node("a", "in", join=Join.N, join_n=2)], "join_on_nothing", "a", id="two of one"
        ),
        pytest.param([INTAKE, node("a", "in", days=None)], "no_limit", "a", id="no limit"),
        pytest.param(
            [node("a"), node("in", "a", kind=StepKind.INTAKE)], "late_intake", "in", id="intake is not first"
        ),
        pytest.param(
            [INTAKE, node("a", "in"), node("b", "in"), node("c", "in"), DECISION],
            "dead_end",
            "c",
            id="beside",
        ),
        pytest.param(
            [INTAKE, node("a", "in", days=9), node("b", "in", days=7), DECISION],
            "too_long",
            "out",
            id="too long",
        ),
    ],
)
def test_a_fault_names_its_step(nodes: list[Node], code: str, step: str) -> None:
    found = faults({one.code: one for one in nodes}, promised_days=9)

    assert (found[0].code, found[0].step) == (code, step)
    assert not step or f"环节{step}" in found[0].message


def test_a_sound_process_has_no_faults() -> None:
    nodes = [INTAKE, node("a", "in", days=8), node("b", "in"), DECISION]

    assert faults({one.code: one for one in nodes}, promised_days=9) == []


def test_a_circle_is_told_in_its_order() -> None:
    with pytest.raises(CyclicError) as refused:
        graph(node("a", "c"), node("b", "a"), node("c", "b"))

    circle = refused.value.circle
    assert circle[0] == circle[-1]
    assert set(circle) == {"a", "b", "c"}


@given(
    st.integers(2, 12).flatmap(
        lambda n: st.lists(st.tuples(st.integers(0, n), st.integers(0, n)), max_size=30)
    )
)
def test_descendants_and_ancestors_are_each_others_mirror(pairs: list[tuple[int, int]]) -> None:
    before: dict[int, set[str]] = {}
    for one, other in pairs:
        if one != other:
            before.setdefault(max(one, other), set()).add(str(min(one, other)))
    numbers = {n for pair in pairs for n in pair}
    whole = graph(*(node(str(n), *sorted(before.get(n, ()))) for n in sorted(numbers)))

    for code in whole.nodes:
        assert all(code in whole.ancestors[other] for other in whole.descendants[code])
        assert all(code in whole.descendants[other] for other in whole.ancestors[code])
