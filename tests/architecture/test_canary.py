"""A bird planted in one firm's case sings in no page, search, export or message of anybody else."""

import io
import zipfile
from typing import Any

import pytest
from django.urls import reverse

from tests.architecture.access_rows import ANONYMOUS, Row
from tests.architecture.access_table import SEE_THE_CASE, TABLE
from tests.architecture.conftest import House
from tests.architecture.scene import CASE_CANARY, FIRM_CANARY

QUERIES = ["", "?q={code}", "?q={number}&as=csv", "?q={code}&as=xlsx"]
LISTS = [row for row in TABLE if row.method == "get" and not row.thing]
OUTSIDE_THE_BUREAU = sorted({"enterprise2", "transport", "government", ANONYMOUS})
OUTSIDE_THE_CASE = sorted({"standards", "transport", "liaison", "admin"} - SEE_THE_CASE)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("row", LISTS, ids=str)
def test_nobody_outside_hears_of_another_firm(house: House, row: Row) -> None:
    heard = [where for who in OUTSIDE_THE_BUREAU for where in songs(house, who, row, FIRM_CANARY)]

    assert heard == []


@pytest.mark.parametrize("row", LISTS, ids=str)
def test_no_colleague_hears_of_a_case_that_is_not_his(house: House, row: Row) -> None:
    heard = [where for who in OUTSIDE_THE_CASE for where in songs(house, who, row, CASE_CANARY)]

    assert heard == []


def test_who_sees_the_case_hears_both(house: House) -> None:
    answer = house.clients["metrology"].get(reverse("case", kwargs={"number": house.scene.number}))

    assert FIRM_CANARY in words_of(answer)
    assert CASE_CANARY in words_of(answer)


def songs(house: House, who: str, row: Row, canary: str) -> list[str]:
    """The addresses under which this person reads the canary, searching by code and number too."""
    scene = house.scene
    queries = [query.format(code=scene.firm.uscc, number=scene.number) for query in QUERIES]
    addresses = [reverse(row.name) + query for query in queries]
    return [
        f"{who} {url}" for url in addresses if canary in words_of(house.clients[who].get(url, follow=True))
    ]


def words_of(answer: Any) -> str:
    body: bytes = answer.getvalue()
    if body[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(body)) as package:
            body = b"".join(package.read(name) for name in package.namelist())
    return body.decode(errors="replace")
