"""No page is wider than its screen: the public's on a phone, the staff's on a desk, in both languages.

The pages of the access table are read through the house's clients first, as a browser's event loop has a
database connection of its own, and laid out by Chromium then. Every firm has a name of sixty characters.
"""

import mimetypes
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.urls import reverse
from playwright.sync_api import Page, Route

from parties.models import Party, PartyKind
from tests.architecture.access_rows import ANONYMOUS, FIRMS, Outcome, Row
from tests.architecture.access_table import TABLE
from tests.architecture.conftest import House
from tests.browser import PHONE, STAFF, browsing, open_page, overflow

pytestmark = pytest.mark.django_db
LONG = (
    "镇江长江经济开发区示范联合工业气体充装与特种设备安装改造维修技术服务"
    "及安全评价咨询（集团）股份有限责任公司丹徒第二分公司"
)
LONG_ENGLISH = (
    "Zhenjiang Yangtze Development Zone Demo United Industrial Gas Filling and Equipment Servicing Co., Ltd."
)
HOST = "http://house.test"
TOO_WIDE = "document.scrollingElement.scrollWidth > innerWidth"
PAGES = [
    row
    for row in TABLE
    if row.method == "get"
    and row.answer is Outcome.OPENS
    and row.opens_to
    and row.name != "account_logout"  # whoever reads it is out
]


def reader_of(row: Row) -> str:
    """Nobody in particular where everybody may open the page, else somebody who may."""
    return ANONYMOUS if ANONYMOUS in row.opens_to else min(row.opens_to)


def is_public(row: Row) -> bool:
    """Whether the page has the public's face for this reader."""
    return reader_of(row) in FIRMS | {ANONYMOUS}


def read(house: House, rows: list[Row], language: str) -> dict[str, str]:
    """The pages by their path; no files and no parts of pages."""
    found: dict[str, str] = {}
    for row in rows:
        client = house.clients[reader_of(row)]
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
        path = reverse(row.name, kwargs=house.things[row.thing] if row.thing else {})
        answer = client.get(path)
        if not answer.streaming and b"<!doctype html>" in answer.content[:200]:
            found[path] = answer.content.decode()
    return found


def serve(page: Page, pages: dict[str, str]) -> None:
    """Let the browser's page find these pages and the static files, and nothing else."""

    def fetch(route: Route) -> None:
        path = route.request.url.removeprefix(HOST)
        if path in pages:
            route.fulfill(body=pages[path], content_type="text/html; charset=utf-8")
        elif path.startswith(settings.STATIC_URL):
            file = finders.find(urlsplit(path).path.removeprefix(settings.STATIC_URL))
            assert isinstance(file, str), path
            route.fulfill(body=Path(file).read_bytes(), content_type=mimetypes.guess_type(file)[0])
        else:
            route.fulfill(status=404)

    page.route("**/*", fetch)


def sideways(page: Page, path: str) -> list[str]:
    """Whether the page scrolls sideways, and what sticks out."""
    page.goto(HOST + path)
    scrolls = ["scrolls sideways"] if page.evaluate(TOO_WIDE) else []
    return [f"{path}: {said}" for said in [*scrolls, *overflow(page)]]


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("face", ["public", "staff"])
def test_no_page_is_wider_than_its_screen(house: House, face: str, language: str) -> None:
    Party.objects.exclude(kind=PartyKind.PERSON).update(name=LONG, name_en=LONG_ENGLISH)
    pages = read(house, [row for row in PAGES if is_public(row) == (face == "public")], language)

    with browsing() as browser, open_page(browser, PHONE if face == "public" else STAFF) as page:
        serve(page, pages)
        wide = [said for path in pages for said in sideways(page, path)]

    assert len(pages) > 10
    assert wide == []
