"""Bad input: hostile text everywhere people write is kept and shown harmlessly, on page, export, paper."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook
from pypdf import PdfReader

from documents.models import Document
from documents.pdf import compiled
from licensing.actions import decide
from licensing.models import Application
from licensing.states import DecisionKind
from notices.actions import drain
from organization.models import Person
from parties.actions import appoint_representative
from parties.models import Party, RepresentativeRole
from tests.makers.answers import words
from tests.makers.licensing import World, a_world, good_answers, task
from tests.makers.organization import SINCE
from tests.makers.parties import an_enterprise
from tests.makers.reviewing import (
    at_desk,
    just_now,
    registered,
)
from tests.makers.window import new_token, now, sheet_fields
from workdays.days import local_day
from workflow.models import Case
from workflow.queries import digest_of

pytestmark = pytest.mark.django_db
HOSTILE = "=1+1<script>alert(1)</script>\"'><img src=x>{{ 7 }}{% now %}#set text(red)\\ 😀"
CODE = "ABCD-2345-6789"
ITEM = "QTS-05"
# What a browser would run or build of it: none of it may stand in a page.
ALIVE = ("<script>alert", "<img src=x")


@pytest.fixture
def world() -> World:
    return a_world(ITEM)


@pytest.fixture
def firm(world: World) -> Party:
    party = an_enterprise(HOSTILE, address=HOSTILE, legal_representative=HOSTILE, contact_name=HOSTILE)
    appoint_representative(
        party,
        person=world.cast.enterprise,
        role=RepresentativeRole.ADMINISTRATOR,
        first_on=local_day(SINCE),
        by=world.cast.clerk,
        at=just_now(),
    )
    return party


@pytest.fixture
def application(world: World, firm: Party) -> Application:
    """Everything people write on a case is hostile, the reasons of its denial too."""
    answers = {**good_answers(ITEM), **dict.fromkeys(_texts(good_answers(ITEM)), HOSTILE)}
    made = registered(world, party=firm, presenter=HOSTILE, note=HOSTILE, answers=answers)
    number = made.case.number
    Case.objects.filter(number=number).update(query_digest=digest_of(number, CODE))
    return made


def _texts(answers: dict[str, object]) -> Iterator[str]:
    """The names of the answers written in words."""
    return (key for key, value in answers.items() if value == "示范")


def _pages(world: World, application: Application) -> Iterator[tuple[Person | None, str]]:
    """Every page that shows something of the case or the firm, with one who reads it."""
    cast, number, firm = world.cast, application.case.number, application.case.party
    found = quote(firm.uscc or "")
    for name in ("case", "case_sheet"):
        yield cast.chief, reverse(name, args=[number])
    yield cast.chief, reverse("case", args=[number]) + "?ledger=all"
    yield cast.chief, reverse("decision", args=[task(application, "decision").pk])
    yield cast.chief, reverse("decision_desk")
    yield cast.chief, reverse("inbox") + "?tab=pool"
    yield cast.clerk, reverse("search") + f"?q={found}"
    yield cast.clerk, reverse("parties") + f"?q={found}"
    yield cast.clerk, reverse("party", args=[firm.pk])
    yield cast.clerk, reverse("party_edit", args=[firm.pk])
    yield cast.clerk, reverse("party_lookup") + f"?q={found}"
    yield cast.clerk, reverse("window_receipt", args=[number])
    yield cast.clerk, reverse("window")
    yield cast.enterprise, reverse("portal")
    yield cast.enterprise, reverse("portal_cases")
    yield cast.enterprise, reverse("portal_case", args=[number])
    yield cast.enterprise, reverse("notices")
    yield cast.equipment, reverse("notices")
    for document in Document.objects.filter(subject_key=number):
        yield cast.clerk, reverse("document", args=[document.pk])
        yield None, reverse("verified", args=[document.verify_code])


def test_no_page_runs_what_was_written(world: World, application: Application) -> None:
    drain(now())
    browsers = {
        person: at_desk(person) if person else Client() for person, _url in _pages(world, application)
    }

    shown = {url: words(browsers[who].get(url)) for who, url in _pages(world, application)}

    assert [url for url, page in shown.items() if any(word in page for word in ALIVE)] == []
    silent = {url for url, page in shown.items() if "&lt;script&gt;alert(1)" not in page}
    assert silent <= {reverse("notices"), reverse("portal_cases")}, "the words themselves are shown"


def test_the_applicants_page_shows_it_harmlessly(client: Client, application: Application) -> None:
    asked = {"number": application.case.number, "code": CODE}

    page = words(client.post(reverse("track"), asked, follow=True))

    assert "&lt;script&gt;alert(1)" in page
    assert not any(word in page for word in ALIVE)


EXPORTS = [
    pytest.param("clerk", "search", "?format={}&q=", id="search"),
    pytest.param("clerk", "parties", "?as={}&q=", id="parties"),
    pytest.param("clerk", "window", "?format={}&list=received", id="window"),
    pytest.param("chief", "inbox", "?format={}&tab=pool", id="inbox"),
]


@pytest.mark.parametrize(("who", "name", "query"), EXPORTS)
def test_no_export_holds_a_formula(
    world: World, application: Application, who: str, name: str, query: str
) -> None:
    browser, url = at_desk(getattr(world.cast, who)), reverse(name) + query

    lines = _rows(browser.get(url.format("csv")))
    book = load_workbook(io.BytesIO(browser.get(url.format("xlsx")).getvalue()))

    assert _are_plain(lines)
    typed = [(cell.data_type, cell.value) for row in book.active for cell in row if cell.value]  # type: ignore[union-attr]  # the one sheet
    assert {kind for kind, _value in typed} == {"s"}
    assert any(str(value).startswith("=1+1<script>") for _kind, value in typed)


def test_the_public_list_of_decisions_holds_no_formula(
    client: Client, world: World, application: Application
) -> None:
    _deny(world, application)

    assert _are_plain(_rows(client.get(reverse("decisions") + "?as=csv")))


def _are_plain(lines: list[list[str]]) -> bool:
    """Whether the name is there, and no cell is a formula."""
    cells = [cell for row in lines for cell in row]
    starting = {cell[:1] for cell in cells}
    return any(cell.startswith("'=1+1<script>") for cell in cells) and not starting & set("=+-@")


def _rows(answer: Any) -> list[list[str]]:
    return list(csv.reader(io.StringIO(answer.getvalue().decode("utf-8-sig"))))


def _deny(world: World, application: Application, reasons: str = HOSTILE) -> Document:
    pk = task(application, "decision").pk
    decision = decide(pk, DecisionKind.DENIED, reasons=reasons, by=world.cast.chief, at=now())
    assert decision.document is not None
    return decision.document


def test_every_paper_prints_it_literally(world: World, application: Application) -> None:
    _deny(world, application)

    for document in Document.objects.filter(subject_key=application.case.number):
        text = "".join(_printed(compiled(document)).split())
        assert text.count("<script>alert(1)</script>") >= (2 if document.kind == "denial" else 1)
        assert "{{7}}{%now%}#settext(red)\\" in text


def test_ten_thousand_characters_are_printed_whole(world: World, application: Application) -> None:
    document = _deny(world, application, reasons="字" * 9_999 + "完")

    assert _printed(compiled(document)).count("字") >= 9_999


def _printed(pdf: bytes) -> str:
    return "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).replace("\u200b", "")


def test_characters_that_cannot_be_kept_are_dropped_and_all_else_stays(world: World) -> None:
    clerk, firm = at_desk(world.cast.clerk), an_enterprise()
    raw = b"&note=" + quote("甲\x00\u202e乙\u2066丙").encode() + b"%ED%A0%80"
    fields = sheet_fields(ITEM, firm, act="keep")
    body = urlencode(fields, doseq=True).encode() + raw

    answer = clerk.post(
        reverse("intake", args=[new_token()]), body, content_type="application/x-www-form-urlencoded"
    )

    assert answer.status_code == 302
    assert Application.objects.get().note.startswith("甲乙丙")
    assert Application.objects.get().note.isprintable()
