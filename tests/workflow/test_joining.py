"""When a join lets its step begin: a table."""

import pytest

from workflow.joining import Result, results_needed
from workflow.outcomes import Outcome
from workflow.states import TaskState
from workflow.steps import Join, OnNegative

WAITING, OPEN = Result(TaskState.WAITING), Result(TaskState.OPEN)
AGREED = Result(TaskState.DONE, Outcome.AGREE)
DISSENT = Result(TaskState.DONE, Outcome.DISSENT)
FAILED = Result(TaskState.DONE, Outcome.FAILED)
SKIPPED, CANCELLED = Result(TaskState.SKIPPED), Result(TaskState.CANCELLED)
NOW = OnNegative.DECIDE_NOW


@pytest.mark.parametrize(
    ("join", "n", "results", "needed"),
    [
        pytest.param(Join.ALL, None, [], 0, id="nothing to wait for"),
        pytest.param(Join.ALL, None, [AGREED, OPEN, WAITING], 2, id="all: two to come"),
        pytest.param(Join.ALL, None, [AGREED, DISSENT, AGREED], 0, id="all: a dissent is a result"),
        pytest.param(
            Join.ALL, None, [AGREED, SKIPPED, CANCELLED], 0, id="all: what never comes is not waited for"
        ),
        pytest.param(Join.ANY, None, [OPEN, OPEN], 1, id="any: none yet"),
        pytest.param(Join.ANY, None, [OPEN, AGREED], 0, id="any: one"),
        pytest.param(Join.ANY, None, [SKIPPED, OPEN], 1, id="any: a skipped one is no result"),
        pytest.param(Join.ANY, None, [SKIPPED, SKIPPED], 0, id="any: nothing can come"),
        pytest.param(Join.N, 2, [AGREED, OPEN, OPEN], 1, id="two of three: one more"),
        pytest.param(Join.N, 2, [AGREED, AGREED, OPEN], 0, id="two of three: enough"),
        pytest.param(Join.N, 2, [AGREED, CANCELLED, CANCELLED], 0, id="two of three: no more can come"),
        pytest.param(Join.N, 3, [OPEN, OPEN, SKIPPED], 2, id="three of three: only two can come"),
    ],
)
def test_results_needed(join: Join, n: int | None, results: list[Result], needed: int) -> None:
    assert results_needed(join, n, results) == needed


@pytest.mark.parametrize("negative", [DISSENT, FAILED], ids=["dissent", "failed"])
def test_a_negative_result_may_lead_to_the_decision_at_once(negative: Result) -> None:
    assert results_needed(Join.ALL, None, [negative, OPEN, WAITING], NOW) == 0
    assert results_needed(Join.ALL, None, [AGREED, OPEN, WAITING], NOW) == 2
