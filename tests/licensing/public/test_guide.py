"""The guide of an item through the client: the eight things, where, and what only administrators see."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from licensing.register import places_of
from tests.makers.guide import page
from tests.makers.licensing import load, version
from tests.makers.organization import cast, delegate_newdistrict, make_units, sign_in
from tests.makers.statements import statements

pytestmark = pytest.mark.django_db
ON = date(2026, 9, 23)


@pytest.fixture(autouse=True)
def _units() -> None:
    make_units()


def test_the_eight_things_are_on_the_page(client: Client) -> None:
    load("QTS-08")

    words = page(client, "QTS-08")

    for title in ("事项", "依据", "条件", "数量", "程序", "期限", "材料目录", "申请书示范文本"):
        assert f"<h3>{title}</h3>" in words
    for said in ("特种设备安全法", "没有数量限制", "法定 30 个工作日", "充装许可申请书", "本事项不收费"):
        assert said in words
    assert 'class="stepmap' in words
    assert "第五十八条" in words
    assert "60 日内可以申请行政复议" in words


@pytest.mark.parametrize(
    ("code", "said"), [("QTS-03", "自 2017 年 12 月 28 日（周四）起不再办理"), ("QTS-20", "不办理这个事项")]
)
def test_a_closed_item_says_since_when_and_why_and_has_no_calculator(
    client: Client, code: str, said: str
) -> None:
    load(code)

    words = page(client, code)

    assert said in words
    assert "q-calc" not in words
    assert "今天申请，哪天办好" not in words


def test_the_districts_name_who_works_there_and_by_what_right() -> None:
    delegate_newdistrict(make_units())
    load("QTS-08", "QTS-06")

    places = {place.district.code: place for place in places_of(version("QTS-08"), ON)}

    assert places["321171"].unit.code == "newdistrict"
    assert "示范公告第1号" in places["321171"].delegation.notice_no  # type: ignore[union-attr]  # entrusted
    assert places["321181"].unit.code == "danyang"
    assert places["321181"].delegation is None
    assert places["321102"].is_lead
    assert "321100" not in places
    assert places_of(version("QTS-06"), ON) == []


@pytest.mark.parametrize("code", ["QTS-08", "QTS-03", "QTS-16"])
def test_what_is_still_to_be_checked_is_marked_for_administrators_only(client: Client, code: str) -> None:
    load(code)
    people = cast()

    everybody = page(client, code)
    clerk = page(sign_in(Client(), people.clerk), code)
    administrator = page(sign_in(Client(), people.admin), code)

    assert "待核" not in everybody
    assert "待核" not in clerk
    assert "待核" in administrator


def test_a_guide_costs_at_most_fifteen_statements(client: Client) -> None:
    load("QTS-08")

    with statements() as cold:
        page(client, "QTS-08")
    with statements() as warm:
        page(client, "QTS-08")

    assert len(cold.asked) <= 15
    assert len(warm.asked) <= 10


def test_an_unknown_item_is_not_there(client: Client) -> None:
    assert client.get(reverse("guide", args=["QTS-99"])).status_code == 404
    assert client.post(reverse("guide", args=["QTS-99"])).status_code == 405
