"""Every part in both frames at both widths: axe finds nothing, nothing sticks out, the console is silent."""

import pytest
from playwright.sync_api import Browser, ViewportSize

from tests.browser import PHONE, STAFF, faults, open_page

pytestmark = [pytest.mark.django_db(transaction=True)]
WIDTHS = [pytest.param(STAFF, id="desktop"), pytest.param(PHONE, id="phone")]


@pytest.mark.parametrize("viewport", WIDTHS)
@pytest.mark.parametrize("face", ["staff", "public", "print"])
def test_no_part_has_a_fault(browser: Browser, style: str, face: str, viewport: ViewportSize) -> None:
    with open_page(browser, viewport) as page:
        page.goto(f"{style}?face={face}")

        assert faults(page) == []


@pytest.mark.parametrize("viewport", WIDTHS)
@pytest.mark.parametrize("path", ["/", "/nothing-here/", "/accounts/login/"])
def test_no_public_door_has_a_fault(browser: Browser, style: str, path: str, viewport: ViewportSize) -> None:
    server = style.removesuffix("/style/")
    with open_page(browser, viewport) as page:
        page.goto(server + path)

        assert faults(page) == []
