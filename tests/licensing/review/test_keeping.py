"""What a reviewer types and attaches is kept until the act, and only for that reviewer."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from documents.models import Attachment
from licensing.models import TaskDraft
from organization.models import Person
from records.models import Event
from tests.makers.answers import words
from tests.makers.licensing import World, a_world, task
from tests.makers.organization import give_post
from tests.makers.reviewing import ITEM, at_desk, get, post, under_review
from tests.makers.uploads import HTML, upload
from workflow.models import Task

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return a_world(ITEM)


@pytest.fixture
def review(world: World) -> Task:
    return task(under_review(world), "metrology_review")


def test_what_was_typed_is_there_again(world: World, review: Task) -> None:
    typed = {
        "outcome": "agree_with_conditions",
        "opinion": "写了一半<script>alert(1)</script>",
        "conditions": ["条件甲", "条件乙"],
        "conditions_basis": ["计量法第九条", ""],
        "token": "t",
        "csrfmiddlewaretoken": "c",
    }

    saved = post(world.cast.metrology, "task_draft", review.pk, typed)
    page = words(get(world.cast.metrology, "opinion", review.pk))

    assert saved.status_code == 204
    assert TaskDraft.objects.get().data.keys() == {"outcome", "opinion", "conditions", "conditions_basis"}
    assert "写了一半&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<script>alert" not in page
    assert 'value="条件乙"' in page
    assert 'value="agree_with_conditions" checked' in page


def test_a_colleagues_draft_stays_the_colleagues(world: World, review: Task) -> None:
    give_post(world.supervision, world.cast.unit("metrology"))
    post(world.cast.metrology, "task_draft", review.pk, {"opinion": "我的草稿"})

    assert "我的草稿" not in words(get(world.supervision, "opinion", review.pk))


def test_a_draft_ends_with_its_task_and_has_its_measure(world: World, review: Task) -> None:
    metrology = world.cast.metrology

    assert post(metrology, "task_draft", review.pk, {"opinion": "长" * 250_000}).status_code == 422
    post(metrology, "opinion", review.pk, {"outcome": "agree"})
    assert post(metrology, "task_draft", review.pk, {"opinion": "晚了"}).status_code == 409


def test_files_are_taken_beside_the_text_and_named_by_the_act(world: World, review: Task) -> None:
    metrology = world.cast.metrology
    answer = post(metrology, "task_attach", review.pk, {"files": upload("检定证书.pdf")}, hx=True)
    kept = Attachment.objects.get()
    before = words(get(world.cast.legal, "case", review.case.number))

    post(metrology, "opinion", review.pk, {"outcome": "agree"})

    assert "检定证书.pdf" in words(answer)
    assert "检定证书.pdf" not in before, "nobody reads what is not said yet"
    assert kept.slot == f"opinion:{review.pk}"
    line = Event.objects.get(verb="opinion.submitted")
    assert line.data["attachments"] == [["检定证书.pdf", kept.sha256]]
    assert "检定证书.pdf" in words(get(world.cast.legal, "case", review.case.number))


def test_a_false_file_says_why_and_the_others_are_kept(world: World, review: Task) -> None:
    files = [upload("好.pdf"), SimpleUploadedFile("坏.pdf", HTML, "application/pdf")]

    answer = post(world.cast.metrology, "task_attach", review.pk, {"files": files}, hx=True)

    assert answer.status_code == 422
    assert "坏.pdf" in words(answer)
    assert [each.name for each in Attachment.objects.all()] == ["好.pdf"]


def test_a_file_may_be_taken_back_until_the_opinion_is_given(world: World, review: Task) -> None:
    metrology = world.cast.metrology
    post(metrology, "task_attach", review.pk, {"files": [upload("一.pdf"), upload("二.pdf")]})
    one, two = Attachment.objects.order_by("name")

    answer = detach(metrology, review, one)
    foreign = detach(world.cast.legal, review, two)
    post(metrology, "opinion", review.pk, {"outcome": "agree"})
    late = detach(metrology, review, two)

    assert one.name not in words(answer)
    assert foreign.status_code == 404
    assert late.status_code == 422
    assert Attachment.objects.filter(removed_at__isnull=True).get() == two


def detach(person: Person, review: Task, file: Attachment) -> Any:
    return at_desk(person).post(f"/tasks/{review.pk}/files/{file.pk}/remove/", headers={"HX-Request": "true"})
