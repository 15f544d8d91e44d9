"""Certificates and deliveries at the window, on the days of Art. 44."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from licensing.models import Delivery
from tests.makers.answers import words
from tests.makers.licensing import a_world, accepted, fresh
from tests.makers.organization import sign_in
from tests.makers.window import (
    SHORT,
    at_the_window,
    certified,
    granted,
    here,
    now,
    of,
)
from workdays.days import local_day

pytestmark = pytest.mark.django_db


def test_the_certificate_is_issued_and_then_delivered() -> None:
    world = a_world(SHORT)
    application, clerk = granted(world), at_the_window(world)
    today = local_day(now()).isoformat()
    assert application.case.number in words(clerk.get(reverse("deliveries") + "?list=certify"))

    onward = clerk.post(of("certificate", application, "certificate"), {"valid_from": today, "token": "t1"})
    assert onward["Location"] == here("delivery", application)
    assert application.case.number in words(clerk.get(reverse("deliveries")))
    clerk.post(
        onward["Location"],
        {"method": "counter", "receiver": "顾晓岚", "proof": "签收单第1号", "token": "t2"},
    )

    assert Delivery.objects.get().receiver == "顾晓岚"
    assert not fresh(application).case.is_open
    shown = words(clerk.get(here("delivery", application)))
    assert "签收单第1号" in shown
    assert "按期" in shown


def test_proof_is_asked_for_at_its_field() -> None:
    world = a_world(SHORT)
    application, clerk = certified(world), at_the_window(world)
    fields = {"method": "counter", "receiver": "顾晓岚", "proof": ""}

    answer = clerk.post(here("delivery", application), fields)

    assert answer.status_code == 422
    assert 'id="id_proof_error"' in words(answer)
    assert 'value="顾晓岚"' in words(answer)


def test_delivered_twice_by_two_clerks_is_delivered_once() -> None:
    world = a_world(SHORT)
    application = certified(world)
    url, fields = here("delivery", application), {"method": "counter", "receiver": "甲", "proof": "单1"}

    at_the_window(world).post(url, {**fields, "token": "t1"})
    again = at_the_window(world).post(url, {**fields, "token": "t1"})
    late = at_the_window(world, "clerk2").post(url, {**fields, "receiver": "乙", "token": "t2"})

    assert (again.status_code, late.status_code) == (302, 409)
    assert world.cast.clerk.name in words(late)
    assert Delivery.objects.get().receiver == "甲"


def test_nothing_is_delivered_before_its_turn() -> None:
    world = a_world(SHORT)
    application, clerk = granted(world), at_the_window(world)

    assert clerk.get(here("delivery", application))["Location"] == here("case", application)


def test_a_list_is_exported_as_it_is_filtered() -> None:
    world = a_world(SHORT)
    certified(world)
    clerk = at_the_window(world)

    for url in (reverse("deliveries"), reverse("window") + "?list=accepted"):
        mark = "&" if "?" in url else "?"
        text = b"".join(clerk.get(f"{url}{mark}format=csv").streaming_content).decode()  # type: ignore[attr-defined]  # a streamed file
        assert text.count("\r\n") == 2
        assert clerk.get(f"{url}{mark}format=xlsx").status_code == 200


def test_the_card_of_a_party_shows_its_licences_to_all_and_its_cases_to_who_sees_them() -> None:
    world = a_world("QTS-18", SHORT)
    firm = accepted(world, "QTS-18", at=now())
    holder = certified(world)

    card = words(at_the_window(world).get(reverse("party", args=[holder.case.party_id])))
    assert holder.licence.number in card
    assert holder.case.number in card
    stranger = sign_in(Client(), world.cast.food)
    assert firm.case.number not in words(stranger.get(reverse("party", args=[firm.case.party_id])))
