"""Who hears that a case has ended before its decision: whoever had its work on the desk or in the pool."""

import pytest

from notices.models import Notice
from tests.makers.organization import Cast
from tests.makers.workflow import MORNING, a_case, accepted, do, task_of
from workflow.actions import claim, consult, terminate, withdraw
from workflow.outcomes import Outcome

REASON = "企业不再申请"


def told(kind: str) -> list[str]:
    """Who was sent a notice of this kind, by account name."""
    return sorted(Notice.objects.filter(kind=kind).values_list("recipient__username", flat=True))


def test_who_claimed_and_who_had_it_in_the_pool_hear_of_a_withdrawal(people: Cast) -> None:
    case = accepted(people)
    claim(task_of(case, "metrology").pk, by=people.metrology, at=MORNING)
    do(people, case, "legal")

    withdraw(case.pk, reason=REASON, by=people.clerk, at=MORNING)

    assert told("case.withdrawn") == ["equipment", "institute", "metrology", "newdistrict"]
    notice = Notice.objects.get(kind="case.withdrawn", recipient=people.metrology)
    assert "申请已撤回，无须再办" in notice.title
    assert case.number in notice.body
    assert REASON in notice.body
    assert not told("task.cancelled"), "one message, not one a task"


@pytest.mark.parametrize(
    ("outcome", "kind", "words"),
    [
        pytest.param(Outcome.TERMINATED, "case.terminated", "案件已终止", id="terminated"),
        pytest.param(Outcome.SENT_BACK, "case.sent_back", "已作退回件", id="sent back"),
    ],
)
def test_an_end_says_what_it_is(people: Cast, outcome: Outcome, kind: str, words: str) -> None:
    case = accepted(people)

    terminate(case.pk, reason=REASON, outcome=outcome, by=None, at=MORNING)

    assert len(told(kind)) == 5
    assert all(words in notice.title for notice in Notice.objects.filter(kind=kind))


def test_two_tasks_of_one_person_are_one_message(people: Cast) -> None:
    case = accepted(people)
    consult(
        task_of(case, "metrology").pk,
        units=[people.unit("equipment")],
        question="电子秤是否合用？",
        days=2,
        by=people.metrology,
        at=MORNING,
    )

    terminate(case.pk, reason=REASON, by=people.chief, at=MORNING)

    assert told("case.terminated") == ["equipment", "institute", "legal", "metrology", "newdistrict"]


def test_who_ends_a_case_is_not_told_of_it(people: Cast) -> None:
    withdraw(a_case(people).pk, reason=REASON, by=people.clerk, at=MORNING)

    assert told("case.withdrawn") == ["clerk2"]
