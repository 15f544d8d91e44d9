"""What the intake finds and knows: items, parties, twins, dates; registering on the way."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from licensing.models import Draft
from parties.models import Party
from tests.makers.answers import words
from tests.makers.parties import a_code
from tests.makers.statements import statements
from tests.makers.window import (
    ITEM,
    answer_fields,
    new_token,
    send,
    sheet_fields,
    the_application,
)

pytestmark = pytest.mark.django_db


def test_a_live_twin_is_pointed_out_and_its_form_copied(clerk: Client, firm: Party) -> None:
    send(clerk, new_token(), "keep", sheet_fields(ITEM, firm) | answer_fields(ITEM, safety_distance="77"))
    token = new_token()
    blank = {"party": str(firm.pk), "item": ITEM, "page": "two", "draft": "0"}

    page = clerk.post(reverse("intake_refresh", args=[token, "item"]), blank)
    assert "可能重复" in words(page)
    assert the_application().case.number in words(page)
    send(clerk, token, "copy", {**blank, "a-contact-name": "自己填的"})

    kept = Draft.objects.get(token=token).data
    assert kept["a-safety_distance"] == ["77"]
    assert kept["a-contact-name"] == ["自己填的"]


def test_a_new_enterprise_is_registered_on_the_way(clerk: Client) -> None:
    token, code = new_token(), a_code()
    away = send(
        clerk, token, "register_enterprise", {"party_words": code, "item": ITEM, "note": "在等", "page": "一"}
    )
    form = clerk.get(away["Location"])
    assert f'value="{code}"' in words(form)

    other = code[:-1] + ("1" if code.endswith("0") else "0")
    wrong = clerk.post(away["Location"], {"uscc": other, "name": "镇江示范新厂", "district": "321171"})
    assert wrong.status_code == 422
    back = clerk.post(away["Location"], {"uscc": code, "name": "镇江示范新厂", "district": "321171"})

    assert back["Location"] == reverse("intake", args=[token])
    kept = Draft.objects.get(token=token).data
    assert kept["party"] == [str(Party.objects.get(uscc=code).pk)]
    assert kept["note"] == ["在等"]
    assert Draft.objects.get(token=token).item_version is not None


def test_a_natural_person_is_registered_on_the_way(clerk: Client) -> None:
    token = new_token()
    away = send(clerk, token, "register_person", {"party_words": "顾晓岚", "page": "一"})

    assert 'value="顾晓岚"' in words(clerk.get(away["Location"]))


def test_the_picker_finds_items_by_name_code_and_initials(clerk: Client) -> None:
    url = reverse("intake_items")

    for typed in ("充装", "qts-08", "08", "czdw", "充装 气瓶"):
        assert "移动式压力容器" in words(clerk.get(url, {"item_words": typed})), typed
    closed = words(clerk.get(url, {"item_words": "制造计量器具"}))
    assert 'aria-disabled="true"' in closed
    assert "2017-12-28" in closed
    assert "不得受理" in closed
    assert "没有找到" in words(clerk.get(url, {"item_words": "没有这样的事项"}))


def test_a_chosen_party_brings_its_contact_and_what_is_known_of_it(clerk: Client, firm: Party) -> None:
    page = words(clerk.post(reverse("intake_refresh", args=[new_token(), "party"]), {"party": firm.pk}))

    assert 'value="严一诺"' in page
    assert 'value="13800000002"' in page
    assert "没有在办件" in page
    assert "没有资格，不能承诺后补" in page


def test_both_dates_are_worked_out_day_by_day(clerk: Client) -> None:
    url = reverse("intake_working", args=[ITEM])

    page = words(clerk.get(url, {"since": "2026-09-23", "factor": "50"}))
    assert page.count("怎么算出来的") >= 2
    assert clerk.get(url, {"since": "昨天", "factor": "9999999999"}).status_code == 200
    assert clerk.get(url, {"since": "1900-01-01"}).status_code == 404


def test_the_page_asks_the_database_a_bounded_number_of_times(clerk: Client, firm: Party) -> None:
    token = new_token()
    clerk.post(reverse("intake_save", args=[token]), sheet_fields(ITEM, firm))
    clerk.get(reverse("intake", args=[token]))

    with statements() as page:
        clerk.get(reverse("intake", args=[token]))
    with statements() as rail:
        clerk.post(reverse("intake_refresh", args=[token, "checklist"]), sheet_fields(ITEM, firm))
    with statements() as saving:
        clerk.post(reverse("intake_save", args=[token]), sheet_fields(ITEM, firm))

    assert len(page.asked) <= 45
    assert len(rail.asked) <= 45
    assert len(saving.asked) <= 20
