"""The guide of an item through the client: the eight things, the calculator, what only administrators see."""

import json
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from licensing.guide import Guide
from tests.makers.licensing import load
from tests.makers.organization import make_units

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


@pytest.mark.parametrize("vector", vectors(), ids=lambda vector: vector.name)
def test_the_calculator_agrees_with_the_checked_dates(client: Client, vector: Vector) -> None:
    code, which = ITEMS[vector.limit]
    load(code)

    answer = client.get(
        reverse("guide", args=[code]), {"start_on": vector.accepted_on}, headers={"HX-Request": "true"}
    )
    reckoned = getattr(answer.context["calculation"], which)

    assert reckoned.due_on.isoformat() == vector.due_on
    assert f'datetime="{vector.due_on}"' in answer.content.decode()


def test_the_days_of_the_procedure_move_the_date_and_are_said(client: Client) -> None:
    load("QTS-08")

    plain = page(client, "QTS-08", "?start_on=2026-09-23&pause_days=0")
    moved = page(client, "QTS-08", "?start_on=2026-09-23&pause_days=33")

    assert 'datetime="2026-10-21"' in plain
    assert 'datetime="2026-10-21"' not in moved.split("怎么算出来的")[0]
    assert "这些日子不计入时限。" in moved


def test_a_date_in_a_year_without_its_notice_is_provisional(client: Client) -> None:
    load("QTS-08")

    words = page(client, "QTS-08", "?start_on=2026-12-20")

    assert "signal-badge--prov" in words
    assert "2027 年放假安排还没有公布" in words


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("?start_on=nonsense", "受理的日子"),
        ("?start_on=1999-01-01", "请填今天起一年以内的日子"),
        ("?start_on=9999-12-31", "请填今天起一年以内的日子"),
        ("?start_on=2026-09-23&pause_days=-1", "鉴定评审"),
        ("?start_on=2026-09-23&pause_days=9999999999", "鉴定评审"),
    ],
)
def test_what_cannot_be_counted_is_said_at_its_field(client: Client, query: str, said: str) -> None:
    load("QTS-08")

    answer = client.get(f"{reverse('guide', args=['QTS-08'])}{query}")

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert "field-error" in answer.content.decode()


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


def without_chinese_parts(words: str) -> str:
    """The page without what says of itself that it is Chinese."""
    return re.sub(r'<(\w+)[^>]*lang="zh[^"]*"[^>]*>.*?</\1>', "", words, flags=re.DOTALL)
