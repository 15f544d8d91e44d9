"""The register of items through the client: finding, narrowing, counting, the file."""

import csv
import io
import json
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from licensing.catalogue_files import OURS
from licensing.register import Standing, register_on, seek
from licensing.register.sayings import SAYINGS
from tests.makers.licensing import load
from tests.makers.organization import make_units
from tests.makers.statements import statements

pytestmark = pytest.mark.django_db
ON = date(2026, 9, 23)
SOME = ("QTS-01", "QTS-05", "QTS-08", "QTS-09", "QTS-10", "QTS-13", "QTS-20")


@pytest.fixture(autouse=True)
def _some_items() -> None:
    make_units()
    load(*SOME)


def page(client: Client, query: str = "") -> str:
    return client.get(f"{reverse('items')}{query}").content.decode()


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ("气瓶充装", "QTS-08"),
        ("qts-08", "QTS-08"),
        ("qts08", "QTS-08"),
        ("qpcz", "QTS-08"),
        ("煤气罐", "QTS-08"),
        ("GAS cylinders", "QTS-08"),
        ("食品 许可", "QTS-10"),
        ("production licence", "QTS-09"),
    ],
)
def test_an_item_is_found_by_name_code_initials_and_english(asked: str, code: str) -> None:
    found = seek(register_on(ON).entries, asked)

    assert found.is_exact
    assert code in {entry.code for entry in found.entries}
    assert len(found.entries) < len(SOME)


@pytest.mark.parametrize("asked", ["充装氧气要办什么证", "灌装二氧化碳", "我想开个加气站"])
def test_a_question_in_plain_words_leads_to_what_comes_nearest(asked: str) -> None:
    found = seek(register_on(ON).entries, asked)

    assert not found.is_exact
    assert found.entries[0].code == "QTS-08"


def test_everyday_words_are_kept_for_items_that_exist() -> None:
    assert set(SAYINGS) <= {item["code"] for item in json.loads(OURS.read_text(encoding="utf-8"))["items"]}


@pytest.mark.parametrize("asked", ["zzzz", "😀", "<script>", "=1+1", "甲" * 10_000])
def test_what_nothing_answers_says_so_and_harms_nothing(client: Client, asked: str) -> None:
    answer = client.get(reverse("items"), {"q": asked})
    words = answer.content.decode()

    assert answer.status_code == 200
    assert "没有找到这样的事项" in words
    assert "<script>" not in words.replace("<script type", "").replace("<script src", "")


def test_open_forwarded_and_closed_items_stand_apart() -> None:
    register = register_on(ON)

    assert {entry.code for entry in register.open} == {"QTS-01", "QTS-05", "QTS-08", "QTS-10"}
    assert [entry.code for entry in register.forwarded] == ["QTS-09"]
    assert [entry.code for entry in register.closed] == ["QTS-13", "QTS-20"]


def test_the_page_counts_what_it_shows_and_says_why_items_were_closed(client: Client) -> None:
    words = page(client)

    assert "在办 4 项，转报上级 1 项，不再办理 2 项。" in words
    assert "2018-01-01" in words
    assert "从未依法设定" in words
    assert "行政许可法第十四条至第十七条" in words


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("?function=food", {"QTS-10"}),
        ("?nature=registration", {"QTS-05"}),
        ("?function=special_equipment&nature=licence", {"QTS-08"}),
        ("?function=nonsense&nature=", set(SOME)),
    ],
)
def test_the_list_is_narrowed_by_function_and_nature(client: Client, query: str, codes: set[str]) -> None:
    shown = {code for code in SOME if f"/items/{code}/" in page(client, query)}

    assert shown == codes


def test_the_file_holds_exactly_what_is_shown(client: Client) -> None:
    answer = client.get(reverse("items"), {"function": "special_equipment", "as": "csv"})
    rows = list(csv.reader(io.StringIO(answer.getvalue().decode("utf-8-sig"))))

    assert [row[0] for row in rows[1:]] == ["QTS-05", "QTS-08"]
    assert rows[2][5:8] == [str(Standing.OPEN.label), "15 个工作日", "30 个工作日"]


def test_the_list_costs_two_statements(client: Client) -> None:
    client.get(reverse("items"))

    with statements() as asked:
        client.get(reverse("items"))

    assert len(asked.asked) == 2


def test_the_addresses_the_frame_and_home_look_up_exist() -> None:
    assert [reverse(name) for name in ("items", "track", "decisions", "portal")] == [
        "/items/",
        "/track/",
        "/decisions/",
        "/portal/",
    ]
    assert reverse("guide", args=["QTS-08"]) == "/items/QTS-08/"
