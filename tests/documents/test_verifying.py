"""Everybody can see whether a document is ours and holds, and nothing of a person besides."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from documents import codes
from documents.actions import set_standing
from documents.models import Document
from documents.standing import Standing
from tests.makers.documents import a_document
from tests.makers.parties import AT, a_natural_person
from tests.makers.records import triggers_lifted

pytestmark = pytest.mark.django_db


def page(client: Client, code: str) -> tuple[int, str]:
    answer = client.get(reverse("verified", args=[code]))
    return answer.status_code, answer.content.decode()


def test_a_valid_document_is_told_so(client: Client) -> None:
    document = a_document()

    status, text = page(client, codes.grouped(document.verify_code))

    assert status == 200
    assert "是真的，现在有效" in text
    for told in (document.title, document.number, document.recipient_name, "2026-11-24", "重新验算，相符"):
        assert told in text
    assert document.sha256[:4] in text


@pytest.mark.parametrize(
    ("standing", "words"),
    [
        (Standing.SUPERSEDED, "已被新的文书替代"),
        (Standing.REVOKED, "已撤销，不能再用"),
        (Standing.EXPIRED, "已过期"),
    ],
)
def test_one_that_no_longer_holds_is_told_so(client: Client, standing: Standing, words: str) -> None:
    document = set_standing(a_document(), standing, by=None, at=AT, reason="示范理由")

    status, text = page(client, document.verify_code)

    assert status == 200
    assert words in text
    assert "示范理由" in text
    assert "is-ok" not in text


def test_a_passed_last_day_needs_no_act(client: Client) -> None:
    assert "发过，但已过期" in page(client, a_document(expires_on=date(2026, 1, 1)).verify_code)[1]


def forged(change: dict[str, Any]) -> Document:
    document = a_document()
    connection.check_constraints()  # PostgreSQL alters no table while a foreign key waits to be checked
    with triggers_lifted():
        Document.objects.filter(pk=document.pk).update(**change)
    return document


@pytest.mark.parametrize(
    "change", [{"recipient_name": "冒名厂"}, {"canonical_content": "{}"}, {"sha256": "0" * 64}]
)
def test_a_row_changed_behind_our_back_is_not_vouched_for(client: Client, change: dict[str, Any]) -> None:
    text = page(client, forged(change).verify_code)[1]

    assert "对不上" in text
    assert "不符" in text
    assert "是真的" not in text


def test_a_persons_name_is_masked(client: Client) -> None:
    text = page(client, a_document(recipient=a_natural_person("顾晓岚"), content={}).verify_code)[1]

    assert "顾**" in text
    assert "顾晓岚" not in text


@pytest.mark.parametrize(
    "spoil", [lambda code: code.lower(), lambda code: codes.grouped(code), lambda code: f" {code} "]
)
def test_a_code_may_be_typed_as_one_likes(client: Client, spoil: Any) -> None:
    document = a_document()

    answer = client.get(reverse("verify"), {"code": spoil(document.verify_code)}, follow=True)

    assert document.number in answer.content.decode()


def test_confused_letters_are_read_as_what_they_are(client: Client) -> None:
    document = a_document()
    typed = document.verify_code.replace("0", "O").replace("1", "l")

    assert page(client, typed)[0] == 200


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("0" * 16, "查无此件"),
        ("ABCD", "您输入了 4 位"),
        ("ABC*ABCDABCDABCD", "第 4 位"),
        ("<script>alert(1)</script>", "查无此件"),
        ("验" * 300, "查无此件"),
        ("' OR 1=1 --", "查无此件"),
    ],
)
def test_an_unknown_code_is_told_calmly_and_how_to_ask(client: Client, typed: str, told: str) -> None:
    a_document()

    answer = client.get(reverse("verify"), {"code": typed}, follow=True)

    text = answer.content.decode()
    assert answer.status_code == 404
    assert told in text
    assert "12365" in text
    assert "<script>alert" not in text


def test_one_character_off_is_another_code(client: Client) -> None:
    code = a_document().verify_code
    place = codes.ALPHABET.index(code[7])

    assert page(client, code[:7] + codes.ALPHABET[(place + 1) % 32] + code[8:])[0] == 404


def test_without_a_code_the_page_says_where_it_is(client: Client) -> None:
    answer = client.get(reverse("verify"))

    assert answer.status_code == 200
    assert "验证码在哪里" in answer.content.decode()


def test_verifying_asks_the_database_once(client: Client, django_assert_max_num_queries: Any) -> None:
    code = a_document().verify_code

    with django_assert_max_num_queries(1):
        page(client, code)
    with django_assert_max_num_queries(1):
        page(client, "0" * 16)


def test_the_search_for_a_code_uses_its_index() -> None:
    a_document()
    plan = Document.objects.filter(verify_code="0" * 16).explain()

    assert connection.vendor == "postgresql" or "USING INDEX" in plan


def test_the_page_speaks_english(client: Client) -> None:
    with override("en"):
        answer = client.get(reverse("verify"), headers={"accept-language": "en"})

    assert '<html lang="en"' in answer.content.decode()


@pytest.mark.parametrize("number", ["镇质监许证字〔2026〕第0015号", "第 15 号", "镇质监许决字[2026]7号"])
def test_the_number_of_a_licence_is_told_apart_from_a_forgery(client: Client, number: str) -> None:
    text = client.get(reverse("verify"), {"code": number}).content.decode()

    assert "这是证号，不是验证码" in text
    assert "二维码下方" in text
    assert "也可能不是我们发的" not in text
