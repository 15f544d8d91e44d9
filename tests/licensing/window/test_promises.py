"""The window's page of promised materials, its list, and what reviewers and the applicant read of them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from licensing.models import PromisedPiece
from parties.models import Representative
from tests.makers.answers import words
from tests.makers.licensing import World, a_world, accepted
from tests.makers.organization import sign_in
from tests.makers.parties import an_enterprise
from tests.makers.promising import ITEM, LATER_PIECE, promised
from tests.makers.uploads import HTML, upload
from tests.makers.window import at_the_window, here, now
from workdays.days import local_day

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return a_world(ITEM)


def _today() -> date:
    return local_day(now())


def _fields(**more: Any) -> dict[str, Any]:
    return {
        "material": LATER_PIECE,
        "came_on": _today().isoformat(),
        "channel": "window",
        "remark": "",
        "token": "t1",
        **more,
    }


def test_the_list_leads_to_the_page_and_what_came_leaves_it(world: World) -> None:
    application = promised(world, at=now(), on=_today() + timedelta(days=9))
    clerk, listed = at_the_window(world), reverse("window") + "?list=promised"

    assert here("window_promises", application) in words(clerk.get(listed))
    assert "待补交" in words(clerk.get(here("window_promises", application)))
    answer = clerk.post(here("window_promises", application), _fields(files=upload("消防.pdf")))

    assert answer["Location"] == here("window_promises", application)
    page = words(clerk.get(here("window_promises", application)))
    assert "已收到" in page
    assert 'name="came_on"' not in page
    assert application.case.number not in words(clerk.get(listed)).split("<table")[-1]


def test_a_wrong_file_and_a_wrong_day_stand_at_the_form_and_take_nothing_in(world: World) -> None:
    application = promised(world, at=now(), on=_today() + timedelta(days=9))
    clerk, url = at_the_window(world), here("window_promises", application)

    wrong_file = clerk.post(url, _fields(files=upload("坏.pdf", HTML)))
    wrong_day = clerk.post(url, _fields(came_on=(_today() + timedelta(days=1)).isoformat()))

    assert (wrong_file.status_code, wrong_day.status_code) == (422, 422)
    assert "今天之前" in words(wrong_day)
    assert not PromisedPiece.objects.exists()


def test_the_second_clerk_is_told_who_was_first(world: World) -> None:
    application = promised(world, at=now(), on=_today() + timedelta(days=9))
    url = here("window_promises", application)
    at_the_window(world).post(url, _fields())

    late = at_the_window(world, "clerk2").post(url, _fields(token="t2"))

    assert late.status_code == 409
    assert world.cast.clerk.name in words(late)
    assert PromisedPiece.objects.count() == 1


def test_a_case_without_promises_has_no_such_page(world: World) -> None:
    application = accepted(world, ITEM, at=now())

    assert at_the_window(world).get(here("window_promises", application)).status_code == 404


def test_the_case_page_says_whether_it_came_and_links_the_window_only(world: World) -> None:
    application = promised(world, at=now(), on=_today() + timedelta(days=9))
    url, link = reverse("case", args=[application.case.number]), here("window_promises", application)
    reviewer = sign_in(Client(), world.cast.equipment)

    assert link in words(at_the_window(world).get(url))
    assert link not in words(reviewer.get(url))
    at_the_window(world).post(link, _fields())

    assert "收到，窗口当面" in words(reviewer.get(url))


def test_the_enterprise_sees_what_it_owes_until_it_came(world: World) -> None:
    firm = an_enterprise()
    Representative.objects.create(party=firm, person=world.cast.enterprise, first_on=date(2026, 1, 1))
    application = promised(world, at=now(), on=_today() + timedelta(days=9), party=firm)
    url = f"/portal/cases/{application.case.number}/"
    enterprise = sign_in(Client(), world.cast.enterprise)

    assert "补交承诺后补的" in words(enterprise.get(url))
    at_the_window(world).post(here("window_promises", application), _fields())

    page = words(enterprise.get(url))
    assert "补交承诺后补的" not in page
    assert "已收到" in page


def test_the_page_is_read_in_few_statements(world: World, django_assert_max_num_queries: Any) -> None:
    application = promised(world, at=now(), on=_today() + timedelta(days=9))
    clerk = at_the_window(world)

    with django_assert_max_num_queries(14):
        clerk.get(here("window_promises", application))
