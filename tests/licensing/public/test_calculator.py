"""The calculator of a guide through the client: apply that day, done by when, and what cannot be counted."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.makers.guide import page
from tests.makers.licensing import load
from tests.makers.organization import make_units

pytestmark = pytest.mark.django_db
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


def test_dates_without_the_days_of_the_procedure_say_so(client: Client) -> None:
    load("QTS-08", "QTS-06")

    assert "这里没有算鉴定评审（现场）的天数" in page(client, "QTS-08", "?start_on=2026-09-23&pause_days=0")
    assert "这里没有算鉴定评审（现场）的天数" not in page(
        client, "QTS-08", "?start_on=2026-09-23&pause_days=9"
    )
    assert "这里没有算" not in page(client, "QTS-06", "?start_on=2026-09-23")


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
