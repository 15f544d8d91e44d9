"""Every door is in the table, and opens to those the table names and to nobody else."""

import re
from collections.abc import Iterable, Iterator
from copy import deepcopy
from typing import Any

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.architecture.access_rows import EVERYBODY, Outcome, Row, fits, outcome_of
from tests.architecture.access_table import TABLE
from tests.architecture.conftest import House
from tests.architecture.scene import THINGS, Names

ABOUT_OBJECTS = [row for row in TABLE if row.thing and row.opens_to != EVERYBODY]
PASSING = re.compile(rb"\b[A-Za-z0-9]{64}\b|\b[0-9]{8}-[0-9A-Z]{6}\b")  # form tokens, incident numbers


def test_every_url_has_its_row() -> None:
    listed = {row.name for row in TABLE}

    assert sorted(pattern_names() - listed) == [], "URLs without a row in access_table.py"
    assert sorted(listed - pattern_names()) == [], "rows of access_table.py without a URL"


@pytest.mark.django_db
@pytest.mark.parametrize("row", TABLE, ids=str)
def test_a_door_opens_to_those_the_table_names(house: House, row: Row) -> None:
    names = house.things[row.thing] if row.thing else {}

    got = {who: undone(house, who, row, names) for who in sorted(EVERYBODY)}

    wrong = {
        who: f"{outcome_of(got[who])}, not {row.expected(who)}" for who in got if not right(row, who, got)
    }
    assert wrong == {}, "\n" + "\n".join(f"{who}: {what}" for who, what in wrong.items())


@pytest.mark.django_db
@pytest.mark.parametrize("row", ABOUT_OBJECTS, ids=str)
def test_what_belongs_to_others_answers_like_what_is_missing(house: House, row: Row) -> None:
    own, missing = house.things[row.thing], THINGS[row.thing].missing or house.things[row.thing]
    addresses = [reverse(row.name, kwargs=names) for names in (own, missing)]
    strangers = sorted(who for who in EVERYBODY if row.expected(who) is Outcome.NOT_THERE)

    for who in strangers:
        foreign, absent = undone(house, who, row, own), undone(house, who, row, missing)

        assert foreign.status_code == absent.status_code == 404
        assert bare(foreign, addresses) == bare(absent, addresses), f"{who} can tell foreign from missing"


def right(row: Row, who: str, got: dict[str, HttpResponse]) -> bool:
    return fits(got[who], row.expected(who))


def undone(house: House, who: str, row: Row, names: Names) -> HttpResponse:
    """What the person gets, with every trace of the request taken back, messages in cookies too."""
    client = house.clients[who]
    before = deepcopy(client.cookies)
    with transaction.atomic():
        answer = house.ask(who, row, names)
        transaction.set_rollback(True)
    client.cookies = before
    return answer


def bare(answer: HttpResponse, addresses: Iterable[str]) -> bytes:
    """The body without what differs from request to request and without either address."""
    body = answer.content
    for address in addresses:
        body = body.replace(address.encode(), b"ADDRESS")
    return PASSING.sub(b"", body)


def pattern_names() -> set[str]:
    """The names of all URL patterns but the administration's; a pattern without a name fails."""
    return set(_names(get_resolver(), ""))


def _names(resolver: URLResolver, prefix: str) -> Iterator[str]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            assert pattern.name, f"{pattern.pattern} has no name"
            yield prefix + pattern.name
        elif pattern.namespace != "admin":
            inner: Any = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            yield from _names(pattern, inner)
