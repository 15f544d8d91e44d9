"""Random processes, random orders of completion: no case ever hangs, and the ledger retells every state."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.makers.documents import a_document
from tests.makers.organization import Cast
from tests.makers.workflow import MORNING, a_case, a_process, a_step, clocks, intake
from workdays.store import current_calendar
from workflow.actions import complete, consult, pause, resume, return_to
from workflow.board import Board, Stand, is_finished, settle
from workflow.checks import drifted
from workflow.deadlines import drifts
from workflow.graphs import Graph, Node
from workflow.models import Case, Task
from workflow.outcomes import Outcome
from workflow.retelling import stored_state, told_state
from workflow.skipping import read_condition
from workflow.states import LIVE, TaskState
from workflow.steps import Join, OnNegative, PauseGround, StepKind

OUTCOMES = [Outcome.AGREE, Outcome.AGREE, Outcome.DISSENT, Outcome.PASSED]


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    """Any graph in which each step but the first waits for some before it."""
    nodes = [Node("s0", "s0", StepKind.INTAKE, promised_days=1)]
    for number in range(1, draw(st.integers(1, 9))):
        before = draw(st.sets(st.integers(0, number - 1), min_size=1, max_size=4))
        join = draw(st.sampled_from(list(Join)))
        nodes.append(
            Node(
                f"s{number}",
                f"s{number}",
                StepKind.REVIEW,
                tuple(f"s{n}" for n in sorted(before)),
                promised_days=1,
                join=join,
                join_n=draw(st.integers(1, len(before))) if join == Join.N else None,
                on_negative=draw(st.sampled_from(list(OnNegative))),
                skip_when=draw(st.sampled_from([None, None, read_condition("skip")])),
            )
        )
    return Graph.of(nodes)


@given(graphs(), st.booleans(), st.data())
@settings(max_examples=400, deadline=None)
def test_whatever_the_order_every_case_comes_to_its_end(
    graph: Graph, skip: bool, data: st.DataObject
) -> None:
    board = Board({code: Stand(TaskState.WAITING) for code in graph.nodes})
    settle(graph, board, {"skip": skip})

    for _step in range(len(graph.nodes) + 1):
        ready = [code for code, stand in board.stands.items() if stand.state == TaskState.OPEN]
        if not ready:
            break
        code = data.draw(st.sampled_from(ready))
        board.stands[code] = Stand(TaskState.DONE, data.draw(st.sampled_from(OUTCOMES)))
        settle(graph, board, {"skip": skip})

    assert is_finished(board), {code: stand.state for code, stand in board.stands.items()}


@given(graphs(), st.data())
@settings(max_examples=200, deadline=None)
def test_a_step_never_opens_before_one_of_its_predecessors_is_settled(
    graph: Graph, data: st.DataObject
) -> None:
    board = Board({code: Stand(TaskState.WAITING) for code in graph.nodes})
    settle(graph, board, {})
    while ready := [code for code, stand in board.stands.items() if stand.state == TaskState.OPEN]:
        for code in ready:
            before = graph.nodes[code].before
            assert not before or any(board.stands[other].state not in LIVE for other in before)
        board.stands[data.draw(st.sampled_from(ready))] = Stand(TaskState.DONE, Outcome.AGREE)
        settle(graph, board, {})


@st.composite
def written_steps(draw: st.DrawFn) -> list[Any]:
    """Steps of a process that can be published."""
    steps = [intake()]
    for number in range(1, draw(st.integers(2, 6))):
        before = draw(st.sets(st.integers(0, number - 1), min_size=1, max_size=3))
        after = ["intake" if n == 0 else f"s{n}" for n in sorted(before)]
        join = draw(st.sampled_from(["all", "all", "any"]))
        steps.append(a_step(f"s{number}", after=after, join=join))
    return steps


@given(written_steps(), st.data())
@settings(
    max_examples=25,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # shrinking whole cases in a database takes minutes
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_replay_equals_the_stored_state_after_every_act(
    people: Cast, steps: list[Any], data: st.DataObject
) -> None:
    case = a_case(people, a_process(steps, promised_days=30))
    complete(intake_of(case).pk, Outcome.ACCEPTED, by=people.clerk, at=MORNING, clocks=clocks(promised=20))
    at = MORNING

    for _step in range(30):
        case.refresh_from_db()
        assert stored_state(case) == told_state(case)
        ready = list(Task.objects.filter(case=case, state=TaskState.OPEN).order_by("pk"))
        if not ready:
            break
        at += timedelta(hours=data.draw(st.integers(1, 60)))
        data.draw(st.sampled_from(ACTS))(people, data, data.draw(st.sampled_from(ready)), at)

    assert list(drifts(current_calendar(), [case.pk])) == []
    assert list(drifted()) == []


def intake_of(case: Case) -> Task:
    return Task.objects.get(case=case, step__code="intake")


def _done(people: Cast, data: st.DataObject, task: Task, at: datetime) -> None:
    by = people.food if task.step_id is None else people.equipment
    complete(task.pk, data.draw(st.sampled_from(OUTCOMES)), by=by, at=at, opinion="意见")


def _asked(people: Cast, data: st.DataObject, task: Task, at: datetime) -> None:
    if task.step_id is not None and Task.objects.filter(case=task.case_id, step=None).count() < 3:
        food = people.unit("food")
        consult(task.pk, units=[food], question="？", days=1, by=people.equipment, at=at)


def _stopped(people: Cast, data: st.DataObject, task: Task, at: datetime) -> None:
    if task.pauses.filter(last_on=None).exists():
        resume(task.pk, by=people.equipment, at=at)
    elif task.step_id is not None:
        ground = PauseGround.TESTING
        pause(task.pk, ground=ground, notice=a_document(), expected_days=3, by=people.equipment, at=at)


def _sent_back(people: Cast, data: st.DataObject, task: Task, at: datetime) -> None:
    before = task.step.predecessors.exclude(code="intake").order_by("order") if task.step else []
    targets = [step.code for step in before] if task.round < 3 else []
    if targets:
        step = data.draw(st.sampled_from(targets))
        return_to(task.pk, step=step, reason="错", by=people.equipment, at=at)


ACTS = [_done, _done, _done, _asked, _stopped, _sent_back]


@pytest.mark.parametrize("verb", ["application.received"])
def test_an_upper_apps_verb_is_retold_alike(people: Cast, verb: str) -> None:
    case = a_case(people, verb=verb, facts={"item": "QTS-08"})

    assert stored_state(case) == told_state(case)
