"""Pictures of pages at both widths, and what is wrong with them: `-m tests.browser.pictures FOLDER PATH`."""

import argparse
import re
import sys
from pathlib import Path

from playwright.sync_api import Browser, ViewportSize

from tests.browser.chromium import PHONE, STAFF, browsing, open_page, sign_in
from tests.browser.seeing import faults, picture

WIDTHS: dict[str, ViewportSize] = {"desktop": STAFF, "phone": PHONE}


def name_of(path: str) -> str:
    """A file name for a path: /items/QTS-08/?x=1 is items-QTS-08-x-1, the home page is home."""
    return re.sub(r"[^\w.]+", "-", path).strip("-") or "home"


def look(browser: Browser, server: str, path: str, folder: Path, *, width: str, account: str) -> list[str]:
    """Saves one picture; gives what is wrong with the page."""
    with open_page(browser, WIDTHS[width]) as page:
        if account:
            sign_in(page, server, account)
        page.goto(server + path)
        page.wait_for_load_state("networkidle")
        page.evaluate("scrollTo(0, 0)")
        picture(page, folder / f"{name_of(path)}.{width}.png")
        return faults(page)


def main(arguments: list[str] | None = None) -> int:
    """Exit status 1 where any page has a fault."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("paths", nargs="+")
    parser.add_argument("--server", default="http://127.0.0.1:8000")
    parser.add_argument("--as", dest="account", default="", help="demo account to sign in with")
    parser.add_argument("--width", choices=[*WIDTHS], action="append", help="by default both")
    asked = parser.parse_args(arguments)
    wrong = 0
    with browsing() as browser:
        for path in asked.paths:
            for width in asked.width or WIDTHS:
                found = look(browser, asked.server, path, asked.folder, width=width, account=asked.account)
                wrong += bool(found)
                sys.stdout.write(f"{path} {width}: {'; '.join(found) or 'nothing to find'}\n")
    return int(wrong > 0)


if __name__ == "__main__":
    raise SystemExit(main())
