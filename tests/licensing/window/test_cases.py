"""An application received earlier is taken up again."""

from __future__ import annotations

import pytest
from django.urls import reverse

from documents.models import Attachment, Document
from licensing.states import State
from tests.makers.answers import words
from tests.makers.attempts import attempts
from tests.makers.licensing import World, a_world, accepted, checked, fresh
from tests.makers.parties import a_natural_person
from tests.makers.uploads import upload
from tests.makers.window import (
    SHORT,
    Fields,
    answer_fields,
    asked,
    at_the_window,
    here,
    kept,
    new_token,
    now,
    sheet_fields,
    verdict_fields,
)

pytestmark = pytest.mark.django_db


def test_a_received_application_is_put_right_checked_and_accepted() -> None:
    world = a_world(SHORT)
    application, clerk = kept(world, answers={}), at_the_window(world)
    fields = {**answer_fields(SHORT), **verdict_fields(SHORT)}

    answer = clerk.post(here("window_case", application), {**fields, "act": "accept"})

    assert answer["Location"] == here("window_receipt", application)
    assert fresh(application).state == State.ACCEPTED


def test_what_was_judged_may_be_kept_for_later() -> None:
    world = a_world(SHORT)
    application, clerk = kept(world), at_the_window(world)
    fields = {**answer_fields(SHORT), "m-photo": "complete"}

    answer = clerk.post(here("window_case", application), {**fields, "act": "keep"})

    assert answer["Location"] == reverse("window")
    assert application.verdicts.count() == 1
    assert "已收件" in words(clerk.get(reverse("window") + "?list=waiting"))


def test_its_page_shows_what_was_taken_down() -> None:
    world = a_world(SHORT)
    application = checked(world, SHORT, at=now(), party=a_natural_person(), wrong=["photo"])

    page = words(at_the_window(world).get(here("window_case", application)))

    assert application.case.party.id_masked in page
    assert 'name="m-photo" value="correct" data-key="2" checked' in page
    assert "登记新企业" not in page


def test_the_same_form_sent_twice_changes_nothing() -> None:
    world = a_world(SHORT)
    application, clerk = kept(world), at_the_window(world)
    fields = {**answer_fields(SHORT), **verdict_fields(SHORT), "act": "accept"}

    first = clerk.post(here("window_case", application), fields)
    lines = fresh(application).case.last_seq
    second = clerk.post(here("window_case", application), fields)

    assert first["Location"] == second["Location"]
    assert fresh(application).case.last_seq == lines


def test_the_second_clerk_is_told_who_was_first() -> None:
    world = a_world(SHORT)
    application = kept(world)
    fields = {**answer_fields(SHORT), **verdict_fields(SHORT), "act": "accept"}
    at_the_window(world).post(here("window_case", application), fields)

    late = at_the_window(world, "clerk2").post(here("window_case", application), fields)

    assert late.status_code == 409
    assert world.cast.clerk.name in words(late)


def test_the_second_clerk_is_told_who_asked_for_the_correction() -> None:
    world = a_world(SHORT)
    application = kept(world)
    fields = {**answer_fields(SHORT), **verdict_fields(SHORT, {"photo": "unreadable"}), "act": "correct"}
    at_the_window(world).post(here("window_case", application), fields)

    late = at_the_window(world, "clerk2").post(here("window_case", application), fields)

    assert late.status_code == 409
    assert world.cast.clerk.name in words(late)


def test_a_refusal_stands_at_its_line_and_loses_nothing() -> None:
    world = a_world(SHORT)
    application, clerk = kept(world), at_the_window(world)
    fields = {**answer_fields(SHORT), **verdict_fields(SHORT), "m-photo": "correct", "rt-photo": "太暗"}

    answer = clerk.post(here("window_case", application), {**fields, "act": "correct"})

    assert answer.status_code == 422
    assert 'value="太暗"' in words(answer)
    assert "须选择理由" in words(answer)
    assert 'value="太暗"' in words(clerk.get(here("window_case", application)))


def test_it_is_saved_as_it_is_typed_and_listed_among_the_drafts() -> None:
    world = a_world(SHORT)
    application, clerk = kept(world), at_the_window(world)

    saved = clerk.post(here("window_case_save", application), {"rt-photo": "太暗", "page": "一"})

    assert saved.status_code == 204
    assert here("window_case", application) in words(clerk.get(reverse("window")))
    stale = clerk.post(here("window_case_save", application), {"rt-photo": "亮", "page": "二"})
    assert stale.status_code == 409


def test_its_files_belong_to_the_case_at_once() -> None:
    world = a_world(SHORT)
    application, clerk = kept(world), at_the_window(world)
    url = here("window_attach", application, material="photo")

    assert "照片.pdf" in words(clerk.post(url, {"f-photo": upload("照片.pdf")}))
    file = Attachment.objects.of("case", application.case.number).get()
    clerk.post(here("window_detach", application, material="photo", pk=file.pk))

    assert not Attachment.objects.of("case", application.case.number).exists()


def test_after_acceptance_no_material_is_taken() -> None:
    world = a_world(SHORT)
    application, clerk = accepted(world, SHORT, at=now(), party=a_natural_person()), at_the_window(world)
    url = here("window_attach", application, material="photo")

    assert "受理以后" in words(clerk.post(url, {"f-photo": upload("照片.pdf")}))
    assert clerk.get(here("window_case", application))["Location"] == here("window_receipt", application)


def _stale_notice(world: World, page: str) -> tuple[str, Fields]:
    """A 补正 sent from a page opened before the application was accepted."""
    wrong = {**answer_fields(SHORT), **verdict_fields(SHORT, {"photo": "unreadable"}), "act": "correct"}
    if page == "intake":
        party, token = a_natural_person(), new_token()
        clerk = at_the_window(world)
        clerk.post(reverse("intake", args=[token]), {**sheet_fields(SHORT, party), "act": "accept"})
        return reverse("intake", args=[token]), {**sheet_fields(SHORT, party), **wrong}
    if page == "second leg":
        application = asked(world, "photo")
        here_url = here("window_correction", application)
        at_the_window(world).post(here_url, {"c-photo": "good", "act": "accept", "token": "t1"})
        return here_url, {"act": "correct", "c-photo": "short"}
    application = accepted(world, SHORT, at=now())
    return here("window_correction" if page == "no notice" else "window_case", application), wrong


@pytest.mark.parametrize("page", ["case", "intake", "second leg", "no notice"])
def test_a_correction_from_an_old_page_after_acceptance_is_refused_and_recorded(page: str) -> None:
    world = a_world(SHORT)
    url, fields = _stale_notice(world, page)
    documents = Document.objects.count()

    answer = at_the_window(world).post(url, fields)

    assert answer.status_code == 409
    assert "第三十二条" in words(answer)
    assert attempts("art32.correction_after_acceptance") == 1
    assert Document.objects.count() == documents
