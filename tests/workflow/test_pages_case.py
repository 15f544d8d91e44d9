"""The page of a case and the acts on it through the client."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from tests.makers.answers import words
from tests.makers.organization import Cast, sign_in
from tests.makers.statements import statements
from tests.makers.workflow import (
    MORNING,
    a_case,
    a_process,
    a_step,
    accepted,
    decision,
    do,
    intake,
    reviewed,
    task_of,
)
from workdays.store import current_calendar
from workflow.actions import claim
from workflow.models import Case, Task
from workflow.outcomes import Outcome
from workflow.overview import open_file


@pytest.fixture
def metrology(client: Client, people: Cast) -> Client:
    return sign_in(client, people.metrology)


def page_of(client: Client, case: Case) -> str:
    return words(client.get(reverse("case", args=[case.number])))


def test_the_page_tells_both_clocks_whose_turn_it_is_and_the_record(metrology: Client, people: Cast) -> None:
    case = accepted(people)

    page = page_of(metrology, case)

    assert "承诺时限" in page
    assert "法定时限" in page
    assert "轮到" in page
    assert "强检仪表" in page
    assert "链校验一致" in page
    assert 'class="stepmap' in page


@pytest.mark.parametrize("name", ["case", "case_sheet"])
def test_somebody_elses_case_answers_like_a_missing_one(client: Client, people: Cast, name: str) -> None:
    case = accepted(people)
    stranger = sign_in(client, people.food)

    theirs = stranger.get(reverse(name, args=[case.number]))
    missing = stranger.get(reverse(name, args=["321100-20200101-99999-0"]))

    assert theirs.status_code == missing.status_code == 404
    assert case.title not in words(theirs)


@pytest.mark.parametrize("clock", ["promised", "statutory"])
def test_the_working_of_a_date_counts_day_by_day(metrology: Client, people: Cast, clock: str) -> None:
    case = accepted(people)

    page = words(metrology.get(reverse("working", args=[case.number, clock])))

    assert "怎么算出来的" in page
    assert "国庆" in page
    assert "合计" in page


def test_the_working_of_a_task_is_told_and_that_of_an_unknown_clock_is_not_there(
    metrology: Client, people: Cast
) -> None:
    case = accepted(people)
    mine = task_of(case, "metrology")

    assert metrology.get(reverse("working", args=[case.number, f"task-{mine.pk}"])).status_code == 200
    for clock in ("task-0", "task-x", "yesterday"):
        assert metrology.get(reverse("working", args=[case.number, clock])).status_code == 404


def test_days_that_are_not_counted_raise_no_alarm(people: Cast) -> None:
    appraisal = a_step(
        "appraisal",
        "equipment_institute",
        kind="appraisal",
        days=None,
        after=["intake"],
        pause_ground="expert_review",
        expected_days=60,
    )
    review = a_step("review", "equipment", days=3, after=["appraisal"])
    process = a_process([intake(), appraisal, review, decision(["review"])])
    case = accepted(people, a_case(people, process))

    def risk(day: date) -> bool:
        return open_file(case, today=day, calendar=current_calendar()).is_at_risk

    assert not risk(date(2026, 9, 23))
    assert risk(date(2026, 11, 24))


def test_no_clock_is_shown_before_acceptance(client: Client, people: Cast) -> None:
    case = a_case(people)
    window = sign_in(client, people.clerk)

    assert "承诺时限" not in page_of(window, case)
    assert window.get(reverse("working", args=[case.number, "promised"])).status_code == 404


def test_a_task_goes_back_with_a_reason_and_opens_a_new_round(client: Client, people: Cast) -> None:
    case = reviewed(people)
    decision = task_of(case, "decision")
    chief = sign_in(client, people.chief)
    url = reverse("return_to", args=[decision.pk])

    without = chief.post(url, {"step": "legal", "reason": ""})
    done = chief.post(url, {"step": "legal", "reason": "请补充依据"})

    assert without.status_code == 422
    assert done.status_code == 302
    assert task_of(case, "legal").round == 2


def test_a_consultation_asks_another_unit_and_the_refusal_stands_at_its_field(
    metrology: Client, people: Cast
) -> None:
    case = accepted(people)
    mine = task_of(case, "metrology")
    url = reverse("consult", args=[mine.pk])
    given = {"units": [people.unit("standards").pk], "question": "该标准是否现行？", "days": 2}

    wrong = metrology.post(url, {**given, "question": ""})
    done = metrology.post(url, given)

    assert wrong.status_code == 422
    assert done.status_code == 302
    asked = Task.objects.get(case=case, step__isnull=True)
    assert asked.unit == people.unit("standards")


def test_a_task_is_handed_to_a_colleague_only(metrology: Client, people: Cast) -> None:
    mine = task_of(accepted(people), "metrology")
    claim(mine.pk, by=people.metrology, at=MORNING)
    url = reverse("reassign", args=[mine.pk])

    refused = metrology.post(url, {"to": people.legal.pk, "reason": "出差"})
    put_back = metrology.post(url, {"to": "", "reason": "出差"})

    assert refused.status_code == 422
    assert put_back.status_code == 302


def test_a_result_is_taken_back_by_who_gave_it(metrology: Client, people: Cast) -> None:
    case = accepted(people)
    do(people, case, "metrology", Outcome.DISSENT, opinion="证书过期")
    given = task_of(case, "metrology")
    url = reverse("recall", args=[given.pk])

    assert url in page_of(metrology, case)
    assert metrology.post(url, {"reason": "误填"}).status_code == 302
    assert task_of(case, "metrology").round == 2


def test_a_case_is_found_by_number_name_initials_and_code(client: Client, people: Cast) -> None:
    case = accepted(people)
    window = sign_in(client, people.clerk)

    at_once = window.get(reverse("search"), {"q": case.number})
    assert at_once.headers["Location"] == reverse("case", args=[case.number])
    for asked in (case.party.name[:4], case.party.pinyin_initials[:6], case.party.code[:10]):
        assert case.number in words(window.get(reverse("search"), {"q": asked})), asked
    assert "没有找到案件" in words(window.get(reverse("search"), {"q": "不存在的企业"}))


def test_the_search_shows_only_what_one_may_see(client: Client, people: Cast) -> None:
    case = accepted(people)

    found = sign_in(client, people.food).get(reverse("search"), {"q": case.party.name})

    assert case.number not in words(found)


def test_the_bare_page_of_a_case_is_read_in_sixteen_statements(metrology: Client, people: Cast) -> None:
    case = reviewed(people)
    metrology.get(reverse("case", args=[case.number]))

    with statements() as asked:
        page_of(metrology, case)

    assert len(asked.asked) <= 16
