"""The other steps of the window: service, superior, letter, withdrawal."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from licensing.actions import submit_opinion
from licensing.models import Licence, OpinionLetter
from licensing.states import State
from tests.makers.answers import words
from tests.makers.licensing import a_world, accepted, fresh, task
from tests.makers.organization import sign_in
from tests.makers.window import (
    SHORT,
    at_the_window,
    certified,
    forwarded,
    granted,
    here,
    kept,
    now,
    of,
)
from workdays.days import local_day
from workflow.actions import Outcome

pytestmark = pytest.mark.django_db


def test_a_notice_of_work_is_acknowledged_and_ends() -> None:
    world = a_world("QTS-18")
    application, clerk = accepted(world, "QTS-18", at=now()), at_the_window(world)
    way = clerk.get(of("window_task", application, "acknowledge"))

    answer = clerk.post(way["Location"], {"result": "告知材料齐全，已存档", "token": "t1"})

    assert answer.status_code == 302
    assert fresh(application).state == State.DONE


def test_an_institute_ends_its_own_service() -> None:
    world = a_world("QTS-17")
    application = accepted(world, "QTS-17", at=now())
    submit_opinion(task(application, "arrange").pk, Outcome.AGREE, by=world.cast.metrology, at=now())
    verifier = sign_in(Client(), world.verifier)
    url = of("finish", application, "verification")

    assert at_the_window(world).get(url).status_code == 404
    verifier.post(url, {"result": "检定合格", "token": "t1"})

    assert fresh(application).state == State.DONE


def test_the_superiors_word_is_registered_and_what_it_lacks_is_said() -> None:
    world = a_world("QTS-11")
    application, clerk = forwarded(world), at_the_window(world)
    url = clerk.get(of("window_task", application, "superior"))["Location"]
    fields = {
        "is_granted": "yes",
        "number": "示范许〔2026〕1号",
        "decided_on": local_day(now()).isoformat(),
    }

    wrong = clerk.post(url, {**fields, "token": "t1"})
    assert wrong.status_code == 422
    assert 'id="id_licence_number_error"' in words(wrong)
    clerk.post(url, {**fields, "licence_number": "示范证1号", "token": "t1"})

    assert fresh(application).state == State.SUPERIOR_GRANTED
    assert Licence.objects.get().number == "示范证1号"


def test_letter_and_answer_are_entered_by_the_window() -> None:
    world = a_world("QTS-19")
    application, clerk = accepted(world, "QTS-19", at=now()), at_the_window(world)
    today = local_day(now()).isoformat()
    url = clerk.get(of("window_task", application, "transport_opinion"))["Location"]
    assert application.case.number in words(clerk.get(reverse("deliveries") + "?list=others"))

    late = clerk.post(
        url, {"number": "示范函1号", "sent_on": (local_day(now()) + timedelta(days=1)).isoformat()}
    )
    assert late.status_code == 422
    clerk.post(url, {"number": "示范函1号", "sent_on": today})
    assert "示范函1号" in words(clerk.get(url))
    mute = clerk.post(url, {"number": "交函2号", "answered_on": today, "outcome": "dissent", "token": "t1"})
    assert 'id="id_opinion_error"' in words(mute)
    clerk.post(url, {"number": "交函2号", "answered_on": today, "outcome": "agree", "token": "t1"})

    assert OpinionLetter.objects.get().answer_number == "交函2号"
    assert task(application, "transport_opinion").outcome == Outcome.AGREE


def test_the_applicant_withdraws_and_a_second_clerk_is_told_who_took_it() -> None:
    world = a_world(SHORT)
    application = kept(world)
    url = here("withdraw_case", application)

    mute = at_the_window(world).post(url, {"reason": ""})
    assert mute.status_code == 422
    at_the_window(world).post(url, {"reason": "计划有变"})
    late = at_the_window(world, "clerk2").post(url, {"reason": "计划有变"})

    assert fresh(application).state == State.WITHDRAWN
    assert late.status_code == 409
    assert world.cast.clerk.name in words(late)


def test_what_is_decided_can_not_be_withdrawn() -> None:
    world = a_world(SHORT)
    application = granted(world)

    answer = at_the_window(world).post(here("withdraw_case", application), {"reason": "计划有变"})

    assert answer.status_code == 422
    assert "不能再撤回" in words(answer)


def test_each_step_of_the_window_leads_to_its_page() -> None:
    world = a_world(SHORT)
    application, clerk = certified(world), at_the_window(world)

    ways = {
        step: clerk.get(of("window_task", application, step))["Location"]
        for step in ("intake", "certificate", "delivery")
    }

    assert ways == {
        "intake": here("window_case", application),
        "certificate": of("certificate", application, "certificate"),
        "delivery": here("delivery", application),
    }
    assert clerk.get(of("window_task", application, "decision")).status_code == 404
