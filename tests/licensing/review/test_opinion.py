"""The page of an opinion: what a reviewer sees, what comes of the form, what is never lost."""

from typing import Any

import pytest

from licensing.models import TaskDraft
from records.models import Event
from tests.makers.answers import words
from tests.makers.licensing import World, a_world, accepted, task
from tests.makers.organization import give_post
from tests.makers.reviewing import ITEM, at_desk, get, just_now, opine, post, under_review
from tests.makers.statements import statements
from workflow.actions import consult
from workflow.models import Case, Task
from workflow.outcomes import Outcome

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return a_world(ITEM)


@pytest.fixture
def review(world: World) -> Task:
    return task(under_review(world), "metrology_review")


def test_a_reviewer_finds_all_she_needs_on_one_page(world: World) -> None:
    application = under_review(world)
    opine(world, application, "legal_review", opinion="程序合法，依据有效。")

    page = words(get(world.cast.metrology, "opinion", task(application, "metrology_review").pk))

    for part in (
        "本处时限",
        "限",
        "充装许可申请书",
        "设计充装能力",
        "有与充装和管理相适应的",
        "程序合法，依据有效。",
        "受理通知书",
    ):
        assert part in page, part


@pytest.mark.parametrize("who", ["legal", "clerk", "chief", "food", "transport", "supervisor", "enterprise"])
def test_another_units_review_is_not_there(world: World, review: Task, who: str) -> None:
    stranger = getattr(world.cast, who)

    assert get(stranger, "opinion", review.pk).status_code == 404
    assert post(stranger, "opinion", review.pk, {"outcome": "agree"}).status_code == 404
    assert post(stranger, "task_draft", review.pk, {"opinion": "我"}).status_code == 404
    assert get(stranger, "task_voices", review.pk).status_code == 404
    assert task_of(review).is_open


def test_an_opinion_ends_the_task_and_leads_to_the_case(world: World, review: Task) -> None:
    post(world.cast.metrology, "task_draft", review.pk, {"opinion": "写了一半"})

    answer = post(world.cast.metrology, "opinion", review.pk, {"outcome": "agree", "opinion": "同意。"})

    done = task_of(review)
    assert (answer.status_code, answer["Location"]) == (302, f"/cases/{review.case.number}/")
    assert (done.outcome, done.opinion, done.done_by) == (Outcome.AGREE, "同意。", world.cast.metrology)
    assert not TaskDraft.objects.exists()


def test_conditions_keep_the_text_they_stand_on(world: World, review: Task) -> None:
    given = {
        "outcome": "agree_with_conditions",
        "opinion": "有条件同意",
        "conditions": ["检定后存档", "", "每年报备"],
        "conditions_basis": ["计量法第九条", "", "计量法第十条"],
    }

    post(world.cast.metrology, "opinion", review.pk, given)

    assert task_of(review).conditions == [
        "检定后存档（依据：计量法第九条）",
        "每年报备（依据：计量法第十条）",
    ]


@pytest.mark.parametrize(
    ("given", "field", "said"),
    [
        ({"opinion": "很长的意见"}, "outcome", "请选择同意"),
        ({"outcome": "maybe", "opinion": "很长的意见"}, "outcome", "maybe"),
        ({"outcome": "dissent", "conditions": ["留着的条件"]}, "opinion", "不同意须写明理由"),
        ({"outcome": "agree_with_conditions", "opinion": "很长的意见"}, "conditions", "须逐条写明条件"),
        (
            {"outcome": "agree_with_conditions", "opinion": "很长的意见", "conditions": ["留着的条件"]},
            "conditions",
            "第 1 条没有法律依据",
        ),
        (
            {
                "outcome": "agree_with_conditions",
                "opinion": "很长的意见",
                "conditions_basis": ["计量法第九条"],
            },
            "conditions",
            "须逐条写明条件",
        ),
    ],
)
def test_what_is_wrong_stands_at_its_field_and_nothing_is_lost(
    world: World, review: Task, given: dict[str, str | list[str]], field: str, said: str
) -> None:
    answer = post(world.cast.metrology, "opinion", review.pk, given)

    page = words(answer)
    assert answer.status_code == 422
    assert said in page
    assert f'id="id_{field}_error"' in page
    assert f'href="#id_{field}"' in page
    assert f'id="id_{field}"' in page
    for kept in (given.get("opinion"), *given.get("conditions", ())):
        assert not kept or kept in page
    assert task_of(review).is_open


