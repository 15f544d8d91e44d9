"""The database itself defends the record: every attack here is raw SQL."""

import pytest
from django.db import DatabaseError, connection, transaction

from records import triggers
from records.actions import erase_personal, log_read, record
from records.models import Event, PersonalValue, ReadLog
from tests.makers.records import CASE, NOON, WANG, run_sql, triggers_lifted

pytestmark = pytest.mark.django_db
ROW_ATTACKS = [
    "UPDATE records_event SET data = '{}'",
    "UPDATE records_event SET verb = verb",
    "UPDATE records_event SET id = id + 1000",
    "DELETE FROM records_event",
    "DELETE FROM records_event WHERE seq = 1",
    "UPDATE records_readlog SET reason = ''",
    "DELETE FROM records_readlog",
    "DELETE FROM records_personalvalue",
    "UPDATE records_personalvalue SET value = 'other'",
    "UPDATE records_personalvalue SET value = ''",
    "UPDATE records_personalvalue SET value = '', salt = ''",
    "UPDATE records_personalvalue SET erased_at = '2026-11-24'",
    "UPDATE records_personalvalue SET value = '', salt = '', erased_at = '2026-11-24', name = 'other'",
    "UPDATE records_personalvalue SET value = '', salt = '', erased_at = '2026-11-24', event_id = 0",
]
REPLACING = [
    "INSERT OR REPLACE INTO records_event SELECT id, subject_kind, subject_key, seq, at, actor_id,"
    " 'other', on_behalf_of, verb, data, prev_hash, hash FROM records_event",
    "INSERT OR REPLACE INTO records_event SELECT id + 1000, subject_kind, subject_key, seq, at, actor_id,"
    " 'other', on_behalf_of, verb, data, prev_hash, hash FROM records_event",
    "REPLACE INTO records_readlog SELECT id, at, actor_id, 'other', subject_kind, subject_key, field, reason"
    " FROM records_readlog",
    "REPLACE INTO records_personalvalue SELECT id + 1000, event_id, name, salt, 'other', erased_at"
    " FROM records_personalvalue",
]
TRUNCATING = [f"TRUNCATE {table}" for table in triggers.GUARDED] + [
    "TRUNCATE records_event RESTART IDENTITY CASCADE",
    "SET LOCAL session_replication_role = replica; DELETE FROM records_event",
]


@pytest.fixture(autouse=True)
def _rows() -> None:
    record(CASE, "case.opened", by=WANG, at=NOON, personal={"contact": "江一帆"})
    log_read(CASE, "contact", by=WANG, at=NOON)


def stored() -> list[object]:
    return [list(model.objects.order_by("pk").values()) for model in (Event, PersonalValue, ReadLog)]


def refuses(sql: str) -> None:
    before = stored()
    with pytest.raises(DatabaseError, match="refuses"), transaction.atomic():
        run_sql(sql)
    assert stored() == before


@pytest.mark.parametrize("sql", ROW_ATTACKS)
def test_the_record_cannot_be_changed_or_deleted(sql: str) -> None:
    refuses(sql)


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="REPLACE is a statement of SQLite only")
@pytest.mark.parametrize("sql", REPLACING)
def test_the_record_cannot_be_replaced(sql: str) -> None:
    refuses(sql)


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="TRUNCATE and roles are PostgreSQL's only")
@pytest.mark.parametrize("sql", TRUNCATING)
def test_the_record_cannot_be_truncated(sql: str) -> None:
    refuses(sql)


def test_an_erased_value_stays_erased() -> None:
    erase_personal(CASE, "contact", by=WANG, at=NOON, reason="本人申请")

    refuses("UPDATE records_personalvalue SET erased_at = NULL")
    refuses("UPDATE records_personalvalue SET value = 'back', salt = 'x'")
    refuses("DELETE FROM records_personalvalue")


def test_all_guards_stand() -> None:
    assert triggers.missing() == []


def test_the_suite_lifts_triggers_and_finds_them_back() -> None:
    with triggers_lifted():
        assert triggers.missing() == sorted(triggers.expected())
        run_sql("UPDATE records_event SET actor_name = 'other'")

    assert triggers.missing() == []
    refuses("UPDATE records_event SET actor_name = 'third'")


def test_a_flush_that_fails_leaves_the_triggers_standing() -> None:
    with pytest.raises(ZeroDivisionError), triggers_lifted():
        raise ZeroDivisionError

    assert triggers.missing() == []


@pytest.mark.parametrize("name", ["/srv/var/db.sqlite3", "qts", "production"])
def test_triggers_are_not_lifted_on_a_real_database(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(connection.settings_dict, "NAME", name)

    with pytest.raises(RuntimeError, match="test database"), triggers_lifted():
        pass


def test_triggers_are_not_lifted_outside_the_suite(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PYTEST_CURRENT_TEST")

    with pytest.raises(RuntimeError, match="test suite"), triggers_lifted():
        pass
