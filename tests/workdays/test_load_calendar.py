"""load_calendar enters a file of notices, all of it or nothing."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from tests.makers.workdays import day, moment
from workdays.models import CalendarVersion, CalendarYear
from workdays.store import current_calendar

GOOD: dict[str, Any] = {
    "year": 2027,
    "document_no": "测试〔2026〕1号",
    "issued_on": "2026-11-01",
    "off": [["2027-01-01", "2027-01-03"], ["2027-02-05", "2027-02-12", "春节"]],
    "work": ["2027-01-30"],
}


@pytest.fixture(autouse=True)
def _a_day_in_november(monkeypatch: pytest.MonkeyPatch) -> None:
    """The command reads the clock; the notice must be neither from tomorrow nor for a year gone by."""
    monkeypatch.setattr(
        "workdays.management.commands.load_calendar.timezone.now", lambda: moment("2026-11-24")
    )


def load(tmp_path: Path, content: object, *options: str) -> str:
    path = tmp_path / "notice.json"
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    out = StringIO()
    call_command("load_calendar", str(path), *options, stdout=out)
    return out.getvalue()


@pytest.mark.django_db
def test_a_file_of_one_year_is_entered(tmp_path: Path) -> None:
    said = load(tmp_path, GOOD)

    assert "2027 年放假通知 测试〔2026〕1号 已录入：放假 11 天，调休上班 1 天" in said
    assert not current_calendar().is_working(day("2027-02-12"))
    assert current_calendar().day_kind(day("2027-01-02")).name == "元旦"


@pytest.mark.django_db
def test_it_answers_in_json(tmp_path: Path) -> None:
    answer = json.loads(load(tmp_path, GOOD, "--json"))

    assert answer == [
        {
            "year": 2027,
            "document_no": "测试〔2026〕1号",
            "issued_on": "2026-11-01",
            "days_off": 11,
            "makeup_days": 1,
        }
    ]


@pytest.mark.django_db
def test_several_years_under_their_numbers_are_entered_in_order(tmp_path: Path) -> None:
    first = {key: value for key, value in GOOD.items() if key != "year"}
    second = {**first, "off": [["2028-01-01", "2028-01-03"]], "work": [], "issued_on": "2026-11-02"}
    with pytest.raises(CommandError, match="发文日期"):
        load(tmp_path, {"2028": {**second, "issued_on": "2027-11-02"}, "2027": first})
    assert CalendarYear.objects.get(pk=2027).is_provisional

    with pytest.raises(CommandError, match="发文日期"):
        load(tmp_path, {"2028": second, "2027": first})


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("not json", "不是 JSON"),
        ("[]", "应是一个对象"),
        ("{}", "应是一个对象"),
        ({"2027": []}, "应是一个对象"),
        ({**GOOD, "year": "next"}, "“next”不是年份"),
        ({**GOOD, "document_no": 7}, "文号：应是文字"),
        ({**GOOD, "document_no": ""}, "没有文号"),
        ({key: value for key, value in GOOD.items() if key != "document_no"}, "没有文号"),
        ({key: value for key, value in GOOD.items() if key != "issued_on"}, "发文日期：“None”不是日期"),
        ({**GOOD, "off": "2027-01-01"}, "放假：应是一个列表"),
        ({**GOOD, "off": ["2027-01-01"]}, "放假第 1 段：应是"),
        ({**GOOD, "off": [["2027-01-01", "2027-02-30"]]}, "“2027-02-30”不是日期"),
        ({**GOOD, "off": [["2027-01-01", "2027-01-02", 3]]}, "名称应是"),
        ({**GOOD, "work": ["2027-01-29"]}, "本来就上班"),
        ({**GOOD, "work": [None]}, "调休上班第 1 天：“None”不是日期"),
        ({**GOOD, "works": []}, "不认识的项目：works"),
        ({**GOOD, "year": 2025}, "2025 年已结束"),
        ({**GOOD, "year": 2024}, "2024 年已结束"),
    ],
)
def test_a_bad_file_is_refused_with_its_reasons_and_nothing_changes(
    tmp_path: Path, content: object, reason: str
) -> None:
    with pytest.raises(CommandError, match=reason):
        load(tmp_path, content)

    assert CalendarVersion.objects.get().number == 1
    assert CalendarYear.objects.get(pk=2027).is_provisional


@pytest.mark.django_db
def test_all_unreadable_places_are_told_at_once(tmp_path: Path) -> None:
    bad = {**GOOD, "off": [["x", "y"]], "work": ["z"], "issued_on": "w"}

    with pytest.raises(CommandError) as refusal:
        load(tmp_path, bad)

    assert len(str(refusal.value).splitlines()) == 4


@pytest.mark.django_db
def test_a_file_that_is_not_there_is_named() -> None:
    with pytest.raises(CommandError, match=r"nowhere\.json"):
        call_command("load_calendar", "nowhere.json")
