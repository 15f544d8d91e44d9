"""A case from receipt to certificate, through the acts."""

from datetime import date, timedelta

import pytest

from notices.models import Notice
from organization.models import Absence, Delegation
from records.models import Event
from tests.makers.organization import Cast
from tests.makers.workflow import MORNING, REVIEWS, a_case, accepted, do, reviewed, task_of
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


@pytest.mark.parametrize(
    ("district", "unit", "words"),
    [
        ("321171", "newdistrict", "委托"),
        ("321181", "danyang", "自己的名义"),
        ("321102", "equipment", "由主办处室办理"),
        ("321100", "equipment", "由主办处室办理"),
    ],
    ids=["entrusted bureau", "a bureau of its own", "a district without one", "the city"],
)
def test_a_districts_step_goes_to_its_bureau_else_to_the_lead_and_says_why(
    people: Cast, district: str, unit: str, words: str
) -> None:
    task = task_of(a_case(people, district=district), "district")

    assert task.unit == people.unit(unit)
    assert words in task.why["reason"]
    assert (task.why["district"], task.why["function"]) == (district, "special_equipment")


def test_a_delegation_that_ended_before_the_step_opens_leaves_it_to_the_lead(people: Cast) -> None:
    case = a_case(people)
    Delegation.objects.filter(unit=people.unit("newdistrict")).update(last_on=date(2026, 9, 23))

    accepted(people, case, at=MORNING + timedelta(days=1))

    assert task_of(case, "district").unit == people.unit("equipment")


def test_every_routing_keeps_its_why(people: Cast) -> None:
    assert all(task.why["reason"] for task in Task.objects.filter(case=a_case(people)))


def test_those_who_may_take_the_opened_steps_are_told_once_each(people: Cast) -> None:
    case = accepted(people)

    told = Notice.objects.filter(kind="task.opened", version=str(case.last_seq))
    hands = [people.equipment, people.metrology, people.institute, people.legal, people.newdistrict]
    assert set(told.values_list("recipient", flat=True)) == {person.pk for person in hands}
    assert told.count() == 5
    assert all(one.url == f"/cases/{case.number}/" for one in told)


def test_the_deputy_of_an_absent_reviewer_is_told_instead(people: Cast) -> None:
    case, day = a_case(people), date(2026, 9, 23)
    Absence.objects.create(person=people.legal, deputy=people.food, first_on=day, last_on=day)

    case = accepted(people, case)

    told = Notice.objects.filter(kind="task.opened", version=str(case.last_seq))
    assert people.food.pk in told.values_list("recipient", flat=True)
    assert people.legal.pk not in told.values_list("recipient", flat=True)
