"""One person at a browser without scripts: opens pages, fills in their forms, presses buttons."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from organization.models import Person
from tests.journeys.reading import Form, Reader, words_in
from tests.makers.organization import sign_in

Values = str | list[str]


@dataclass
class Page:
    """An answer, and where it stands."""

    url: str
    response: HttpResponse

    @property
    def status(self) -> int:
        return self.response.status_code

    @property
    def html(self) -> str:
        return bytes(self.response.getvalue()).decode()

    @property
    def words(self) -> str:
        return words_in(self.html)

    @property
    def links(self) -> list[str]:
        return Reader(self.html).links

    def form(self, *names: str) -> Form:
        """The form to be posted that has all these fields."""
        forms = [form for form in Reader(self.html).forms.values() if form.method == "post"]
        found = [form for form in forms if form.names.issuperset(names)]
        assert found, f"{self.url}: no form with {names}, only {[sorted(form.names) for form in forms]}"
        return found[0]


class Desk:
    """A person with a client of their own; cross-site tokens are checked as in life."""

    def __init__(self, person: Person | None = None) -> None:
        self.client = Client(enforce_csrf_checks=True)
        if person is not None:
            sign_in(self.client, person)

    def at(self, name: str, *places: object) -> str:
        """The address of a page by its name; an address stays as it is."""
        return name if name.startswith("/") else reverse(name, args=places)

    def open(self, name: str, *places: object, status: int = 200, **query: str) -> Page:
        """Open a page and follow where it leads."""
        url = self.at(name, *places)
        return self._page(self.client.get(url, query, follow=True), url, status)

    def finds_nothing(self, name: str, *places: object) -> bool:
        """Whether the page is as if it did not exist."""
        return self.client.get(self.at(name, *places)).status_code == 404

    def send(self, page: Page, *, status: int = 200, **given: Any) -> Page:
        """Send the form of the page that has these fields, filled; the answer, or where it leads."""
        form = page.form(*given)
        return self.post(form.action or page.url, form.filled(**given), status=status)

    def post(self, url: str, data: dict[str, Any], *, status: int = 200) -> Page:
        """Send these values as they are."""
        return self._page(self.client.post(url, data, follow=True), url, status)

    def fill(self, name: str, *places: object, status: int = 200, **given: Any) -> Page:
        """Open a page, fill in its form and send it."""
        return self.send(self.open(name, *places), status=status, **given)

    def _page(self, response: Any, url: str, status: int) -> Page:
        chain = getattr(response, "redirect_chain", [])
        page = Page(chain[-1][0] if chain else url, cast(HttpResponse, response))
        assert page.status == status, f"{page.url}: {page.status}\n{page.words[:2000]}"
        return page
