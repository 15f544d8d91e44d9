"""The calendar's page: a year's grid, the missing notice, the preview, its confirmation, the progress."""

from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.makers.answers import words
from tests.makers.calendar import a_case_over_new_year, preview
from tests.makers.organization import Cast, sign_in
from tests.makers.statements import statements
from tests.makers.workdays import moment, notice_2027
from tests.makers.workflow import a_process
from workdays.actions import enter_year
from workflow.actions.catching_up import begin
from workflow.models import CatchUp, SweepRun

NOW = moment("2026-12-22")
MISSING = "2027 年的放假通知还没有录入"


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOW)


@pytest.fixture
def admin(client: Client, people: Cast) -> Client:
    return sign_in(client, people.admin)


def test_a_year_shows_its_paper_and_every_day_that_differs(admin: Client) -> None:
    enter_year(notice_2027(title="示范通知", issuer="示范机关"), by=None, at=NOW)

    page = words(admin.get(reverse("calendar"), {"year": "2027"}))

    assert all(one in page for one in ("示范通知", "示范机关", "测试〔2026〕1号"))
    assert '<td class="day-makeup" title="调休上班"><time datetime="2027-01-30">' in page
    assert '<td class="day-off" title="春节 放假"><time datetime="2027-02-08">' in page
    assert page.count('<table class="month">') == 12


def test_past_days_are_shown_as_locked(admin: Client) -> None:
    page = words(admin.get(reverse("calendar"), {"year": "2026"}))

    assert '<td class="day-off is-past" title="国庆节 放假"><time datetime="2026-10-01">' in page
    assert '<td class="day-today" title="工作日"><time datetime="2026-12-22">' in page


def test_without_a_year_asked_for_the_one_that_is_missing_is_shown(admin: Client) -> None:
    page = words(admin.get(reverse("calendar")))

    assert "<h2" in page
    assert "录入 2027 年放假通知" in page


@pytest.mark.parametrize("year", ["1999", "abc", "²⁰²⁷", "9" * 40, ""])
def test_a_strange_year_shows_the_ordinary_one(admin: Client, year: str) -> None:
    assert admin.get(reverse("calendar"), {"year": year}).status_code == 200
    assert admin.get(reverse("calendar_enter"), {"year": year}).status_code == 200


@pytest.mark.parametrize(
    ("who", "now", "is_told"),
    [
        ("admin", NOW, True),
        ("supervisor", NOW, True),
        ("clerk", NOW, False),
        ("admin", moment("2026-11-20"), True),
        ("admin", moment("2026-11-19"), False),
        ("admin", moment("2027-01-04"), True),
    ],
    ids=["admin", "supervisor", "clerk", "20 November", "19 November", "in the year itself"],
)
def test_a_banner_says_that_next_years_notice_is_missing(
    client: Client, people: Cast, monkeypatch: pytest.MonkeyPatch, who: str, now: datetime, is_told: bool
) -> None:
    monkeypatch.setattr(timezone, "now", lambda: now)

    page = words(sign_in(client, getattr(people, who)).get(reverse("inbox")))

    assert (MISSING in page) is is_told


def test_the_banner_goes_with_the_notice(admin: Client) -> None:
    enter_year(notice_2027(), by=None, at=NOW)

    assert MISSING not in words(admin.get(reverse("inbox")))


def test_until_the_clocks_are_through_the_page_says_how_far_and_goes_on(admin: Client, people: Cast) -> None:
    a_case_over_new_year(people)
    enter_year(notice_2027(), by=None, at=NOW)
    begin(2, since=None, at=NOW - timedelta(minutes=1))

    assert "已核对 0 / 1 件" in words(admin.get(reverse("calendar_progress")))
    page = words(admin.post(reverse("calendar_continue"), follow=True))

    assert "2 个日期变动" in page
    assert not CatchUp.objects.running().exists()


def test_what_waits_for_the_notice_is_counted(admin: Client) -> None:
    SweepRun.objects.create(code="words", day=NOW.date(), first_ran_at=NOW, last_ran_at=NOW, held=3)

    assert "有 3 项后果在等日历确定" in words(admin.get(reverse("calendar")))


def test_the_page_has_a_budget(admin: Client, people: Cast) -> None:
    admin.get(reverse("calendar"))
    with statements() as page:
        admin.get(reverse("calendar"))
    process = a_process()
    for _ in range(3):
        a_case_over_new_year(people, process)
    preview(admin)
    with statements() as draft:
        admin.get(reverse("calendar_draft"))

    assert len(page.asked) <= 22
    assert len(draft.asked) <= 26
