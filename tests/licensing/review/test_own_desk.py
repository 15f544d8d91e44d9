"""Nothing typed is lost: not to a refusal, nor to a sign-in that has ended, nor to another's sign-in."""

from collections.abc import Mapping
from typing import Any

import pytest
from django.test import Client

from licensing.models import TaskDraft
from licensing.views.review.own_desk import seal
from organization.models import Person
from tests.makers.answers import words
from tests.makers.licensing import World, a_world, task
from tests.makers.reviewing import ITEM, at_desk, drawn_together, get, post, reviewed, under_review
from workflow.models import Task

pytestmark = pytest.mark.django_db
TYPED = "两台电子秤的检定证书过期，须重新送检。"


@pytest.fixture
def world() -> World:
    return a_world(ITEM)


@pytest.fixture
def review(world: World) -> Task:
    return task(under_review(world), "metrology_review")


def sealed(person: Person, pk: int, **typed: str) -> dict[str, str]:
    """A form as the person's own page sends it."""
    return {"desk": seal(pk, person), **typed}


def drafts() -> dict[str, Any]:
    """What is kept, by whose it is."""
    return {draft.person.username: draft.data for draft in TaskDraft.objects.select_related("person")}


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param({"opinion": TYPED}, id="no conclusion"),
        pytest.param(
            {"outcome": "agree_with_conditions", "opinion": TYPED, "conditions": ["无依据的条件"]},
            id="a condition without basis",
        ),
    ],
)
def test_a_refused_form_is_there_again_the_next_day(
    world: World, review: Task, typed: Mapping[str, Any]
) -> None:
    refused = post(world.cast.metrology, "opinion", review.pk, typed)

    assert refused.status_code == 422
    assert TYPED in words(refused)
    assert TYPED in words(get(world.cast.metrology, "opinion", review.pk))


def test_what_the_act_refuses_is_kept_too(world: World) -> None:
    mine = task(reviewed(world), "synthesis")

    refused = post(world.cast.equipment, "synthesis", mine.pk, {"recommends": "granted", "opinion": TYPED})

    assert refused.status_code == 422, "a dissent wants its answer first"
    assert TYPED in words(get(world.cast.equipment, "synthesis", mine.pk))


def test_a_form_sent_after_the_sign_in_ended_becomes_the_draft(world: World, review: Task) -> None:
    metrology = world.cast.metrology
    sent = sealed(metrology, review.pk, outcome="dissent", opinion=TYPED)

    answer = Client().post(f"/tasks/{review.pk}/opinion/", sent, follow=True)

    assert answer.redirect_chain[-1][0] == f"/accounts/login/?next=/tasks/{review.pk}/opinion/"
    assert "您填的内容已存为草稿" in words(answer)
    assert Task.objects.get(pk=review.pk).is_open
    assert TYPED in words(get(metrology, "opinion", review.pk))
    assert "desk" not in drafts()["metrology"]


def test_autosave_goes_on_and_says_that_the_sign_in_has_ended(world: World, review: Task) -> None:
    sent = sealed(world.cast.metrology, review.pk, opinion=TYPED)

    answer = Client().post(f"/tasks/{review.pk}/draft/", sent, headers={"X-Requested-With": "autosave"})

    assert answer.status_code == 401
    assert drafts() == {"metrology": {"opinion": [TYPED]}}


def test_a_form_of_ones_own_page_is_never_sent_in_anothers_name(world: World, review: Task) -> None:
    sent = sealed(world.cast.metrology, review.pk, outcome="agree", opinion=TYPED)

    answer = at_desk(world.cast.legal).post(f"/tasks/{review.pk}/opinion/", sent)

    assert answer.status_code == 302
    assert Task.objects.get(pk=review.pk).is_open
    assert set(drafts()) == {"metrology"}


@pytest.mark.parametrize("forged", ["", "x", "WzEsMV0:1:x"], ids=["none", "noise", "a false signature"])
def test_without_its_seal_nothing_is_kept_for_anybody(review: Task, forged: str) -> None:
    Client().post(f"/tasks/{review.pk}/opinion/", {"opinion": TYPED, "desk": forged})

    assert not drafts()


def test_a_seal_holds_for_its_own_task_only(world: World, review: Task) -> None:
    sent = sealed(world.cast.metrology, review.pk + 1, opinion=TYPED)

    Client().post(f"/tasks/{review.pk}/opinion/", sent)

    assert not drafts()


def test_a_half_written_answer_to_a_dissent_is_kept_and_goes_with_the_act(world: World) -> None:
    application = reviewed(world)
    lead, dissent, mine = (
        world.cast.equipment,
        task(application, "metrology_review"),
        task(application, "synthesis"),
    )

    saved = post(lead, "task_draft", dissent.pk, {"text": TYPED})
    there = words(get(lead, "synthesis", mine.pk))
    post(lead, "dissent", dissent.pk, {"text": TYPED})

    assert saved.status_code == 204
    assert TYPED in there
    assert not drafts()


def test_nobody_else_keeps_an_answer_to_a_dissent(world: World) -> None:
    dissent = task(reviewed(world), "metrology_review")

    assert post(world.cast.legal, "task_draft", dissent.pk, {"text": TYPED}).status_code == 404


def test_an_answered_dissent_takes_no_draft(world: World) -> None:
    dissent = task(drawn_together(world), "metrology_review")

    assert post(world.cast.equipment, "task_draft", dissent.pk, {"text": TYPED}).status_code == 404
