"""Drawing the opinions together, and answering dissent."""

import pytest

from tests.makers.answers import words
from tests.makers.licensing import World, a_world, task
from tests.makers.reviewing import (
    ANSWER,
    CONDITION,
    DISSENT,
    ITEM,
    drawn_together,
    get,
    post,
    reviewed,
    under_review,
)
from workflow.outcomes import Outcome

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return a_world(ITEM)


def test_the_lead_sees_all_voices_and_their_conditions(world: World) -> None:
    application = reviewed(world)

    page = words(get(world.cast.equipment, "synthesis", task(application, "synthesis").pk))

    assert DISSENT in page
    assert "1 个异议待书面答复" in page
    assert 'value="投用前完成压力试验并存档"' in page
    assert 'value="特种设备安全法第四十九条"' in page


def test_nothing_is_drawn_together_while_a_dissent_is_unanswered(world: World) -> None:
    application = reviewed(world)
    given = {"recommends": "granted", "opinion": "我的综合意见"}

    answer = post(world.cast.equipment, "synthesis", task(application, "synthesis").pk, given)

    assert answer.status_code == 422
    assert "不同意见尚未书面答复：强检仪表审查" in words(answer)
    assert "我的综合意见" in words(answer)


def test_a_dissent_is_answered_in_place(world: World) -> None:
    application = reviewed(world)
    review = task(application, "metrology_review")

    empty = post(world.cast.equipment, "dissent", review.pk, {"text": "  "}, hx=True)
    answer = post(world.cast.equipment, "dissent", review.pk, {"text": ANSWER}, hx=True)
    again = post(world.cast.equipment, "dissent", review.pk, {"text": "另一答复"}, hx=True)

    assert empty.status_code == 422
    assert "答复不能为空" in words(empty)
    assert ANSWER in words(answer)
    assert "异议均已书面答复" in words(answer)
    assert again.status_code == 422
    assert "另一答复" not in words(get(world.cast.equipment, "case", application.case.number))


def test_without_scripts_the_answer_leads_back_to_its_page(world: World) -> None:
    application = reviewed(world)
    review, back = (
        task(application, "metrology_review"),
        f"/tasks/{task(application, 'synthesis').pk}/synthesis/",
    )

    answer = post(world.cast.equipment, "dissent", review.pk, {"text": ANSWER, "back": back})

    assert (answer.status_code, answer["Location"]) == (302, back)
    assert ANSWER in words(get(world.cast.equipment, "synthesis", task(application, "synthesis").pk))


def test_an_answer_never_leads_out_of_the_house(world: World) -> None:
    review = task(reviewed(world), "metrology_review")

    answer = post(world.cast.equipment, "dissent", review.pk, {"text": ANSWER, "back": "//evil.example/"})

    assert answer["Location"].startswith("/cases/")


@pytest.mark.parametrize(
    ("who", "status"), [("equipment", 200), ("chief", 200), ("metrology", 404), ("legal", 404)]
)
def test_dissent_is_answered_by_the_lead_and_the_leaders(world: World, who: str, status: int) -> None:
    review = task(reviewed(world), "metrology_review")

    answer = get(getattr(world.cast, who), "dissent", review.pk)

    assert answer.status_code == status
    assert ('data-key="Ctrl+Enter"' in words(answer)) is (status == 200)


def test_who_did_not_dissent_is_not_answered(world: World) -> None:
    application = reviewed(world)

    assert get(world.cast.equipment, "dissent", task(application, "legal_review").pk).status_code == 404


def test_conclusions_are_sent_up_with_their_conditions(world: World) -> None:
    application = drawn_together(world)

    drawn = task(application, "synthesis")
    assert (drawn.outcome, drawn.conditions) == (Outcome.AGREE, [CONDITION])


def test_drawing_together_through_the_page(world: World) -> None:
    application = reviewed(world, dissent=False)
    drawn = task(application, "synthesis")
    base = {"recommends": "denied", "conditions": ["改写的条件"], "conditions_basis": ["计量法第九条"]}

    empty = post(world.cast.equipment, "synthesis", drawn.pk, base)
    answer = post(world.cast.equipment, "synthesis", drawn.pk, {**base, "opinion": "不符合"})

    assert empty.status_code == 422
    assert 'id="id_opinion_error"' in words(empty)
    assert answer.status_code == 302
    drawn.refresh_from_db()
    assert (drawn.outcome, drawn.conditions) == (Outcome.FAILED, ["改写的条件（依据：计量法第九条）"])


@pytest.mark.parametrize("who", ["metrology", "legal", "clerk", "chief", "newdistrict"])
def test_only_the_head_of_the_lead_draws_together(world: World, who: str) -> None:
    drawn = task(reviewed(world), "synthesis")

    assert get(getattr(world.cast, who), "synthesis", drawn.pk).status_code == 404


def test_a_task_of_another_kind_has_no_such_page(world: World) -> None:
    review = task(under_review(world), "metrology_review")

    for name in ("site_check", "synthesis", "decision", "forward", "special_notice"):
        assert get(world.cast.metrology, name, review.pk).status_code == 404, name


def test_one_step_to_the_next_of_the_same_kind(world: World) -> None:
    first, second = (task(under_review(world), "metrology_review").pk for _ in range(2))

    page = words(get(world.cast.metrology, "opinion", first))

    assert "第 1 / 2 件" in page
    assert f'href="/tasks/{second}/opinion/" data-key="]"' in page
