"""The day at the window: each number opens its rows."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from licensing.desk import LISTINGS, Day, listed
from licensing.models import Application, Correction
from tests.makers.answers import words
from tests.makers.licensing import a_world, accepted
from tests.makers.organization import sign_in
from tests.makers.parties import a_natural_person
from tests.makers.statements import statements
from tests.makers.window import (
    SHORT,
    asked,
    at_the_window,
    certified,
    here,
    kept,
    now,
)
from workdays.days import local_day
from workdays.store import current_calendar

pytestmark = pytest.mark.django_db


def test_each_number_opens_its_rows() -> None:
    world = a_world(SHORT)
    kept(world)
    accepted(world, SHORT, at=now(), party=a_natural_person())
    asked(world, "photo")
    clerk = at_the_window(world)

    for key, number in {
        "received": 3,
        "accepted": 1,
        "corrections": 1,
        "told": 1,
        "waiting": 1,
        "due": 0,
    }.items():
        page = words(clerk.get(reverse("window"), {"list": key}))
        assert page.count("data-open") == number, key


def test_what_must_be_told_today_is_shown_first_and_counted_at_the_door() -> None:
    world = a_world(SHORT)
    old = kept(world, received_on=local_day(now()) - timedelta(days=30), channel="letter")
    clerk = at_the_window(world)

    page = words(clerk.get(reverse("window")))

    assert old.case.number in page
    assert "今日须告知" in page
    assert '<span class="side__n' in words(clerk.get(reverse("deliveries")))


def test_a_long_list_is_turned_page_by_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("licensing.views.window.home.PAGE", 2)
    world = a_world(SHORT)
    numbers = [kept(world).case.number for _one in range(3)]
    clerk = at_the_window(world)

    first = words(clerk.get(reverse("window"), {"list": "waiting"}))
    assert [number in first for number in numbers] == [True, True, False]
    after = Application.objects.get(case__number=numbers[1]).pk
    second = words(clerk.get(reverse("window"), {"list": "waiting", "after": str(after)}))
    assert [number in second for number in numbers] == [False, False, True]


def test_the_pages_ask_the_database_a_bounded_number_of_times() -> None:
    world = a_world(SHORT)
    for _one in range(4):
        kept(world)
    waiting = certified(world)
    corrected = asked(world, "photo")
    clerk = at_the_window(world)
    clerk.get(reverse("window"))
    budgets = {
        reverse("window"): 14,
        reverse("deliveries"): 13,
        here("delivery", waiting): 25,
        here("window_correction", corrected): 25,
        here("window_receipt", corrected): 25,
    }

    for url, most in budgets.items():
        with statements() as found:
            assert clerk.get(url).status_code == 200
        assert len(found.asked) <= most, f"{url}: {len(found.asked)}\n" + "\n".join(found.asked)


def test_a_new_intake_is_one_key_away_on_every_page_of_a_clerk() -> None:
    world = a_world(SHORT)

    inbox = sign_in(Client(), world.cast.clerk).get(reverse("inbox")).content.decode()
    reviewer = sign_in(Client(), world.cast.legal).get(reverse("inbox")).content.decode()

    assert f'href="{reverse("intake_new")}" data-key="n"' in inbox
    assert 'data-key="n"' not in reviewer


def test_what_must_be_told_is_what_came_in_and_what_was_answered() -> None:
    world = a_world(SHORT)
    received, answered, owed = kept(world), asked(world, "photo"), asked(world, "photo")
    today = local_day(now())
    Correction.objects.filter(application=answered).update(answered_on=today)

    due = listed(LISTINGS["due"], Day(today + timedelta(days=30), current_calendar()))

    assert list(due.values_list("pk", flat=True)) == [received.pk, answered.pk]
    assert owed.pk in listed(LISTINGS["corrections"], Day(today, current_calendar())).values_list(
        "pk", flat=True
    )
