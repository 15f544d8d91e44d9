"""verify_ledger and export_anchors as an operator runs them."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from records.actions import record
from tests.makers.records import NOON, WANG, YEAR, run_sql, triggers_lifted

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _chain(settings: Settings, tmp_path: Path) -> None:
    settings.VAR_DIR = tmp_path
    record(YEAR, "year.entered", by=WANG, at=NOON)


def told(*command: str) -> str:
    out = StringIO()
    call_command(*command, stdout=out)
    return out.getvalue()


def told_in_json(*command: str) -> Any:
    return json.loads(told(*command, "--json"))


def test_a_sound_ledger_is_said_to_be_sound() -> None:
    answer = told_in_json("verify_ledger")

    assert (answer["ok"], answer["events"], answer["chains"], answer["faults"]) == (True, 1, 1, [])
    assert "1 条链，1 行" in told("verify_ledger")


def test_the_anchor_of_today_is_written_and_verifies() -> None:
    written = told_in_json("export_anchors")

    assert written["chains"] == 1
    assert told_in_json("verify_ledger", "--anchor", written["file"])["anchored"] == 1
    assert written["file"] in told("export_anchors")


def test_a_tampered_ledger_fails_and_names_the_line() -> None:
    with triggers_lifted():
        run_sql("UPDATE records_event SET actor_name = '李明'")
    out = StringIO()

    with pytest.raises(CommandError, match="1 处"):
        call_command("verify_ledger", "--json", stdout=out)

    answer = json.loads(out.getvalue())
    assert (answer["ok"], answer["fault_count"]) == (False, 1)
    assert answer["faults"][0] | {"message": ""} == {
        "kind": "rewritten",
        "where": "calendar_year:2027",
        "seq": 1,
        "message": "",
    }


def test_a_fault_is_told_in_words() -> None:
    with triggers_lifted():
        run_sql("UPDATE records_event SET actor_name = '李明'")
    out = StringIO()

    with pytest.raises(CommandError):
        call_command("verify_ledger", stdout=out)

    assert "calendar_year:2027#1 内容与其哈希不符" in out.getvalue()


def test_a_damaged_anchor_of_today_stops_the_export() -> None:
    Path(told_in_json("export_anchors")["file"]).write_text("damaged")

    with pytest.raises(CommandError, match="jsonl"):
        call_command("export_anchors")
