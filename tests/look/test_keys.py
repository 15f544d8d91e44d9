"""The keyboard of staff pages, and what scripts do for a form: tried in Chromium on the style page."""

from collections.abc import Iterator
from time import sleep

import pytest
from django.core.cache import cache
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser import STAFF, open_page

pytestmark = [pytest.mark.django_db(transaction=True)]


@pytest.fixture
def page(browser: Browser, style: str) -> Iterator[Page]:
    with open_page(browser, STAFF) as found:
        found.goto(style)
        found.evaluate("document.activeElement.blur()")
        yield found


def test_slash_takes_the_cursor_to_the_search_field(page: Page) -> None:
    page.keyboard.press("/")

    expect(page.locator("#search")).to_be_focused()


def test_keys_rest_while_one_types(page: Page) -> None:
    page.locator("#search").focus()
    page.keyboard.type("jx?/")

    expect(page.locator("#search")).to_have_value("jx?/")
    expect(page.locator("#help")).not_to_be_visible()


def test_j_and_k_walk_the_rows_and_x_ticks_one(page: Page) -> None:
    rows = page.locator("table.rows--inbox tbody tr:not(.group)")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    page.keyboard.press("j")
    page.keyboard.press("x")

    expect(rows.nth(1)).to_have_class("is-current is-picked")
    expect(page.locator("[data-bulk]")).to_be_visible()
    expect(page.locator("[data-bulk-count]")).to_have_text("1")


def test_escape_drops_the_ticks(page: Page) -> None:
    page.keyboard.press("j")
    page.keyboard.press("x")
    page.keyboard.press("Escape")

    expect(page.locator("[data-bulk]")).to_be_hidden()


def test_the_question_mark_lists_the_keys_of_this_page(page: Page) -> None:
    page.keyboard.press("?")

    expect(page.locator("#help")).to_be_visible()
    expect(page.locator("#help")).to_contain_text("办主要的一件事")


def test_single_keys_can_be_switched_off(page: Page) -> None:
    page.keyboard.press("?")
    page.locator("[data-keys-off]").check()
    page.keyboard.press("Escape")
    page.keyboard.press("j")

    expect(page.locator("table.rows--inbox tr.is-current")).to_have_count(0)


def test_a_digit_judges_the_material_of_the_keyboard_row(page: Page) -> None:
    page.locator("[name=m2]:checked").focus()
    page.keyboard.press("1")

    expect(page.locator("[name=m2][value=complete]")).to_be_checked()
    expect(page.locator("[name=m3]:checked")).to_be_focused()


def test_a_verdict_that_needs_a_reason_asks_for_it(page: Page) -> None:
    page.locator("[name=m1]:checked").focus()
    page.keyboard.press("2")

    expect(page.locator("[name=m1][value=correct]")).to_be_checked()
    expect(page.get_by_label("充装许可申请书：理由")).to_be_focused()


def test_a_picker_is_worked_by_arrows_and_enter(page: Page) -> None:
    field = page.locator("#item")
    field.fill("移动")
    expect(page.locator("#item-list [role=option]").first).to_be_visible()
    page.keyboard.press("Enter")

    expect(field).to_have_value("移动式压力容器、气瓶充装单位许可（新办）")
    expect(page.locator("input[type=hidden][name=item]")).to_have_value("1")
    expect(page.locator("#item-list")).to_be_hidden()


def test_typing_on_forgets_what_was_picked(page: Page) -> None:
    page.locator("#item").fill("移动")
    expect(page.locator("#item-list [role=option]").first).to_be_visible()
    page.keyboard.press("Enter")
    page.locator("#item").press_sequentially("x")

    expect(page.locator("input[type=hidden][name=item]")).to_have_value("")


def test_an_act_that_asks_shows_its_consequence_and_can_be_left(page: Page) -> None:
    page.locator("[data-opens=ask]").click()
    expect(page.locator("#ask")).to_contain_text("不能恢复")
    page.locator("#ask [data-closes]").click()

    expect(page.locator("#ask")).not_to_be_visible()


def test_an_act_that_asks_tells_what_was_chosen(page: Page) -> None:
    page.locator("[name=v][value=b]").check(force=True)
    page.locator("[data-opens=ask]").click()

    expect(page.locator("#ask .confirm__chosen")).to_have_text("附条件同意")


def test_a_dropped_file_is_named(page: Page) -> None:
    page.locator("#up").set_input_files(
        {"name": "核查表.pdf", "mimeType": "application/pdf", "buffer": b"x" * 2048}
    )

    expect(page.locator(".drop__said")).to_have_text("核查表.pdf · 2 KB")


def test_what_one_types_is_saved_on_the_server_without_asking(page: Page) -> None:
    page.locator("#opinion").press_sequentially("经审查")

    expect(page.locator("#draft-saved .saved")).to_have_attribute("data-state", "saved")
    expect(page.locator("#draft-saved .saved")).to_contain_text("已自动保存")
    expect(page.locator("[name=draft]")).to_have_value("D-3")


def test_a_save_that_fails_says_so(page: Page) -> None:
    page.route("**/style/save/", lambda route: route.abort())
    page.locator("#opinion").press_sequentially("经审查")

    expect(page.locator("#draft-saved .saved")).to_have_text("没有保存上，请不要关页面")


def test_two_quick_clicks_send_a_form_once(page: Page) -> None:
    sent: list[str] = []

    def slowly(route: Route) -> None:
        sent.append(route.request.method)
        sleep(0.5)
        route.continue_()

    page.route("**/style/send/", slowly)
    page.locator("#opinion").fill("同意")
    page.evaluate(
        "() => { const b = document.querySelector('#send'); b.click(); setTimeout(() => b.click(), 150); }"
    )
    page.wait_for_url("**/style/send/")

    assert sent == ["POST"]


def test_a_form_can_be_sent_again_after_going_back(page: Page) -> None:
    page.locator("#opinion").fill("同意")
    page.click("#send")
    page.wait_for_url("**/style/send/")
    page.go_back()
    page.click("#send")
    page.wait_for_url("**/style/send/")

    assert len(cache.get("style-sent")) == 2
