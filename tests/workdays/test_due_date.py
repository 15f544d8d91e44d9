"""due_date: the fixed door to a reckoning on the command line."""

import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

pytestmark = pytest.mark.django_db


def due_date(*arguments: str) -> str:
    out = StringIO()
    call_command("due_date", *arguments, stdout=out)
    return out.getvalue()


def answer(*arguments: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(due_date(*arguments, "--json"))
    return found


def test_the_answer_has_exactly_three_parts() -> None:
    found = answer("--from", "2026-11-24", "--days", "5")

    assert list(found) == ["due_on", "provisional", "days"]
    assert (found["due_on"], found["provisional"]) == ("2026-12-01", False)
    assert [line["on"] for line in found["days"] if line["counted"]][-1] == "2026-12-01"
    first = {"on": "2026-11-24", "counted": False, "number": 0, "kind": "start"}
    assert found["days"][0] == {**first, "name": "", "document_no": "", "ground": ""}


def test_pauses_extension_and_unit_are_taken() -> None:
    paused = answer(
        "--from", "2026-01-19", "--days", "20", "--pause", "2026-01-26:2026-02-06", "--extend", "10"
    )
    twice = answer(
        *("--from", "2024-05-13", "--days", "20"),
        *("--pause", "2024-05-20:2024-05-31", "--pause", "2024-06-12:2024-06-14"),
    )
    calendar = answer("--from", "2025-01-20", "--days", "15", "--unit", "calendar")

    assert (paused["due_on"], twice["due_on"], calendar["due_on"]) == (
        "2026-03-20",
        "2024-06-28",
        "2025-02-05",
    )


def test_an_open_pause_has_no_due_date() -> None:
    found = answer("--from", "2026-11-24", "--days", "5", "--pause", "2026-11-26:")

    assert (found["due_on"], found["provisional"]) == (None, False)
    assert found["days"][-1]["kind"] == "pause"


def test_a_provisional_date_says_so() -> None:
    assert answer("--from", "2026-12-21", "--days", "20")["provisional"] is True
    assert "2027-01-19（暂定）" in due_date("--from", "2026-12-21", "--days", "20")


def test_people_read_a_line_per_day() -> None:
    said = due_date("--from", "2026-09-30", "--days", "2")

    assert "2026-10-01    —  放假 国庆节" in said
    assert said.splitlines()[-1] == "到期 2026-10-09"
    assert "尚余 5 日" in due_date("--from", "2026-11-24", "--days", "5", "--pause", "2026-11-25:")


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["--days", "5"], "--from"),
        (["--from", "2026-11-24"], "--days"),
        (["--from", "24.11.2026", "--days", "5"], "不是日期"),
        (["--from", "2026-11-24", "--days", "five"], "不是 0 至"),
        (["--from", "2026-11-24", "--days", "-5"], "不是 0 至"),
        (["--from", "2026-11-24", "--days", "5", "--extend", "x"], "--extend"),
        (["--from", "2026-11-24", "--days", "5", "--unit", "weeks"], "--unit"),
        (["--from", "2026-11-24", "--days", "5", "--pause", "2026-11-25"], "--pause"),
        (["--from", "2026-11-24", "--days", "5", "--pause", ":2026-11-25"], "不是日期"),
        (["--from", "2026-11-24", "--days", "5", "--pause", "2026-11-27:2026-11-25"], "早于开始日"),
        (["--from", "2050-11-24", "--days", "5"], "2050 年的工作日历尚未录入"),
        (["--from", "1999-11-24", "--days", "5"], "1999 年的工作日历尚未录入"),
        (["--from", "2026-11-24", "--days", "9000"], "2037 年的工作日历尚未录入"),
        (["--from", "1999-11-24", "--days", "5", "--unit", "calendar"], "1999"),
    ],
)
def test_bad_input_ends_with_its_reason(arguments: list[str], reason: str) -> None:
    with pytest.raises(CommandError, match=reason) as refusal:
        due_date(*arguments)

    assert refusal.value.returncode == 1
