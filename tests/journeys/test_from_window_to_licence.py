"""The whole story in Chromium: the clerk by keyboard, five units, the chief, the applicant, anybody."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import Browser, Page
from pytest_django import Settings

from tests.browser.chromium import PHONE, STAFF, browsing, open_page, sign_in
from tests.journeys import keyboard
from tests.journeys.bureau import FIRM, NUMBER, QUERY_CODE, Taken, a_bureau, inputs_of
from tests.journeys.camera import address_on
from tests.journeys.desk import Values
from tests.journeys.serving import serving
from tests.makers.at_once import alone
from tests.makers.licensing import good_answers
from workdays.days import local_day

pytestmark = pytest.mark.django_db(transaction=True)
DISSENT = "电子秤检定证书已过有效期。"
ANSWER = "证书已于今日换发，附后。"
MATERIALS = 7


@contextmanager
def screen(browser: Browser, server: str, who: str) -> Iterator[Page]:
    """A person signed in at a staff screen; nobody in particular on a phone."""
    with open_page(browser, STAFF if who else PHONE) as page:
        if who:
            sign_in(page, server, who)
        page.goto(f"{server}/")
        yield page


def work(page: Page, server: str, number: str, given: dict[str, Values]) -> None:
    """From the inbox to the page of one's task of this case, its form filled in and sent by Ctrl+Enter."""
    page.goto(f"{server}/inbox/")
    row = page.locator("tr", has_text=number)
    assert row.count(), f"{given}: {page.locator('main').inner_text()}"
    row.locator("a.btn-row").first.click()
    for name, value in given.items():
        for each in value if isinstance(value, list) else [value]:
            _answer(page, name, each)
    page.keyboard.press("Control+Enter")
    confirm = page.locator("dialog[open] button[type=submit]")
    page.wait_for_timeout(300)
    if confirm.count():
        confirm.click()
    page.wait_for_load_state("networkidle")
    assert "/tasks/" not in page.url, f"{page.url}: {page.locator('main').inner_text()}"


def _answer(page: Page, name: str, value: str) -> None:
    field = page.locator(f"main [name='{name}']:not([type=hidden])")
    if field.first.get_attribute("type") in ("radio", "checkbox"):
        page.locator(f"main [name='{name}'][value='{value}']").check(force=True)
    elif field.first.evaluate("each => each.tagName") == "SELECT":
        field.first.select_option(value)
    else:
        field.first.fill(value)


def test_from_the_window_to_the_licence_in_a_browser(
    transactional_db: None, tmp_path: Path, settings: Settings
) -> None:
    bureau = a_bureau("QTS-08")
    today = local_day(timezone.now()).isoformat()
    inspectors = [str(bureau.world.cast.newdistrict.pk), str(bureau.world.colleague.pk)]
    found = {"checked_on": today, "place": "示范路8号", "findings": "现场与申报一致。", "has_passed": "yes"}
    steps: list[tuple[str, dict[str, Values]]] = [
        ("equipment", {"opinion": "材料相符，送鉴定评审。", "expected_days": "20"}),
        ("institute", {"has_passed": "yes", "result": "充装站符合要求。"}),
        ("equipment", {"outcome": "agree", "opinion": "设备符合。"}),
        ("metrology", {"outcome": "dissent", "opinion": DISSENT}),
        ("institute", {"outcome": "agree", "opinion": "评审合格。"}),
        ("legal", {"outcome": "agree", "opinion": "程序合法。"}),
        ("newdistrict", {"inspectors": inspectors, **found}),
    ]
    with serving(tmp_path) as server, browsing() as browser:
        settings.SITE_URL = server
        taken = _takes_in(browser, server)
        for who, given in steps:
            with screen(browser, server, who) as page:
                work(page, server, taken.number, given)
        _answers_the_dissent(browser, server, taken)
        with screen(browser, server, "chief") as page:
            work(page, server, taken.number, {"kind": "granted"})
        with screen(browser, server, "clerk") as page:
            work(page, server, taken.number, {"valid_from": today})
            receiver: dict[str, Values] = {"method": "counter", "receiver": "江经办", "proof": "签收单第1号"}
            work(page, server, taken.number, receiver)
        _is_followed(browser, server, taken)
        _is_verified_by_its_code(browser, server, taken)
        alone(lambda: call_command("verify_ledger", stdout=StringIO()))
        alone(lambda: call_command("check_cases", "--replay", stdout=StringIO()))


def _takes_in(browser: Browser, server: str) -> Taken:
    with screen(browser, server, "clerk") as page:
        page.goto(f"{server}/window/")
        keyboard.take_in(page, FIRM[:8], "充装", inputs_of(good_answers("QTS-08")), MATERIALS)
        words = page.locator("main").inner_text()
    number, code = NUMBER.search(words), QUERY_CODE.search(words)
    assert number, words
    assert code, words
    return Taken(number.group(), code.group())


def _answers_the_dissent(browser: Browser, server: str, taken: Taken) -> None:
    review = alone(lambda: taken.task("metrology_review").pk)
    with screen(browser, server, "equipment") as page:
        page.goto(f"{server}/tasks/{review}/dissent/")
        assert DISSENT in page.locator("main").inner_text()
        page.locator("main [name=text]").fill(ANSWER)
        page.get_by_role("button", name="书面答复").click()
        page.wait_for_load_state("networkidle")
        assert alone(lambda: hasattr(taken.task("metrology_review"), "answer")), page.locator(
            "main"
        ).inner_text()
        work(page, server, taken.number, {"recommends": "granted", "opinion": "异议已答复，建议准予。"})


def _is_followed(browser: Browser, server: str, taken: Taken) -> None:
    """By number and code: the result, and not what departments said among themselves."""
    with screen(browser, server, "") as page:
        page.goto(f"{server}/track/")
        page.locator("main [name=number]").fill(taken.number)
        page.locator("main [name=code]").fill(taken.code)
        page.keyboard.press("Enter")
        page.wait_for_load_state("networkidle")
        words = page.locator("main").inner_text()
        assert "送达" in words
        assert DISSENT not in words


def _is_verified_by_its_code(browser: Browser, server: str, taken: Taken) -> None:
    """The enterprise prints its licence; anybody's telephone reads the code on it and opens what it says."""
    with screen(browser, server, "enterprise") as page:
        page.goto(f"{server}/portal/cases/")
        page.locator("main a", has_text="充装单位许可").first.click()
        assert taken.number in page.locator("main").inner_text()
        page.get_by_role("link", name="行政许可证", exact=True).last.click()
        printed = page.locator("main a[href*='/pdf/']").first.get_attribute("href")
        address = address_on(page.context.request.get(f"{server}{printed}").body())
    assert address.startswith(f"{server}/verify/")
    with screen(browser, server, "") as page:
        page.goto(address)
        words = page.locator("main").inner_text()
    assert "有效" in words
    assert FIRM in words
