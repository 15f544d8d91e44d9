"""Who answers for a case, how high it stands, and who may end it."""

from datetime import timedelta

import pytest

from notices.models import Notice
from tests.makers.organization import Cast
from tests.makers.workflow import MORNING, a_case, accepted
from tests.workflow.refusing import refused
from workflow.actions import hand_over, prioritise, terminate
from workflow.models import Case, Task
from workflow.refusals import AlreadyDoneError, NotThereError
from workflow.steps import Priority

LATER = MORNING + timedelta(hours=2)


def test_an_entitlement_moves_a_case_up_in_every_inbox(people: Cast) -> None:
    case = accepted(people)

    prioritise(case.pk, priority=Priority.GREEN, reason="重大项目", by=people.chief, at=LATER)

    green = Task.objects.filter(case=case, priority=Priority.GREEN)
    assert green.count() == 7
    assert Case.objects.get(pk=case.pk).priority == Priority.GREEN


def test_responsibility_is_handed_over(people: Cast) -> None:
    case = hand_over(a_case(people).pk, to=people.clerk2, by=people.clerk, at=LATER, reason="轮班")

    assert case.responsible == people.clerk2


def test_responsibility_goes_only_to_somebody_with_a_post(people: Cast) -> None:
    with refused("workflow.not_eligible"):
        hand_over(a_case(people).pk, to=people.enterprise, by=people.clerk, at=LATER)


@pytest.mark.parametrize("who", ["food", "transport", "admin"])
def test_responsibility_goes_only_to_a_unit_that_has_part_in_the_case(people: Cast, who: str) -> None:
    with refused("workflow.not_eligible"):
        hand_over(a_case(people).pk, to=getattr(people, who), by=people.clerk, at=LATER, reason="轮班")


def test_who_takes_over_hears_of_it(people: Cast) -> None:
    hand_over(a_case(people).pk, to=people.metrology, by=people.clerk, at=LATER, reason="主办处更清楚")

    assert Notice.objects.get(kind="case.handed_over").recipient == people.metrology


def test_a_hand_over_says_why_and_goes_to_another(people: Cast) -> None:
    case = a_case(people)
    with refused("workflow.no_reason"):
        hand_over(case.pk, to=people.clerk2, by=people.clerk, at=LATER, reason=" ")
    with refused("workflow.same_person"):
        hand_over(case.pk, to=people.clerk, by=people.chief, at=LATER, reason="轮班")


def test_a_priority_changes_for_a_reason_only(people: Cast) -> None:
    case = a_case(people)
    with refused("workflow.no_reason"):
        prioritise(case.pk, priority=Priority.URGENT, reason="", by=people.chief, at=LATER)
    with refused("workflow.same_priority"):
        prioritise(case.pk, priority=Priority.NORMAL, reason="急", by=people.chief, at=LATER)


def test_an_ended_case_changes_neither_hands_nor_place(people: Cast) -> None:
    case = terminate(a_case(people).pk, reason="申请人注销", by=people.clerk, at=LATER)

    with pytest.raises(AlreadyDoneError):
        hand_over(case.pk, to=people.clerk2, by=people.clerk, at=LATER, reason="轮班")
    with pytest.raises(AlreadyDoneError):
        prioritise(case.pk, priority=Priority.URGENT, reason="急", by=people.chief, at=LATER)


@pytest.mark.parametrize("who", ["clerk2", "equipment", "metrology", "supervisor", "food"])
def test_only_who_answers_for_a_case_ends_it(people: Cast, who: str) -> None:
    case = accepted(people)

    with pytest.raises(NotThereError):
        terminate(case.pk, reason="不想办了", by=getattr(people, who), at=LATER)

    assert Case.objects.get(pk=case.pk).is_open


@pytest.mark.parametrize("who", ["legal", "admin"])
def test_others_hand_over_nothing(people: Cast, who: str) -> None:
    with pytest.raises(NotThereError):
        hand_over(a_case(people).pk, to=people.clerk2, by=getattr(people, who), at=LATER)
