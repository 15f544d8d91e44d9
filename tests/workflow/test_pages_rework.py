"""The page of a case offers going back only where it can be done."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.makers.answers import words
from tests.makers.organization import Cast, sign_in
from tests.makers.workflow import MORNING, accepted, do, reviewed, task_of
from tests.workflow.refusing import refused
from workflow.actions import claim, recall, terminate
from workflow.models import Case
from workflow.outcomes import Outcome


def shown_to(people: Cast, name: str, case: Case) -> str:
    page = sign_in(Client(), getattr(people, name)).get(reverse("case", args=[case.number]))
    return words(page)


def test_a_result_taken_back_is_named_by_its_step(people: Cast) -> None:
    case = reviewed(people)

    assert "收回“强检仪表”" in shown_to(people, "metrology", case)


def test_a_result_is_not_offered_back_once_what_follows_is_taken_up(people: Cast) -> None:
    case = reviewed(people)
    claim(task_of(case, "decision").pk, by=people.chief, at=MORNING)

    assert "收回" not in shown_to(people, "metrology", case)


@pytest.mark.parametrize("who", ["metrology", "chief"])
def test_after_the_decision_nobody_is_offered_a_result_back(people: Cast, who: str) -> None:
    case = reviewed(people)
    do(people, case, "decision", Outcome.GRANTED)

    assert "收回" not in shown_to(people, who, case)


def test_a_step_with_nothing_before_it_offers_no_return(people: Cast) -> None:
    case = accepted(people)

    assert reverse("return_to", args=[task_of(case, "metrology").pk]) not in shown_to(
        people, "metrology", case
    )


def test_a_step_with_something_before_it_offers_a_return(people: Cast) -> None:
    case = reviewed(people)

    assert reverse("return_to", args=[task_of(case, "decision").pk]) in shown_to(people, "chief", case)


def test_a_case_brought_to_an_end_is_not_begun_again_by_a_result_taken_back(people: Cast) -> None:
    case = accepted(people)
    do(people, case, "metrology")
    terminate(case.pk, reason="申请人注销", by=people.chief, at=MORNING)

    with refused("workflow.recall_final"):
        recall(task_of(case, "metrology").pk, by=people.metrology, at=MORNING, reason="误填")
