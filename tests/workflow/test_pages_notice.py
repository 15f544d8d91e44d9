"""The notice of a year on its pages: given in three ways, refused with reasons, previewed, confirmed."""

from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from records.models import Event
from tests.makers.answers import words
from tests.makers.calendar import a_case_over_new_year, confirm, preview, year_file
from tests.makers.organization import Cast, sign_in
from tests.makers.workdays import all_an_entry_changes, moment, notice_2027
from tests.makers.workflow import a_process
from workdays.actions import enter_year
from workdays.models import CalendarYear
from workflow.models import Case, YearDraft

NOW = moment("2026-12-22")
MISSING = "2027 年的放假通知还没有录入"


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOW)


@pytest.fixture
def admin(client: Client, people: Cast) -> Client:
    return sign_in(client, people.admin)


def test_a_notice_is_previewed_and_confirmed(admin: Client, people: Cast) -> None:
    case = a_case_over_new_year(people)

    shown = words(preview(admin))
    assert all(one in shown for one in (case.number, "1 件，2 个日期", "承诺办结日", "1 月 30 日 调休上班"))
    assert CalendarYear.objects.get(year=2027).is_provisional
    done = words(confirm(admin))

    assert "放假安排已录入" in done
    assert "核对 1 件，1 件的 2 个日期变动" in done
    assert not CalendarYear.objects.get(year=2027).is_provisional
    assert Event.objects.get(verb="calendar_year.entered").actor_name == people.admin.name


def test_a_file_and_the_fields_say_the_same_as_the_text(admin: Client, people: Cast) -> None:
    a_case_over_new_year(people)
    preview(admin)
    by_text = YearDraft.objects.get()
    file = BytesIO(b"\xef\xbb\xbf" + year_file().encode())
    file.name = "2027.json"
    admin.post(reverse("calendar_enter"), {"file": file})
    by_file = YearDraft.objects.get()
    fields = {
        "year": "2027",
        "document_no": "测试〔2026〕1号",
        "title": "示范通知",
        "issuer": "示范机关",
        "issued_on": "2026-11-10",
        "off": "2027-01-01 2027-01-03 元旦\n2027-02-05 至 2027-02-12，春节\n\n2027-10-01～2027-10-07 国庆节",
        "work": "2027-01-30\n2027-02-20",
    }
    admin.post(reverse("calendar_enter"), fields)
    by_fields = YearDraft.objects.get()

    assert by_text.notices == by_file.notices == by_fields.notices
    assert by_text.seen == by_file.seen == by_fields.seen


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"off": "2027-01-01 2027-01-03\n2027-01-03 2027-01-05"}, "与第 1 段重叠"),
        ({"off": "元旦"}, "“元旦”不是日期"),
        ({"off": "2027-01-01", "work": "2027-01-29"}, "不是周六或周日，本来就上班"),
        ({"off": "2027-01-01", "document_no": ""}, "没有文号，不能录入"),
        ({"off": "2024-01-01", "year": "2024", "issued_on": "2023-11-10"}, "2024 年已结束，日历已锁定"),
        ({"year": ""}, "不是年份"),
        ({"text": "{"}, "不是 JSON"),
        ({"text": "[]"}, "应是一个对象"),
        ({"year": "9" * 30}, "不是年份"),
        ({"issued_on": "昨天"}, "输入一个有效的日期"),
    ],
    ids=["overlap", "no date", "weekday", "no number", "closed", "no year", "no JSON", "list", "huge", "day"],
)
def test_a_bad_notice_is_refused_whole_with_its_reasons(
    admin: Client, people: Cast, fields: dict[str, str], said: str
) -> None:
    a_case_over_new_year(people)
    before = (all_an_entry_changes(), list(Case.objects.values_list()))
    given = {"year": "2027", "document_no": "测试〔2026〕1号", "issued_on": "2026-11-10", **fields}

    answer = admin.post(reverse("calendar_enter"), given)

    assert answer.status_code == 422
    assert said in words(answer)
    assert before == (all_an_entry_changes(), list(Case.objects.values_list()))
    assert not YearDraft.objects.exists()


