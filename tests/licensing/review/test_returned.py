"""Whoever does a step once more reads who sent it back and why, on the page where it is done."""

import pytest

from documents.models import Document
from licensing.actions import start_special_procedure
from tests.makers.answers import words
from tests.makers.licensing import World, a_world, task
from tests.makers.reviewing import ITEM, appraising, drawn_together, get, just_now, opine, reviewed
from workflow.actions import recall, return_to

pytestmark = pytest.mark.django_db
REASON = "请补充检定证书核对情况"


@pytest.fixture
def world() -> World:
    return a_world(ITEM)


@pytest.mark.parametrize(
    ("step", "who", "page"),
    [
        ("examine", "equipment", "special_procedure"),
        ("appraisal", "institute", "special_procedure"),
        ("metrology_review", "metrology", "opinion"),
        ("site_check", "newdistrict", "site_check"),
        ("synthesis", "equipment", "synthesis"),
    ],
)
def test_the_page_of_a_step_sent_back_says_by_whom_and_why(
    world: World, step: str, who: str, page: str
) -> None:
    application, chief = drawn_together(world), world.cast.chief
    return_to(task(application, "decision").pk, step=step, reason=REASON, by=chief, at=just_now())

    shown = words(get(getattr(world.cast, who), page, task(application, step).pk))

    assert f"{chief.name} 由“作出决定”退回重办：" in shown
    assert REASON in shown


def test_the_reason_is_not_told_to_the_steps_that_only_follow(world: World) -> None:
    application = reviewed(world, dissent=False)
    pk, lead = task(application, "synthesis").pk, world.cast.equipment
    return_to(pk, step="metrology_review", reason=REASON, by=lead, at=just_now())
    opine(world, application, "metrology_review")

    assert REASON not in words(get(lead, "synthesis", task(application, "synthesis").pk))


def test_a_result_taken_back_forgets_why_the_round_before_was_asked_for(world: World) -> None:
    application = reviewed(world, dissent=False)
    pk = task(application, "synthesis").pk
    return_to(pk, step="metrology_review", reason=REASON, by=world.cast.equipment, at=just_now())
    opine(world, application, "metrology_review")

    recall(task(application, "metrology_review").pk, by=world.cast.metrology, at=just_now(), reason="误填")

    assert "returned" not in task(application, "metrology_review").why


def test_a_procedure_begun_by_what_is_taken_back_has_no_notice_in_force(world: World) -> None:
    application = appraising(world)
    recall(task(application, "examine").pk, by=world.cast.equipment, at=just_now(), reason="天数写错")
    start_special_procedure(
        task(application, "examine").pk, expected_days=30, by=world.cast.equipment, at=just_now()
    )

    notices = Document.objects.filter(kind="special_procedure").order_by("serial_no")

    assert [notice.standing for notice in notices] == ["revoked", "valid"]
    assert "收回" in notices[0].standing_reason


def test_the_notice_of_a_procedure_that_came_to_its_end_stays_in_force(world: World) -> None:
    application, chief = drawn_together(world), world.cast.chief
    return_to(task(application, "decision").pk, step="appraisal", reason=REASON, by=chief, at=just_now())

    assert Document.objects.get(kind="special_procedure").standing == "valid"
