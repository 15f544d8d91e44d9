"""verify_ledger finds what was done to the record behind the back of its triggers."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pytest_django import Settings

from records import anchors, heads
from records.actions import append, append_many, erase_personal, record
from records.chain import GENESIS, Link, Subject
from records.composing import Deed
from records.models import Event, Head, PersonalValue
from records.verification import SHOWN, Report, faults_about, verify
from tests.makers.records import CASE, NOON, WANG, YEAR, run_sql, triggers_lifted

pytestmark = pytest.mark.django_db
OTHER = Subject("calendar_year", "2028")


@pytest.fixture(autouse=True)
def _var(settings: Settings, tmp_path: Path) -> None:
    settings.VAR_DIR = tmp_path


@pytest.fixture
def chains() -> None:
    for verb in ("year.entered", "year.corrected", "year.confirmed"):
        record(YEAR, verb, by=WANG, at=NOON, personal={"phone": "13800000012"})
    record(OTHER, "year.entered", by=None, at=NOON)


def found(report: Report) -> set[tuple[str, str, int | None]]:
    return {(fault.kind.value, fault.where, fault.seq) for fault in report.faults}


@pytest.mark.usefixtures("chains")
def test_a_ledger_as_it_was_written_is_sound() -> None:
    report = verify()

    assert report.faults == []
    assert (report.is_sound, report.events, report.chains) == (True, 4, 2)


def test_an_empty_ledger_is_sound() -> None:
    report = verify()

    assert (report.is_sound, report.events, report.chains) == (True, 0, 0)


REWRITING = {
    "subject_kind": "'post'",
    "subject_key": "'2029'",
    "seq": "9",
    "at": "'2026-11-25 04:00:00+00:00'",
    "actor_id": "8",
    "actor_name": "'李明'",
    "on_behalf_of": "'李明'",
    "verb": "'year.removed'",
    "data": """'{"personal": {}}'""",
    "prev_hash": f"'{'0' * 63}1'",
    "hash": f"'{'0' * 64}'",
}


@pytest.mark.usefixtures("chains")
@pytest.mark.parametrize("column", [field.column for field in Event._meta.fields if field.column != "id"])
@pytest.mark.parametrize("seq", [1, 2, 3])
def test_a_rewritten_column_is_found(column: str, seq: int) -> None:
    with triggers_lifted():
        run_sql(
            f"UPDATE records_event SET {column} = {REWRITING[column]}"
            f" WHERE subject_key = '2027' AND seq = {seq}"
        )

    assert not verify().is_sound


ATTACKS: dict[str, tuple[str, tuple[str, str, int | None]]] = {
    "a line in the middle deleted": (
        "DELETE FROM records_event WHERE subject_key = '2027' AND seq = 2",
        ("gap", "calendar_year:2027", 3),
    ),
    "the last line deleted": (
        "DELETE FROM records_event WHERE subject_key = '2027' AND seq = 3",
        ("head", "calendar_year:2027", 2),
    ),
    "a chain deleted": (
        "DELETE FROM records_event WHERE subject_key = '2028'",
        ("head", "calendar_year:2028", 1),
    ),
    "a head deleted": (
        "DELETE FROM records_head WHERE subject_key = '2028'",
        ("head", "calendar_year:2028", 1),
    ),
    "a head set back": (
        "UPDATE records_head SET last_seq = 2 WHERE subject_key = '2027'",
        ("head", "calendar_year:2027", 3),
    ),
    "a head without chain": (
        "INSERT INTO records_head (subject_kind, subject_key, last_seq, last_hash)"
        " VALUES ('post', '1', 1, 'ff')",
        ("head", "post:1", 1),
    ),
    "two heads exchanged": (
        "UPDATE records_head SET last_seq = 4 - last_seq",
        ("head", "calendar_year:2028", 1),
    ),
    "a personal value rewritten": (
        "UPDATE records_personalvalue SET value = '13900000000'",
        ("personal", "calendar_year:2027", 1),
    ),
    "a personal value deleted": ("DELETE FROM records_personalvalue", ("personal", "calendar_year:2027", 2)),
    "a personal value added": (
        "INSERT INTO records_personalvalue (event_id, name, salt, value) VALUES (999999, 'x', 'y', 'z')",
        ("personal", "records_personalvalue", None),
    ),
    "a personal value renamed": (
        "UPDATE records_personalvalue SET name = 'other'",
        ("personal", "calendar_year:2027", 3),
    ),
    "a personal value erased in silence": (
        "UPDATE records_personalvalue SET value = '', salt = '', erased_at = '2026-11-24 04:00:00+00:00'",
        ("erasure", "records_personalvalue", None),
    ),
}


@pytest.mark.usefixtures("chains")
@pytest.mark.parametrize(("sql", "fault"), ATTACKS.values(), ids=ATTACKS)
def test_what_was_done_around_the_triggers_is_found_and_named(
    sql: str, fault: tuple[str, str, int | None]
) -> None:
    with triggers_lifted():
        run_sql(sql)

    assert fault in found(verify())


@pytest.mark.usefixtures("chains")
def test_a_missing_trigger_is_found() -> None:
    with triggers_lifted():
        missing = found(verify())

    assert ("trigger", "records_event_no_delete", None) in missing
    assert verify().is_sound


def test_heads_kept_by_another_app_are_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = {CASE.key: GENESIS, "never begun": GENESIS}
    monkeypatch.setattr(heads, "_kept", {})
    heads.register_heads("case", lambda: iter([(key, link.seq, link.hash) for key, link in kept.items()]))

    _, kept[CASE.key] = append(CASE, GENESIS, "case.opened", by=WANG, at=NOON)
    assert verify().is_sound

    append(CASE, kept[CASE.key], "case.accepted", by=WANG, at=NOON)
    assert found(verify()) == {("head", f"case:{CASE.key}", 2)}


def test_a_chain_that_nobody_keeps_the_head_of_is_found() -> None:
    append(CASE, GENESIS, "case.opened", by=WANG, at=NOON)

    assert found(verify()) == {("head", f"case:{CASE.key}", 1)}


def rewritten(subject: Subject, *, lines: int) -> None:
    """Replace a chain by another that is sound in itself, head and all."""
    with triggers_lifted():
        Event.objects.about(subject).delete()
        Head.objects.filter(subject_key=subject.key).delete()
        PersonalValue.objects.all().delete()
    for _ in range(lines):
        record(subject, "year.entered", by=None, at=NOON)


@pytest.mark.usefixtures("chains")
@pytest.mark.parametrize(
    "lines", [0, 2, 3, 5], ids=["deleted", "shortened", "rewritten", "rewritten and longer"]
)
def test_what_no_chain_can_show_the_anchor_shows(lines: int) -> None:
    anchor = anchors.export(at=NOON)
    rewritten(YEAR, lines=lines)

    assert verify().is_sound
    assert found(verify([anchor])) == {("anchor", "calendar_year:2027", 3)}


@pytest.mark.usefixtures("chains")
def test_a_chain_that_grew_after_its_anchor_is_sound() -> None:
    anchor = anchors.export(at=NOON)
    record(YEAR, "year.corrected", by=WANG, at=NOON)

    report = verify([anchor])

    assert (report.faults, report.anchored) == ([], 2)


@pytest.mark.usefixtures("chains")
def test_erasing_by_the_rules_keeps_all_sound() -> None:
    anchor = anchors.export(at=NOON)
    erase_personal(YEAR, "phone", by=WANG, at=NOON, reason="本人申请")

    assert verify([anchor]).is_sound


@pytest.mark.usefixtures("chains")
@pytest.mark.parametrize(
    "damage",
    [
        lambda text: text.replace('"seq":3', '"seq":2'),
        lambda text: text[: text.rindex("{")],
        lambda text: "\n".join(text.splitlines()[1:]),
        lambda text: text.replace("{", "[", 1),
        lambda text: "[]\n" + text,
        lambda text: "",
    ],
    ids=["a line changed", "its end cut off", "its beginning cut off", "not JSON", "no record", "empty"],
)
def test_a_damaged_anchor_file_is_named(damage: Callable[[str], str]) -> None:
    anchor = anchors.export(at=NOON)
    anchor.write_text(damage(anchor.read_text()))

    assert found(verify([anchor])) == {("anchor_file", anchor.name, None)}


def test_an_anchor_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    assert found(verify([tmp_path / "none.jsonl"])) == {("anchor_file", "none.jsonl", None)}


def test_a_report_keeps_some_faults_and_counts_all() -> None:
    append_many(CASE, Link(1, "0" * 64), [Deed("x.done")] * 5, by=None, at=NOON)
    report = verify()
    report.take(report.faults * SHOWN)

    assert (len(report.faults), report.fault_count > SHOWN) == (SHOWN, True)


@pytest.mark.usefixtures("chains")
def test_one_chain_is_checked_by_itself() -> None:
    with triggers_lifted():
        run_sql("UPDATE records_event SET actor_name = 'x' WHERE subject_key = '2027' AND seq = 2")

    assert [(fault.kind.value, fault.seq) for fault in faults_about(YEAR)] == [("rewritten", 2)]
    assert faults_about(OTHER) == []
