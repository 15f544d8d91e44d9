"""A clerk who never touches the mouse: from the sheet to the receipt by keys alone."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page

from tests.journeys.desk import Values

FOCUSED = """() => {
  const at = document.activeElement;
  return {tag: at.tagName, name: at.name || '', type: at.type || '', value: at.value || ''};
}"""
DOWNS = "value => [...document.activeElement.options].findIndex(each => each.value === value)"
MOST_TABS = 150


def pick(page: Page, words: str) -> None:
    """Type into the picker that has the focus, take the first of what it offers."""
    page.keyboard.type(words)
    page.locator("[role=option]:visible").first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.locator("[role=option]:visible").first.wait_for(state="hidden")
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(300)


def fill(page: Page, wanted: dict[str, Values]) -> None:
    """Walk the form by Tab and answer every field that is wanted."""
    left = dict(wanted)
    for _step in range(MOST_TABS):
        at = page.evaluate(FOCUSED)
        if at["name"] in left and _answer(page, at, left[at["name"]]):
            del left[at["name"]]
        if not left:
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the keyboard did not reach {sorted(left)}")


def _answer(page: Page, at: dict[str, Any], value: Values) -> bool:
    """Whether the field that has the focus was answered with the value."""
    if at["tag"] == "SELECT":
        page.keyboard.press("Home")
        for _down in range(page.evaluate(DOWNS, value)):
            page.keyboard.press("ArrowDown")
    elif at["type"] in ("checkbox", "radio"):
        if at["value"] not in value:
            return False
        page.keyboard.press("Space")
    else:
        page.keyboard.press("Control+a")
        page.keyboard.type(str(value))
    return True


def take_in(page: Page, party: str, item: str, wanted: dict[str, Values], materials: int) -> None:
    """New sheet, applicant, item, form, a verdict on each material, acceptance."""
    page.keyboard.press("n")
    page.wait_for_url("**/window/drafts/**")
    pick(page, party)
    page.wait_for_function("document.activeElement.name === 'item_words'")
    pick(page, item)
    page.wait_for_function("document.activeElement.name.startsWith('a-')")
    fill(page, wanted)
    page.keyboard.press("Alt+4")
    for _material in range(materials):
        page.keyboard.press("1")
    page.locator("button[value=accept]:not([disabled]):not([aria-disabled=true])").wait_for()
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/window/receipts/**")