def test_a_refused_dissent_leaves_its_trace(world: World, review: Task) -> None:
    post(world.cast.metrology, "opinion", review.pk, {"outcome": "dissent", "opinion": " "})

    assert Event.objects.filter(verb="attempt.refused", data__code="licensing.no_opinion").count() == 1


def test_the_same_form_twice_is_one_opinion(world: World, review: Task) -> None:
    desk, given = at_desk(world.cast.metrology), {"outcome": "agree", "opinion": "同意。", "token": "abc"}

    answers = [desk.post(f"/tasks/{review.pk}/opinion/", given) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert Event.objects.filter(verb="opinion.submitted").count() == 1


def test_who_comes_second_is_told_who_was_first_and_keeps_the_text(world: World, review: Task) -> None:
    other = world.supervision
    give_post(other, world.cast.unit("metrology"))
    post(world.cast.metrology, "opinion", review.pk, {"outcome": "agree", "token": "one"})

    answer = post(other, "opinion", review.pk, {"outcome": "dissent", "opinion": "我的长文", "token": "two"})

    assert answer.status_code == 409
    assert "何度" in words(answer)
    assert "我的长文" in words(answer)
    assert task_of(review).outcome == Outcome.AGREE


def test_others_opinions_come_in_and_nothing_comes_while_nothing_happens(world: World) -> None:
    application = under_review(world)
    mine = task(application, "metrology_review")
    seen = last_line(mine)
    opine(world, application, "legal_review", opinion="程序合法。")

    desk = at_desk(world.cast.metrology)
    fresh: Any = desk.get(f"/tasks/{mine.pk}/voices/", {"seen": seen})
    again = desk.get(f"/tasks/{mine.pk}/voices/", {"seen": seen + 1})

    assert "程序合法。" in words(fresh)
    assert f"seen={seen + 1}" in words(fresh)
    assert again.status_code == 204


def test_an_outside_authority_sees_its_own_part_only() -> None:
    world = a_world("QTS-19")
    application = accepted(world, "QTS-19", at=just_now())
    opine(world, application, "food_review", opinion="本局内部的意见")
    mine = task(application, "transport_opinion")

    page = words(get(world.cast.transport, "opinion", mine.pk))
    case = words(get(world.cast.transport, "case", application.case.number))
    answer = post(world.cast.transport, "opinion", mine.pk, {"outcome": "agree", "opinion": "路线可行。"})

    assert "本局内部的意见" not in page + case
    assert "责任链" not in case
    assert answer.status_code == 302
    assert "路线可行。" in words(get(world.cast.transport, "case", application.case.number))


def test_a_clerk_answers_for_an_outside_authority_on_the_windows_page() -> None:
    world = a_world("QTS-19")
    mine = task(accepted(world, "QTS-19", at=just_now()), "transport_opinion")

    answer = get(world.cast.clerk, "opinion", mine.pk)

    assert answer.status_code == 302
    assert f"/tasks/{mine.pk}/" in answer["Location"]


def test_who_is_asked_for_help_reads_the_question_and_answers(world: World, review: Task) -> None:
    units = [world.cast.unit("metrology_institute")]
    consult(
        review.pk, units=units, question="两台秤检定了吗？", days=2, by=world.cast.metrology, at=just_now()
    )
    asked = Task.objects.get(step__isnull=True)

    page = words(get(world.verifier, "opinion", asked.pk))
    answer = post(world.verifier, "opinion", asked.pk, {"outcome": "agree", "opinion": "均已检定。"})

    assert "两台秤检定了吗？" in page
    assert answer.status_code == 302
    assert "均已检定。" in words(get(world.cast.metrology, "opinion", review.pk))


def test_the_page_asks_little_of_the_database(world: World, review: Task) -> None:
    desk = at_desk(world.cast.metrology)
    desk.get(f"/tasks/{review.pk}/opinion/")

    with statements() as found:
        desk.get(f"/tasks/{review.pk}/opinion/")
    with statements() as polled:
        desk.get(f"/tasks/{review.pk}/voices/", {"seen": last_line(review)})

    assert len(found.asked) <= 25, "\n".join(found.asked)
    assert len(polled.asked) <= 14, "\n".join(polled.asked)


def task_of(review: Task) -> Task:
    return Task.objects.get(pk=review.pk)


def last_line(review: Task) -> int:
    return Case.objects.get(pk=review.case_id).last_seq