def test_what_was_typed_and_the_text_of_a_refused_file_stay(admin: Client) -> None:
    file = BytesIO(year_file(document_no="").encode())
    file.name = "2027.json"

    page = words(admin.post(reverse("calendar_enter"), {"file": file, "title": "我的标题"}))

    assert "没有文号" in page
    assert "2027-01-30" in page
    assert "我的标题" in page


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"x" * (256 * 1024 + 1)], ids=["no text", "too large"])
def test_a_file_that_cannot_be_read_is_refused(admin: Client, content: bytes) -> None:
    file = BytesIO(content)
    file.name = "2027.json"

    answer = admin.post(reverse("calendar_enter"), {"file": file})

    assert answer.status_code == 422
    assert "文件" in words(answer)


def test_a_second_confirmation_changes_nothing_and_says_the_same(admin: Client, people: Cast) -> None:
    a_case_over_new_year(people)
    preview(admin)
    draft = YearDraft.objects.get()
    confirm(admin)

    again = admin.post(reverse("calendar_draft"), {"draft": str(draft.pk), "seen": draft.seen}, follow=True)

    assert "放假安排已录入" in words(again)
    assert Event.objects.filter(verb="calendar_year.entered").count() == 1


def test_what_moved_since_the_preview_is_shown_before_anything_is_entered(
    admin: Client, people: Cast
) -> None:
    process = a_process()
    a_case_over_new_year(people, process)
    preview(admin)
    draft = YearDraft.objects.get()
    late = a_case_over_new_year(people, process)

    answer = admin.post(reverse("calendar_draft"), {"draft": str(draft.pk), "seen": draft.seen})

    assert answer.status_code == 409
    assert "预览之后有变动" in words(answer)
    assert late.number in words(answer)
    assert CalendarYear.objects.get(year=2027).is_provisional
    assert "放假安排已录入" in words(confirm(admin))


def test_two_administrators_one_wins_the_other_is_told(admin: Client, people: Cast) -> None:
    preview(admin)
    enter_year(notice_2027(document_no="测试〔2026〕2号"), by=people.admin, at=NOW)

    answer = confirm(admin)

    assert answer.status_code == 409
    assert "别人改了日历" in words(answer)
    assert CalendarYear.objects.get(year=2027).document_no == "测试〔2026〕2号"


def test_a_draft_that_can_no_longer_be_entered_says_why(
    admin: Client, people: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    preview(admin)
    enter_year(notice_2027(), by=None, at=NOW)
    monkeypatch.setattr(timezone, "now", lambda: moment("2028-03-01"))

    answer = sign_in(Client(), people.admin).get(reverse("calendar_draft"))

    assert answer.status_code == 409
    assert "2027 年已结束，日历已锁定" in words(answer)


@pytest.mark.parametrize("sent", [{}, {"draft": "x"}, {"draft": "9" * 60}, {"draft": "77", "seen": "a"}])
def test_a_confirmation_of_nothing_leads_back_to_the_form(admin: Client, sent: dict[str, str]) -> None:
    assert admin.post(reverse("calendar_draft"), sent).headers["Location"] == reverse("calendar_enter")


def test_a_long_preview_is_read_page_by_page(
    admin: Client, people: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("workflow.foreseen.CASES", 2)
    process = a_process()
    numbers = [a_case_over_new_year(people, process).number for _ in range(3)]

    first = preview(admin)
    following = first.context["next_url"]
    second = admin.get(following)

    assert "3 件，6 个日期" in words(first)
    assert [number in words(first) for number in numbers] == [True, True, False]
    assert [number in words(second) for number in numbers] == [False, False, True]
    assert (second.context["next_url"], second.context["first_url"]) == ("", reverse("calendar_draft"))


def test_a_year_is_corrected_from_what_stands(admin: Client) -> None:
    enter_year(notice_2027(), by=None, at=NOW)

    page = words(admin.get(reverse("calendar_enter"), {"year": "2027"}))

    assert "测试〔2026〕1号" in page
    assert "2027-02-05 2027-02-12 春节" in page
    assert "2027-01-30\n2027-02-20" in page
