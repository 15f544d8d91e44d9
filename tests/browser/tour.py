"""Pictures of a demo world: those of the README, or with `--all` every main page as the person it is for.

`python -m tests.browser.tour FOLDER --server http://127.0.0.1:8000 [--all]`
"""

import argparse
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page

from tests.browser.chromium import browsing, open_page, sign_in
from tests.browser.pictures import WIDTHS
from tests.browser.seeing import faults, picture

BOTH = ("desktop", "phone")


@dataclass(frozen=True)
class Stop:
    """A page of the tour; `first` opens the first row of the list at `path`, `told` stands in the README."""

    name: str
    path: str
    account: str = ""
    widths: tuple[str, ...] = ("desktop",)
    first: bool = False
    told: bool = False


STOPS = [
    Stop("home", "/", told=True),
    Stop("items", "/items/", widths=BOTH),
    Stop("guide", "/items/QTS-08/", widths=BOTH),
    Stop("track", "/track/", widths=BOTH),
    Stop("verify", "/verify/", widths=BOTH),
    Stop("decisions", "/decisions/", widths=BOTH),
    Stop("sign-in", "/accounts/login/", widths=BOTH),
    Stop("not-found", "/nothing-here/", widths=BOTH),
    Stop("window", "/window/", "clerk"),
    Stop("inbox", "/inbox/", "clerk", told=True),
    Stop("case", "/inbox/", "equipment", first=True, told=True),
    Stop("desk", "/inbox/", "chief"),
    Stop("notices", "/notices/", "clerk"),
    Stop("people", "/people/", "admin"),
    Stop("portal", "/portal/", "enterprise", widths=("phone",), told=True),
]


def _arrive(page: Page, server: str, stop: Stop) -> None:
    if stop.account:
        sign_in(page, server, stop.account)
    page.goto(server + stop.path)
    if stop.first:
        page.locator("table[data-rows] [data-open]").first.click()
    page.wait_for_load_state("networkidle")
    page.evaluate("scrollTo(0, 0)")


def _shrink(path: Path) -> None:
    """A page of few colours needs a third of the bytes with a palette."""
    with Image.open(path) as image:
        image.quantize(256).save(path, optimize=True)


def visits(browser: Browser, server: str, folder: Path, *, every: bool) -> Iterator[tuple[str, list[str]]]:
    """Each picture taken, with what is wrong on it; those of the README show one screen."""
    for stop in STOPS if every else [stop for stop in STOPS if stop.told]:
        for width in stop.widths:
            with open_page(browser, WIDTHS[width]) as page:
                _arrive(page, server, stop)
                path = picture(page, folder / f"{stop.name}.{width}.png", whole=every)
                _shrink(path)
                yield path.name, faults(page)


def main(arguments: list[str] | None = None) -> int:
    """The whole tour; what is wrong is said line by line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--server", default="http://127.0.0.1:8000")
    parser.add_argument("--all", action="store_true", help="every page, whole")
    asked = parser.parse_args(arguments)
    wrong = 0
    with browsing() as browser:
        for name, found in visits(browser, asked.server, asked.folder, every=asked.all):
            wrong += bool(found)
            sys.stdout.write(f"{name}: {'; '.join(found) or 'nothing to find'}\n")
    return int(wrong > 0)


if __name__ == "__main__":
    raise SystemExit(main())
