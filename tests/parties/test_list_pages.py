"""The list of parties, its files, the picker, and the card."""

import io
from datetime import timedelta
from typing import Any

import pytest
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from parties import panels
from parties.actions import bar, entitle
from parties.models import EntitlementGround, Party
from tests.makers.answers import words
from tests.makers.organization import Cast
from tests.makers.parties import AT, ON, VINEGAR, a_code, a_district, a_natural_person, an_enterprise

pytestmark = pytest.mark.django_db


def streamed(answer: HttpResponseBase) -> str:
    return b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]  # a streamed file


def test_the_list_finds_and_narrows(clerk: Client) -> None:
    an_enterprise("镇江示范醋业有限公司", uscc=VINEGAR)
    an_enterprise("丹阳样板眼镜厂", district=a_district("321181", "丹阳市"))
    a_natural_person("顾晓岚")

    def names(**asked: str) -> list[str]:
        text = words(clerk.get(reverse("parties"), asked))
        return [name for name in ("示范醋业", "样板眼镜", "顾晓岚") if name in text]

    assert names() == ["示范醋业", "样板眼镜", "顾晓岚"]
    assert names(q="sfcy") == ["示范醋业"]
    assert names(q="9132", district="321181") == ["样板眼镜"]
    assert names(kind="person") == ["顾晓岚"]
    assert names(q="没有这样的") == []


def test_the_list_goes_on_where_the_last_page_ended(clerk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("parties.views.listing.PAGE", 2)
    for name in ("甲厂", "乙厂", "丙厂", "同名厂", "同名厂"):
        an_enterprise(name)
    seen: list[int] = []
    url = reverse("parties")

    while url:
        context = clerk.get(url).context
        seen += [party.pk for party in context["rows"]]
        url = reverse("parties") + context["next_url"] if context["next_url"] else ""

    assert sorted(seen) == sorted(Party.objects.values_list("pk", flat=True))
    assert len(seen) == len(set(seen)) == 5


def test_the_files_hold_what_is_filtered_and_no_formula(clerk: Client) -> None:
    an_enterprise("=1+1", uscc=VINEGAR, legal_representative="@SUM(A1)")
    an_enterprise("别的厂", uscc=a_code())

    as_csv = streamed(clerk.get(reverse("parties"), {"q": VINEGAR, "as": "csv"}))
    as_xlsx = clerk.get(reverse("parties"), {"q": VINEGAR, "as": "xlsx"}).content

    assert as_csv.startswith("\ufeff名称,代码")
    assert "'=1+1," in as_csv
    assert "'@SUM(A1)" in as_csv
    assert "别的厂" not in as_csv
    cells = [cell for row in load_workbook(io.BytesIO(as_xlsx)).active.iter_rows() for cell in row]  # type: ignore[union-attr]  # has a sheet
    assert "=1+1" in [cell.value for cell in cells]
    assert {cell.data_type for cell in cells if cell.value} == {"s"}


@pytest.mark.parametrize("asked", [{"q": "sfcy"}, {"party_words": "示范", "list": "p-list"}])
def test_the_picker_is_told_who_is_meant_and_what_marks_them(
    clerk: Client, people: Cast, asked: dict[str, str]
) -> None:
    firm = an_enterprise(uscc=VINEGAR, legal_representative="周一")
    entitle(
        firm,
        ground=EntitlementGround.URGENT,
        reason="示范",
        nominated_by=people.liaison,
        first_on=ON - timedelta(days=400),
        by=people.chief,
        at=AT,
    )

    text = words(clerk.get(reverse("party_lookup"), asked))

    assert f'data-value="{firm.pk}"' in text
    assert f"{VINEGAR} · 镇江新区 · 周一" in text
    assert "绿色通道" in text


def test_the_picker_is_quick_and_short(clerk: Client, django_assert_max_num_queries: Any) -> None:
    for number in range(12):
        an_enterprise(f"示范{number}厂")

    with django_assert_max_num_queries(8):
        text = words(clerk.get(reverse("party_lookup"), {"q": "示范"}))

    assert text.count('role="option"') == 8
    assert "没有找到" in words(clerk.get(reverse("party_lookup"), {"q": "  "}))


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", "=1+1", "{{ x }}", "😀厂", "示范\u202e厂"])
def test_strange_names_are_shown_harmlessly(clerk: Client, name: str) -> None:
    party = an_enterprise(name)

    for url in (reverse("parties"), reverse("party", args=[party.pk]), reverse("party_lookup") + "?q=9132"):
        text = words(clerk.get(url))
        assert "<script>alert" not in text
        assert "\u202e" not in text


def test_the_card_shows_what_is_known(
    clerk: Client, people: Cast, django_assert_max_num_queries: Any
) -> None:
    firm = an_enterprise(uscc=VINEGAR, address="示范路 1 号")
    bar(
        firm,
        item_code="QTS-08",
        ground="隐瞒情况",
        article="行政许可法第七十八条",
        decision_no="示范决定",
        first_on=ON,
        last_on=ON + timedelta(days=900),
        by=people.chief,
        at=AT,
    )

    with django_assert_max_num_queries(20):
        text = words(clerk.get(reverse("party", args=[firm.pk])))

    for word in (VINEGAR, "MA1X00017", "示范路 1 号", "QTS-08", "第七十八条", "高局", "<td>限制申请"):
        assert word in text


def test_upper_apps_add_panels(clerk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(panels, "_panels", {})
    facts = {"facts": [("在办", "三件")]}
    panels.register(panels.PartyPanel("b", "办件", "parts/facts.html", lambda _p, _w: facts))
    panels.register(
        panels.PartyPanel("a", "不可见", "parts/facts.html", lambda _p, _w: {}, may=lambda _w, _p: False)
    )

    text = words(clerk.get(reverse("party", args=[an_enterprise().pk])))

    assert "办件" in text
    assert "不可见" not in text
