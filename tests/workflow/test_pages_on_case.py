"""The pages of the acts on a case as a whole, and of going on without a late department."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from records.models import Event
from tests.makers.answers import words
from tests.makers.organization import Cast, sign_in
from tests.makers.workflow import a_case, a_process, accepted, licence_steps, reviewed, task_of
from workflow.models import Case, Task
from workflow.steps import Priority

ACTS = ("terminate", "hand_over", "prioritise")


def of(people: Cast, who: str) -> Client:
    return sign_in(Client(), getattr(people, who))


def offered(people: Cast, who: str, case: Case) -> set[str]:
    page = words(of(people, who).get(reverse("case", args=[case.number])))
    return {act for act in ACTS if f'"{reverse(act, args=[case.number])}"' in page}


@pytest.mark.parametrize(
    ("who", "acts"),
    [
        ("clerk", {"terminate", "hand_over"}),
        ("clerk2", set()),
        ("equipment", set()),
        ("supervisor", set()),
        ("leader", set(ACTS)),
        ("chief", set(ACTS)),
    ],
)
def test_an_act_is_offered_to_whom_may_do_it_and_to_nobody_else(
    people: Cast, who: str, acts: set[str]
) -> None:
    assert offered(people, who, accepted(people)) == acts


def test_after_its_end_a_case_offers_nothing(people: Cast) -> None:
    case = accepted(people)
    of(people, "clerk").post(reverse("terminate", args=[case.number]), {"reason": "企业已注销"})

    assert offered(people, "chief", case) == set()


def test_an_act_says_what_comes_of_it_before_it_is_done(people: Cast) -> None:
    page = words(of(people, "clerk").get(reverse("terminate", args=[accepted(people).number])))

    assert "没办完的任务全部取消，申请人收到通知和理由" in page
    assert "只能重新申请" in page


def test_a_case_is_ended_with_its_reason(people: Cast) -> None:
    case = accepted(people)

    answer = of(people, "clerk").post(reverse("terminate", args=[case.number]), {"reason": "企业已注销"})

    assert answer.status_code == 302
    case.refresh_from_db()
    assert (case.state, case.outcome) == ("closed", "terminated")
    assert Event.objects.about(case.subject).get(verb="case.terminated").data["reason"] == "企业已注销"


@pytest.mark.parametrize("act", ACTS)
def test_without_a_reason_nothing_is_done_and_nothing_typed_is_lost(people: Cast, act: str) -> None:
    case = accepted(people)
    given = {"reason": "", "to": str(people.clerk2.pk), "priority": str(Priority.URGENT.value)}

    answer = of(people, "chief").post(reverse(act, args=[case.number]), given)

    assert answer.status_code == 422
    assert 'id="id_reason_error"' in words(answer)
    case.refresh_from_db()
    assert (case.is_open, case.responsible, case.priority) == (True, people.clerk, Priority.NORMAL)


def test_responsibility_is_handed_to_one_of_the_people_who_have_part_in_it(people: Cast) -> None:
    case = accepted(people)
    url = reverse("hand_over", args=[case.number])
    clerk = of(people, "clerk")

    page = words(clerk.get(url))
    answer = clerk.post(url, {"to": people.clerk2.pk, "reason": "轮岗"})

    assert f'value="{people.clerk2.pk}"' in page
    assert f'value="{people.food.pk}"' not in page
    assert answer.status_code == 302
    case.refresh_from_db()
    assert case.responsible == people.clerk2
    assert clerk.get(url).status_code == 404


def test_a_case_moves_up_with_its_tasks(people: Cast) -> None:
    case = accepted(people)

    of(people, "leader").post(
        reverse("prioritise", args=[case.number]), {"priority": "1", "reason": "重大项目"}
    )

    assert set(Task.objects.filter(case=case, state="open").values_list("priority", flat=True)) == {1}
    page = words(of(people, "leader").get(reverse("case", args=[case.number])))
    assert "将优先级调整为“急件”：重大项目" in page


def test_the_second_of_two_who_end_a_case_is_told(people: Cast) -> None:
    case = accepted(people)
    url = reverse("terminate", args=[case.number])
    of(people, "clerk").post(url, {"reason": "企业已注销"})

    answer = of(people, "chief").post(url, {"reason": "重复申请"})

    assert answer.status_code == 409


def test_the_lead_is_offered_to_go_on_once_an_optional_department_is_late(people: Cast) -> None:
    steps = licence_steps()
    steps[4]["required"] = False
    begun = timezone.now() - timedelta(days=30)
    case = accepted(people, a_case(people, a_process(steps), at=begun), at=begun)
    late, required = task_of(case, "legal"), task_of(case, "metrology")
    lead = of(people, "equipment")

    page = words(lead.get(reverse("case", args=[case.number])))
    answer = lead.post(reverse("proceed", args=[late.pk]), {"reason": "催办两次未复"})

    assert reverse("proceed", args=[late.pk]) in page
    assert reverse("proceed", args=[required.pk]) not in page
    assert answer.status_code == 302
    assert task_of(case, "legal").state == "skipped"
    refused = lead.post(reverse("proceed", args=[required.pk]), {"reason": "不等了"})
    assert refused.status_code == 422
    assert "必经环节" in words(refused)


def test_a_page_of_an_act_asks_little(people: Cast, django_assert_max_num_queries: Any) -> None:
    case = reviewed(people)
    chief = of(people, "chief")
    chief.get(reverse("hand_over", args=[case.number]))

    with django_assert_max_num_queries(16):
        chief.get(reverse("hand_over", args=[case.number]))
