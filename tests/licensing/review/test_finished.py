"""A second tab, opened again after the task is done: what was done, by whom and when, and no form."""

from typing import Any

import pytest

from licensing.states import DecisionKind
from organization.models import Person
from tests.makers.answers import words
from tests.makers.licensing import World, a_world, task
from tests.makers.reviewing import (
    ANSWER,
    DISSENT,
    ITEM,
    at_desk,
    drawn_together,
    get,
    just_now,
    post,
)
from workflow.models import Task

pytestmark = pytest.mark.django_db

PAGES = [
    pytest.param("special_procedure", "examine", "equipment", id="first examination"),
    pytest.param("special_procedure", "appraisal", "institute", id="special procedure"),
    pytest.param("opinion", "metrology_review", "metrology", id="opinion"),
    pytest.param("site_check", "site_check", "newdistrict", id="site check"),
    pytest.param("synthesis", "synthesis", "equipment", id="drawing together"),
    pytest.param("dissent", "metrology_review", "equipment", id="answer to a dissent"),
    pytest.param("reassign", "metrology_review", "metrology", id="handing on"),
    pytest.param("consult", "metrology_review", "metrology", id="asking others"),
]


@pytest.fixture
def world() -> World:
    return a_world(ITEM)


def shown(world: World, name: str, step: str, who: str) -> tuple[Task, Any]:
    mine = task(drawn_together(world), step)
    person: Person = getattr(world.cast, who)
    return mine, get(person, name, mine.pk)


@pytest.mark.parametrize(("name", "step", "who"), PAGES)
def test_a_finished_task_shows_who_did_what_when(world: World, name: str, step: str, who: str) -> None:
    mine, answer = shown(world, name, step, who)

    said = words(answer)
    assert answer.status_code == 200
    assert "这一环节已经办结" in said
    assert mine.done_by is not None
    assert mine.done_by.name in said
    assert str(mine.get_outcome_display()) in said
    assert 'id="work"' not in said
    assert "<textarea" not in said


def test_a_dissent_is_shown_with_its_answer(world: World) -> None:
    _mine, answer = shown(world, "opinion", "metrology_review", "metrology")

    said = words(answer)
    assert DISSENT in said
    assert ANSWER in said


def test_a_sent_form_is_told_who_was_first(world: World) -> None:
    mine = task(drawn_together(world), "decision")
    granted = {"kind": DecisionKind.GRANTED.value}
    assert post(world.cast.chief, "decision", mine.pk, granted).status_code == 302

    late = post(world.cast.chief, "decision", mine.pk, granted)

    assert late.status_code == 409
    assert world.cast.chief.name in words(late)
    assert "这一环节已经办结" in words(at_desk(world.cast.chief).get(f"/tasks/{mine.pk}/decision/"))


def test_an_answered_dissent_no_longer_stands_in_red(world: World) -> None:
    application = drawn_together(world)
    day = just_now().date()

    case = words(get(world.cast.equipment, "case", application.case.number))
    desk = words(get(world.cast.chief, "decision", task(application, "decision").pk))

    assert 'class="is-answered"' in case
    assert 'class="is-dissent"' not in case
    assert "，待答复" not in case
    assert "不同意，已答复" in case
    assert f"{world.cast.equipment.title()} {day.isoformat()}" in case
    assert "voice--dissent" not in desk
    assert "异议，已书面答复" in desk
