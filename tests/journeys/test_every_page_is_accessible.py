"""Axe looks at every page there is, as somebody to whom it opens; at the error pages too."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse
from playwright.sync_api import Page, Route

from tests.architecture.access_rows import ANONYMOUS, Outcome, Row
from tests.architecture.access_table import TABLE
from tests.architecture.scene import THINGS, Scene
from tests.browser import STAFF, Finding, browsing, open_page, violations
from tests.journeys.serving import serving
from tests.makers.organization import sign_in
from zhenjiang_qts import errors

pytestmark = pytest.mark.django_db(transaction=True)
Faults = dict[str, list[Finding]]
LEAST = 60  # pages and errors; fewer would mean that the table is no longer read
FOREIGN = {"api_docs"}  # drawn by Swagger UI
UNWORDED = "document.querySelector('main').append(Object.assign(new Image(), {src: '/static/img/mark.svg'}))"


@dataclass(frozen=True)
class Visit:
    """A page and the person who opens it."""

    who: str
    name: str
    url: str


@dataclass(frozen=True)
class House:
    """A served scene: its address, what to visit, the cookies of those who visit."""

    server: str
    visits: list[Visit]
    sessions: dict[str, str]


def test_axe_finds_nothing_on_any_page(tmp_path: Path) -> None:
    with _house(tmp_path) as house, browsing() as browser, open_page(browser, STAFF) as page:
        assert _is_seen(page, house.server)
        found = _on_pages(page, house) | _on_errors(page, house.server)

    assert [f"{name}: {finding}" for name, findings in found.items() for finding in findings] == []
    assert len(found) > LEAST


@contextmanager
def _house(folder: Path) -> Iterator[House]:
    scene = Scene()
    who = {who for row in TABLE if (who := _who(row))}
    clients = {name: sign_in(Client(), getattr(scene.cast, name)) for name in who - {ANONYMOUS}}
    found = (_visit(row, scene, clients | {ANONYMOUS: Client()}) for row in TABLE)
    visits = [visit for visit in found if visit]
    sessions = {name: client.cookies["sessionid"].value for name, client in clients.items()}
    with serving(folder) as server:
        yield House(server, visits, sessions)


def _who(row: Row) -> str:
    """Who opens the page: nobody signed in, if it opens to all; empty for what is no page of ours."""
    if row.method != "get" or row.answer is not Outcome.OPENS or row.name in FOREIGN:
        return ""
    return ANONYMOUS if ANONYMOUS in row.opens_to else min(row.opens_to, default="")


def _visit(row: Row, scene: Scene, clients: Mapping[str, Client]) -> Visit | None:
    """The page as that person opens it; files, and fragments of other pages, are left out."""
    who = _who(row)
    if not who:
        return None
    url = reverse(row.name, kwargs=THINGS[row.thing].names(scene) if row.thing else {})
    start = getattr(clients[who].get(url), "content", b"")[:200]
    return Visit(who, str(row), url) if b"<html" in start else None


def _is_seen(page: Page, server: str) -> bool:
    """Whether an image without words, put on a page, is found."""
    page.goto(server)
    page.evaluate(UNWORDED)
    return [finding.rule for finding in violations(page)] == ["image-alt"]


def _on_pages(page: Page, house: House) -> Faults:
    found: Faults = {}
    for visit in sorted(house.visits, key=lambda visit: visit.who):
        _become(page, house, visit.who)
        answer = page.goto(house.server + visit.url)
        assert answer is not None
        assert answer.status == 200, f"{visit.who} {visit.url}: {answer.status}"
        found[f"{visit.who} {visit.name}"] = violations(page)
    return found


def _become(page: Page, house: House, who: str) -> None:
    """The same window for all of them, so that styles and scripts are fetched once."""
    page.context.clear_cookies()
    if who in house.sessions:
        page.context.add_cookies([{"name": "sessionid", "value": house.sessions[who], "url": house.server}])


def _on_errors(page: Page, server: str) -> Faults:
    """The pages of our handlers, as the server would send them."""
    request = RequestFactory().get("/")
    answers = {
        "400": errors.bad_request(request, ValueError()),
        "403": errors.forbidden(request, PermissionDenied()),
        "403, an old form": errors.csrf_failure(request),
        "404": errors.not_found(request, Http404()),
        "500": errors.server_error(request),
    }
    found: Faults = {}
    for name, answer in answers.items():
        page.route(f"{server}/broken/", partial(_send, answer))
        page.goto(f"{server}/broken/")
        assert page.locator("h1").count() == 1, name
        found[name] = violations(page)
    return found


def _send(answer: HttpResponse, route: Route) -> None:
    route.fulfill(status=answer.status_code, body=answer.content, content_type="text/html; charset=utf-8")
