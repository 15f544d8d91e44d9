"""The anchor of a day is written once, whole, and recorded itself."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pytest_django import Settings

from records import anchors
from records.actions import record
from records.chain import Link
from records.models import Event
from records.tasks import export_anchors
from tests.makers.records import CASE, NOON, WANG, YEAR

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _chains(settings: Settings, tmp_path: Path) -> None:
    settings.VAR_DIR = tmp_path
    for verb in ("year.entered", "year.corrected"):
        record(YEAR, verb, by=WANG, at=NOON)
    record(CASE, "case.opened", by=WANG, at=NOON)


def test_an_anchor_holds_the_end_of_every_chain() -> None:
    path = anchors.export(at=NOON)

    ends = {event.subject: event.link for event in Event.objects.chain_ends().exclude(subject_kind="ledger")}
    assert dict(anchors.claims(path)) == ends
    assert ends[YEAR] == Link(2, Event.objects.about(YEAR).get(seq=2).hash)


def test_an_anchor_is_json_line_by_line_with_a_digest_at_its_end() -> None:
    path = anchors.export(at=NOON)

    first, *ends, last = [json.loads(line) for line in path.read_text().splitlines()]
    assert first == {"format": "qts-anchors-1", "on": "2026-11-24"}
    assert [end["key"] for end in ends] == [YEAR.key, CASE.key]
    assert (last["chains"], len(last["sha256"])) == (2, 64)


def test_exporting_again_on_the_same_day_changes_nothing() -> None:
    path = anchors.export(at=NOON)
    before = path.read_bytes()
    record(YEAR, "year.corrected", by=WANG, at=NOON)

    again = anchors.export(at=NOON + timedelta(hours=3))

    assert (again, again.read_bytes()) == (path, before)
    assert Event.objects.of_verb("anchors.exported").count() == 1


@pytest.mark.parametrize(
    ("at", "name"),
    [
        (datetime(2026, 11, 24, 15, 59, tzinfo=UTC), "ledger-2026-11-24.jsonl"),
        (datetime(2026, 11, 24, 16, 0, tzinfo=UTC), "ledger-2026-11-25.jsonl"),
    ],
    ids=["before midnight in Zhenjiang", "after it"],
)
def test_the_day_is_the_day_in_zhenjiang(at: datetime, name: str, tmp_path: Path) -> None:
    assert anchors.export(at=at) == tmp_path / "anchors" / name


def test_an_export_is_recorded_with_its_digest_and_anchored_the_next_day() -> None:
    path = anchors.export(at=NOON)
    told = Event.objects.of_verb("anchors.exported").get()

    tomorrow = anchors.export(at=NOON + timedelta(days=1))

    assert told.data == {
        "on": "2026-11-24",
        "chains": 2,
        "sha256": json.loads(path.read_text().splitlines()[-1])["sha256"],
    }
    assert dict(anchors.claims(tomorrow))[anchors.LEDGER] == told.link


def test_a_damaged_anchor_of_today_is_evidence_and_not_overwritten() -> None:
    path = anchors.export(at=NOON)
    path.write_text("damaged")

    with pytest.raises(anchors.AnchorFileError):
        anchors.export(at=NOON)

    assert path.read_text() == "damaged"


def test_the_task_writes_the_anchor_of_today(tmp_path: Path) -> None:
    assert Path(export_anchors()).parent == tmp_path / "anchors"


def test_nothing_but_the_anchor_is_left_in_the_folder() -> None:
    path = anchors.export(at=NOON)

    assert list(path.parent.iterdir()) == [path]
