"""The guide through the client: what is beside the eight things."""

import json
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import translation

from licensing.guide import Guide, guide_of
from licensing.register import places_of
from tests.makers.licensing import load, our_catalogue, version
from tests.makers.organization import cast, delegate_newdistrict, make_units, sign_in
from tests.makers.statements import statements

pytestmark = pytest.mark.django_db


ON = date(2026, 9, 23)


HAN = re.compile("[\u4e00-\u9fff]")


VECTORS = Path(__file__).parents[2] / "workdays" / "data" / "deadline_vectors.json"


ITEMS = {
    20: ("QTS-01", "statutory"),
    15: ("QTS-08", "promised"),
    10: ("QTS-09", "promised"),
    7: ("QTS-01", "promised"),
    5: ("QTS-06", "promised"),
    3: ("QTS-05", "promised"),
}


@dataclass(frozen=True)
class Vector:
    name: str
    accepted_on: str
    limit: int
    due_on: str


def vectors() -> list[Vector]:
    """The checked dates whose limit is that of one of our items."""
    rows: list[dict[str, Any]] = json.loads(VECTORS.read_text(encoding="utf-8"))["vectors"]
    return [
        Vector(row["name"], row["accepted_on"], row["limit_working_days"], row["due_on"])
        for row in rows
        if row["limit_working_days"] in ITEMS and not row["suspensions"] and not row["extension_days"]
    ]


@pytest.fixture(autouse=True)
def _units() -> None:
    make_units()


def page(client: Client, code: str, query: str = "") -> str:
    return client.get(f"{reverse('guide', args=[code])}{query}").content.decode()


def test_htmx_is_given_the_dates_alone(client: Client) -> None:
    load("QTS-08")

    answer = client.get(
        reverse("guide", args=["QTS-08"]), {"start_on": "2026-09-23"}, headers={"HX-Request": "true"}
    )

    assert answer.content.decode().strip().startswith('<div class="q-result" id="answer"')
    assert "<html" not in answer.content.decode()


def test_a_forwarded_item_shows_the_superiors_limit_as_such(client: Client) -> None:
    load("QTS-09")

    words = page(client, "QTS-09")

    assert "江苏省主管部门的法定时限 60 个工作日" in words
    assert "最迟这天转报上级机关" in words
    assert "最迟这天把结果送到您手里" not in words


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


def test_what_is_still_to_be_checked_is_marked_for_administrators_only(client: Client) -> None:
    load("QTS-08")
    people = cast()

    everybody = page(client, "QTS-08")
    clerk = page(sign_in(Client(), people.clerk), "QTS-08")
    administrator = page(sign_in(Client(), people.admin), "QTS-08")

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


@pytest.mark.parametrize("code", sorted(entry["code"] for entry in our_catalogue().items))
def test_the_content_of_a_guide_is_complete_in_english(code: str) -> None:
    load(code)

    with translation.override("en"):
        guide = guide_of(version(code), ON)

        assert [words for words in content_of(guide) if HAN.search(words)] == []


def content_of(guide: Guide) -> list[str]:
    """What the catalogue says on a guide; the name of the entrusting organ has no English."""
    form = [] if guide.form is None else [guide.form.title, *(field.title for field in guide.form.fields)]
    return [
        guide.name,
        guide.why_closed,
        *(basis.text for basis in guide.bases),
        *(condition.text for condition in guide.conditions),
        guide.quantity,
        guide.procedure,
        guide.document,
        guide.limit.superior,
        guide.limit.validity,
        *(name for name, _ground, _days in guide.limit.uncounted),
        *(part for material in guide.materials for part in (material.name, material.basis, material.note)),
        *form,
    ]


@pytest.mark.skipif(
    not (settings.BASE_DIR / "locale" / "en" / "LC_MESSAGES" / "django.mo").exists(),
    reason="the English catalogue is not compiled",
)
def test_the_english_guide_has_no_chinese_word_of_ours(client: Client) -> None:
    load("QTS-08")
    client.cookies.load({settings.LANGUAGE_COOKIE_NAME: "en"})

    words = page(client, "QTS-08")

    assert HAN.findall(without_chinese_parts(words)) == []


def without_chinese_parts(words: str) -> str:
    """The page without what says of itself that it is Chinese."""
    return re.sub(r'<(\w+)[^>]*lang="zh[^"]*"[^>]*>.*?</\1>', "", words, flags=re.DOTALL)
