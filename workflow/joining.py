"""When a step that waits for others may begin: all, any or n of its predecessors."""

from collections.abc import Sequence
from dataclasses import dataclass

from workflow.outcomes import NEGATIVE
from workflow.states import TaskState
from workflow.steps import Join, OnNegative


@dataclass(frozen=True, slots=True)
class Result:
    """What a join sees of a predecessor."""

    state: TaskState
    outcome: str = ""

    @property
    def is_done(self) -> bool:
        return self.state == TaskState.DONE

    @property
    def is_to_come(self) -> bool:
        return self.state in (TaskState.WAITING, TaskState.OPEN)

    @property
    def is_negative(self) -> bool:
        return self.is_done and self.outcome in NEGATIVE


def results_needed(
    join: Join, n: int | None, results: Sequence[Result], on_negative: OnNegative = OnNegative.WAIT_ALL
) -> int:
    """How many results are still needed before the step may begin; 0 lets it begin.

    Skipped and cancelled predecessors never come, so nothing waits for them: a case can't hang on them.
    """
    if on_negative == OnNegative.DECIDE_NOW and any(result.is_negative for result in results):
        return 0
    to_come = sum(result.is_to_come for result in results)
    if join == Join.ALL:
        return to_come
    wanted = 1 if join == Join.ANY else n or 1
    return min(to_come, max(0, wanted - sum(result.is_done for result in results)))
