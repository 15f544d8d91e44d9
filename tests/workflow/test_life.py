"""A case from receipt to certificate, through the acts."""

from datetime import date

import pytest

from records.models import Event
from tests.makers.organization import Cast
from tests.makers.workflow import REVIEWS, a_case, accepted, do, reviewed, task_of
from workflow.models import Case, Task
from workflow.outcomes import Outcome
from workflow.states import CaseState, TaskState


def states(case: Case) -> dict[str, str]:
    return dict(Task.objects.filter(case=case).values_list("step__code", "state"))


def test_a_new_case_has_its_intake_open_and_the_rest_waiting(people: Cast) -> None:
    case = a_case(people)

    assert states(case) == {
        "intake": "open",
        **dict.fromkeys([*REVIEWS, "decision", "certificate"], "waiting"),
    }


def test_acceptance_opens_all_reviews_at_once(people: Cast) -> None:
    case = accepted(people)

    assert {code for code, state in states(case).items() if state == TaskState.OPEN} == set(REVIEWS)
    assert (case.promised_on, case.statutory_on) == (date(2026, 10, 21), date(2026, 10, 28))


def test_the_decision_opens_with_the_last_opinion(people: Cast) -> None:
    case = reviewed(people)

    assert task_of(case, "decision").state == TaskState.OPEN


def test_the_case_closes_with_its_last_step(people: Cast) -> None:
    case = reviewed(people)
    do(people, case, "decision", Outcome.GRANTED)

    case = do(people, case, "certificate", Outcome.ISSUED)

    assert (case.state, case.outcome) == (CaseState.CLOSED, Outcome.GRANTED)


def test_each_act_is_one_line(people: Cast) -> None:
    case = reviewed(people)

    verbs = list(Event.objects.about(case.subject).in_order().values_list("verb", flat=True))

    assert verbs == ["case.opened", *["task.completed"] * 6]


@pytest.mark.parametrize("district", ["321171", "321102", "321181"])
def test_every_routing_keeps_its_why(people: Cast, district: str) -> None:
    case = a_case(people, district=district)

    assert all(task.why["reason"] for task in Task.objects.filter(case=case))
