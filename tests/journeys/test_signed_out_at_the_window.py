"""A clerk whose sign-in ends over a half-filled sheet, and the keys where nothing or a dialog waits."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from licensing.models import Application, Draft
from licensing.states import State
from tests.browser import STAFF, browsing, open_page, sign_in
from tests.journeys.keyboard import pick
from tests.journeys.serving import serving
from tests.makers.at_once import alone
from tests.makers.licensing import a_world
from tests.makers.parties import an_enterprise

pytestmark = pytest.mark.django_db(transaction=True)
FIRM = "镇江新区示范气体充装有限公司"


@pytest.fixture
def sheet(tmp_path: Path) -> Iterator[Page]:
    """A new sheet with applicant and item, the form not yet filled."""
    a_world("QTS-08")
    an_enterprise(FIRM, contact_name="江经办", contact_mobile="13800000008")
    with serving(tmp_path) as server, browsing() as browser, open_page(browser, STAFF) as page:
        sign_in(page, server, "clerk")
        page.goto(f"{server}/window/")
        page.keyboard.press("n")
        expect(page.locator("#pick-party")).to_be_focused()
        pick(page, FIRM)
        expect(page.locator("#pick-item")).to_be_focused()
        pick(page, "czdw")
        expect(page.locator("#a-application_kind")).to_be_focused()
        yield page


def test_what_is_typed_after_the_sign_in_ended_is_not_said_to_be_saved(sheet: Page) -> None:
    sheet.context.clear_cookies(name="sessionid")

    sheet.fill("#a-capacity", "77")

    expect(sheet.locator(".saved")).to_have_attribute("data-state", "out")
    expect(sheet.locator(".saved")).to_contain_text("登录已到时")


def test_after_signing_in_in_another_tab_the_sheet_goes_on_with_what_was_typed(sheet: Page) -> None:
    sheet.context.clear_cookies(name="sessionid")
    sheet.fill("#a-capacity", "77")
    expect(sheet.locator(".saved")).to_have_attribute("data-state", "out")

    with sheet.context.new_page() as other:
        sign_in(other, sheet.url.split("/window/")[0], "clerk")
    sheet.fill("#a-address-detail", "示范路 1 号")

    expect(sheet.locator(".saved")).to_have_attribute("data-state", "saved")
    assert alone(lambda: Draft.objects.get().data)["a-capacity"] == ["77"]


def test_ctrl_enter_says_what_is_missing_and_sends_an_open_dialog(sheet: Page) -> None:
    sheet.keyboard.press("Control+Enter")
    expect(sheet.locator("#live")).to_contain_text("未核对")

    sheet.keyboard.press("Alt+x")
    sheet.fill("#id_whom", "示范市应急管理局")
    sheet.fill("#id_reasons", "申请的事项不属本局职权")
    sheet.keyboard.press("Control+Enter")

    sheet.wait_for_url("**/window/receipts/**")
    assert alone(lambda: Application.objects.get().state) == State.NOT_OURS
