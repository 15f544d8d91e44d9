"""The second leg of Art. 32 at its page: nothing beyond the notice."""

from __future__ import annotations

import pytest

from documents.models import Attachment
from licensing.actions import request_correction
from licensing.states import State
from records.models import Event
from tests.makers.answers import words
from tests.makers.licensing import a_world, fresh, judge
from tests.makers.uploads import upload
from tests.makers.window import (
    SHORT,
    asked,
    at_the_window,
    here,
    kept,
    now,
)

pytestmark = pytest.mark.django_db


def test_everything_given_is_accepted() -> None:
    world = a_world(SHORT)
    application, clerk = asked(world, "photo"), at_the_window(world)

    answer = clerk.post(
        here("window_correction", application), {"c-photo": "good", "act": "accept", "token": "t1"}
    )

    assert answer["Location"] == here("window_receipt", application)
    assert fresh(application).state == State.ACCEPTED


def test_what_is_still_short_is_refused_with_its_reasons() -> None:
    world = a_world(SHORT)
    application, clerk = asked(world, "photo"), at_the_window(world)
    fields = {"c-photo": "short", "t-photo": "仍看不清", "act": "refuse", "token": "t1"}

    clerk.post(here("window_correction", application), fields)

    assert fresh(application).state == State.NOT_ACCEPTED


def test_pieces_may_come_one_after_the_other() -> None:
    world = a_world(SHORT)
    application, clerk = asked(world, "photo", "training"), at_the_window(world)
    url = here("window_correction", application)

    clerk.post(url, {"c-photo": "good", "act": "keep"})
    page = words(clerk.get(url))
    assert "已补齐" in page
    assert "第 2 项还没有补齐" in page or "第 1 项还没有补齐" in page
    clerk.post(url, {"c-training": "good", "act": "accept", "token": "t1"})

    assert fresh(application).state == State.ACCEPTED


def test_nothing_beyond_the_notice_can_be_asked() -> None:
    world = a_world(SHORT)
    application, clerk = asked(world, "photo"), at_the_window(world)

    page = words(clerk.get(here("window_correction", application)))

    assert 'name="c-photo"' in page
    assert page.count('class="verdict"') == 1


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        pytest.param({"act": "accept"}, "还没有补齐", id="accepted though wanting"),
        pytest.param({"act": "refuse"}, "还没有答复", id="refused unanswered"),
        pytest.param({"act": "refuse", "c-photo": "good"}, "应当受理", id="refused though complete"),
        pytest.param({"act": "refuse", "c-photo": "short"}, "写明还缺什么", id="short of what"),
        pytest.param(
            {"act": "keep", "c-photo": "good", "received_on": "2020-01-01"},
            "日期不对",
            id="before the notice",
        ),
    ],
)
def test_the_law_refuses_what_it_must(fields: dict[str, str], said: str) -> None:
    world = a_world(SHORT)
    application, clerk = asked(world, "photo"), at_the_window(world)

    answer = clerk.post(here("window_correction", application), {**fields, "token": "t1"})

    assert answer.status_code == 422
    assert said in words(answer)
    assert fresh(application).state == State.CORRECTION
    assert fresh(application).correction.answered_on is None


@pytest.mark.parametrize(
    ("fields", "rests"),
    [({"c-photo": "good"}, "refuse"), ({"c-photo": "short"}, "accept"), ({}, "both")],
)
def test_what_may_not_be_said_rests(fields: dict[str, str], rests: str) -> None:
    world = a_world(SHORT)
    application, clerk = asked(world, "photo"), at_the_window(world)

    page = words(clerk.post(here("window_correction_words", application), fields))

    assert ('value="accept" disabled' in page) is (rests in ("accept", "both"))
    assert ('data-opens="refuse" disabled' in page) is (rests in ("refuse", "both"))


def test_the_same_form_sent_twice_is_one_and_a_second_clerk_is_told() -> None:
    world = a_world(SHORT)
    application = asked(world, "photo")
    url, fields = (
        here("window_correction", application),
        {"c-photo": "good", "act": "accept", "token": "t1"},
    )

    first, second = (at_the_window(world).post(url, fields) for _time in range(2))
    late = at_the_window(world, "clerk2").post(url, {**fields, "token": "t2"})

    assert first["Location"] == second["Location"]
    assert late.status_code == 409
    assert world.cast.clerk.name in words(late)


def test_what_answers_the_notice_is_kept_apart_from_what_it_was_about() -> None:
    world = a_world(SHORT)
    application, clerk = kept(world), at_the_window(world)
    attach, number = here("window_attach", application, material="photo"), application.case.number
    clerk.post(attach, {"f-photo": upload("模糊.pdf")})
    judge(world, application, at=now(), wrong=["photo"])
    request_correction(application.pk, by=world.cast.clerk, at=now())

    page = words(clerk.post(attach, {"f-photo": upload("清楚.pdf")}))
    first, answer = Attachment.objects.of("case", number).order_by("uploaded_at")

    assert (first.slot, answer.slot) == ("material:photo", "correction:photo")
    assert "模糊.pdf" in page
    assert "移除 模糊.pdf" not in page
    assert "移除 清楚.pdf" in page


def test_a_mistaken_answer_goes_with_a_ledger_line_and_the_first_file_stays() -> None:
    world = a_world(SHORT)
    application, clerk = kept(world), at_the_window(world)
    attach, number = here("window_attach", application, material="photo"), application.case.number
    clerk.post(attach, {"f-photo": upload("模糊.pdf")})
    judge(world, application, at=now(), wrong=["photo"])
    request_correction(application.pk, by=world.cast.clerk, at=now())
    clerk.post(attach, {"f-photo": upload("错.pdf")})
    first, mistake = Attachment.objects.of("case", number).order_by("uploaded_at")

    refused = clerk.post(here("window_detach", application, material="photo", pk=first.pk))
    clerk.post(here("window_detach", application, material="photo", pk=mistake.pk))

    assert refused.status_code == 404
    assert list(Attachment.objects.of("case", number)) == [first]
    assert Event.objects.get(verb="materials.detached").data["files"] == ["错.pdf"]
