"""Debian's Chromium through Playwright, with switches that keep it off the network."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, ConsoleMessage, Page, Response, ViewportSize, sync_playwright

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--lang=zh-CN",
]
STAFF: ViewportSize = {"width": 1366, "height": 768}
PHONE: ViewportSize = {"width": 390, "height": 844}


@contextmanager
def browsing() -> Iterator[Browser]:
    """A browser for the length of the block."""
    # Playwright's event loop makes Django believe that it runs in async code.
    os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=SWITCHES, env={**os.environ, "LANGUAGE": "zh_CN"}
        )
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def open_page(browser: Browser, viewport: ViewportSize, *, language: str = "zh-CN") -> Iterator[Page]:
    """A fresh, signed-out page of this size; what its console says is kept in `page.said`."""
    context = browser.new_context(viewport=viewport, locale=language, timezone_id="Asia/Shanghai")
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda line: _hear(said, line))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("response", lambda answer: _miss(said, answer))
    page.said = said  # type: ignore[attr-defined]  # rides along with its page
    try:
        yield page
    finally:
        context.close()


def _hear(said: list[str], line: ConsoleMessage) -> None:
    if line.type in ("error", "warning") and not line.text.startswith("Failed to load resource"):
        said.append(line.text)


def _miss(said: list[str], answer: Response) -> None:
    """Notes what a page asked for and did not get; the page itself may well be a 404."""
    if answer.status >= 400 and answer.request.resource_type != "document":
        said.append(f"{answer.status} {answer.url}")


def sign_in(page: Page, server: str, username: str, password: str = "demo-2026") -> None:  # noqa: S107 - the demo's
    """Signs a demo account in; where a second factor is asked for, the demo shows its code on the page."""
    page.goto(f"{server}/accounts/login/")
    page.fill("[name=login]", username)
    page.fill("[name=password]", password)
    page.click("main button[type=submit]")
    _give_code(page)
    page.goto(server)
    _give_code(page)


def _give_code(page: Page) -> None:
    code = page.locator(".q-note b.num")
    if page.locator("[name=code]").count() and code.count():
        page.fill("[name=code]", code.inner_text().strip())
        page.click("main button[type=submit]")
