"""Nonsense in an address, a query or a form is answered; it is never an error of ours."""

import re
from collections.abc import Iterator
from html import unescape
from typing import Any
from urllib.parse import parse_qs, quote, urlencode, urlsplit

import pytest
from django.db import transaction
from django.urls import reverse

from tests.architecture.access_rows import ANONYMOUS, Row
from tests.architecture.access_table import TABLE
from tests.architecture.conftest import House

pytestmark = pytest.mark.django_db

HUGE, ENDLESS, NUL, SURROGATE = "9" * 20, "9" * 5_000, "\x00", "\ud800"
NUMBERS = [HUGE, "-1"]
IDS = [HUGE, f"task-{ENDLESS}", NUL, SURROGATE]
WORDS = [
    HUGE,
    ENDLESS,
    "-1",
    "²",
    "9999-99-99",
    "9999-12-31",
    "0001-01-01",
    "1e999999",
    NUL,
    "~".join([HUGE] * 3),
]
TELLING = [HUGE, ENDLESS, "9999-12-31", NUL]
NAMES = re.compile(r'name="([^"]+)"')
LINKS = re.compile(r'href="(\?[^"]+|/[^"]*\?[^"]+)"')
PARAMETERS = frozenset(
    "after as act before code district due_until expected_days factor format from item kind language".split()  # noqa: SIM905
    + "list next number page q seen since state step tab task token unread until x_words year".split()  # noqa: SIM905
)
ROWS = list({(row.name, row.thing): row for row in TABLE}.values())


def doer(row: Row) -> str:
    """Somebody who gets further than the door."""
    return min(row.opens_to, key=lambda who: (who == ANONYMOUS, who)) if row.opens_to else "clerk"


def fails(house: House, who: str, method: str, url: str, data: Any = None) -> list[str]:
    """What went wrong with a request, which is undone."""
    client = house.clients[who]
    try:
        with transaction.atomic():
            answer = getattr(client, method)(url, data or {})
            answer.getvalue()
            transaction.set_rollback(True)
    except Exception as error:
        return [f"{method} {url[:120]} {str(data)[:80]}: {error!r:.200}"]
    return [] if answer.status_code < 500 else [f"{method} {url[:120]}: {answer.status_code}"]


def odd_addresses(row: Row, names: dict[str, Any]) -> Iterator[str]:
    """The row's address with each of its names in turn made nonsense."""
    path = reverse(row.name, kwargs=names)
    for value in names.values():
        for odd in NUMBERS if isinstance(value, int) else IDS:
            yield path.replace(f"/{value}/", f"/{quote(odd.encode(errors='surrogatepass'))}/", 1)


@pytest.mark.parametrize("row", [row for row in ROWS if row.thing], ids=str)
def test_an_odd_address_is_answered(house: House, row: Row) -> None:
    urls = odd_addresses(row, house.things[row.thing])

    wrong = [
        each for url in urls for method in ("get", "post") for each in fails(house, doer(row), method, url)
    ]

    assert wrong == []


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_odd_parameters_and_fields_are_answered(house: House, row: Row) -> None:
    who, url = doer(row), reverse(row.name, kwargs=house.things[row.thing] if row.thing else {})
    page = house.clients[who].get(url)
    text = page.getvalue().decode(errors="replace") if page.status_code == 200 else ""
    linked = {key for link in LINKS.findall(text) for key in parse_qs(urlsplit(unescape(link)).query)}
    fields = {unescape(name) for name in NAMES.findall(text)} - {"csrfmiddlewaretoken"}

    words = [HUGE, NUL] if row.thing else WORDS
    queries = [urlencode(dict.fromkeys(PARAMETERS | linked, word)) for word in words]
    wrong = [each for query in queries for each in fails(house, who, "get", f"{url}?{query}")]
    for word in TELLING:
        wrong += fails(house, who, "post", url, dict.fromkeys(PARAMETERS | fields, word))
    assert wrong == []
