"""An application for 气瓶充装单位许可 taken in at the window without touching the mouse."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from licensing.models import Application
from licensing.states import State
from tests.browser import STAFF, browsing, faults, open_page, sign_in
from tests.journeys.serving import serving
from tests.makers.at_once import alone
from tests.makers.licensing import a_world
from tests.makers.parties import an_enterprise

pytestmark = pytest.mark.django_db(transaction=True)
ITEM = "QTS-08"
FIRM = "镇江新区示范气体充装有限公司"
TYPED = {
    "a-capacity": "200",
    "a-address-detail": "示范路 1 号",
    "a-safety_distance": "30.5",
    "a-equipment-0-name": "充装泵",
    "a-equipment-0-model": "SF-1",
    "a-equipment-0-quantity": "2",
    "a-safety_manager-name": "示范甲",
    "a-safety_manager-mobile": "13800000000",
    "a-operators-0-name": "示范乙",
    "a-operators-0-certificate_no": "示范1",
    "a-operators-1-name": "示范丙",
    "a-operators-1-certificate_no": "示范2",
    "a-contact-name": "示范丁",
    "a-contact-mobile": "13800000001",
}
NAME = "document.activeElement.name"


@pytest.fixture
def window(tmp_path: Path) -> Iterator[Page]:
    """The clerk's browser at the window; in a bureau where one firm is registered."""
    a_world(ITEM)
    an_enterprise(FIRM, contact_name="江经办", contact_mobile="13800000008")
    with serving(tmp_path) as server, browsing() as browser, open_page(browser, STAFF) as page:
        sign_in(page, server, "clerk")
        page.goto(f"{server}/window/")
        yield page


def test_an_application_is_taken_in_by_keyboard_alone(window: Page) -> None:
    choose_party_and_item(window)
    fill_the_form(window)
    judge_the_materials(window)
    what_is_wanting_may_be_told_but_not_accepted(window)
    put_right_on_the_spot_it_is_accepted(window)

    application = alone(lambda: Application.objects.select_related("case__party").get())
    assert application.state == State.ACCEPTED
    assert application.case.party.name == FIRM
    assert application.presenter == "江经办"
    assert application.answers["equipment"][0]["quantity"] == 2


def choose_party_and_item(page: Page) -> None:
    page.keyboard.press("n")
    expect(page.locator("#pick-party")).to_be_focused()
    page.keyboard.type("zjxqsf")
    expect(page.locator("#pick-party-list [aria-selected=true]")).to_contain_text(FIRM)
    page.keyboard.press("Enter")

    expect(page.locator("#pick-item")).to_be_focused()
    page.keyboard.type("czdw")
    expect(page.locator("#pick-item-list [aria-selected=true]")).to_contain_text("气瓶充装单位许可")
    page.keyboard.press("Enter")
    expect(page.locator("#a-application_kind")).to_be_focused()
    expect(page.locator("#s-party")).not_to_have_attribute("open", "")


def fill_the_form(page: Page) -> None:
    page.keyboard.press("ArrowDown")
    for name in ("a-vessel", "a-media"):
        go_to(page, name)
        page.keyboard.press("Space")
    for name, words in TYPED.items():
        if name == "a-address-detail":
            go_to(page, "a-address-district")
            page.keyboard.press("ArrowDown")
        go_to(page, name)
        page.keyboard.type(words)


def go_to(page: Page, name: str) -> None:
    """Enter goes from field to field; it never sends the form."""
    for _step in range(40):
        if page.evaluate(NAME) == name:
            return
        page.keyboard.press("Enter")
    raise AssertionError(f"no way to {name}")


def judge_the_materials(page: Page) -> None:
    page.keyboard.press("Alt+4")
    expect(page.locator("#line-application .verdict input").first).to_be_focused()
    expect(page.locator("#s-answers")).not_to_have_attribute("open", "")
    rows = page.locator("tr[id^=line-]").count()
    for _row in range(rows - 1):
        page.keyboard.press("1")
    page.keyboard.press("2")
    assert page.evaluate(NAME) == "rc-fire"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.type("请提交验收意见书")


def what_is_wanting_may_be_told_but_not_accepted(page: Page) -> None:
    expect(page.locator("#rail")).to_contain_text("1 份待补正")
    expect(page.locator("#rail [value=accept]")).to_be_disabled()
    expect(page.locator("#rail [data-key='Ctrl+Enter']")).to_have_attribute("value", "correct")
    assert page.locator("#line-fire").bounding_box() is not None
    assert is_in_sight(page, "#s-checklist thead")
    assert is_in_sight(page, "#line-fire")
    assert faults(page) == []


def is_in_sight(page: Page, place: str) -> bool:
    box = page.locator(place).bounding_box()
    return box is not None and box["y"] >= 0 and box["y"] + box["height"] <= STAFF["height"]


def put_right_on_the_spot_it_is_accepted(page: Page) -> None:
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("1")
    expect(page.locator("#rail [data-key='Ctrl+Enter']")).to_have_attribute("value", "accept")
    page.keyboard.press("Control+Enter")

    page.wait_for_url("**/window/receipts/**")
    expect(page.locator(".q-query")).to_be_visible()
    page.keyboard.press("n")
    expect(page.locator("#pick-party")).to_be_focused()
