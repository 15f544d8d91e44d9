"""Makers of ledger tests, and the one door through which the suite may lift triggers."""

import os
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from django.db import connection, transaction

from records.chain import Subject

NOON = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)
CASE = Subject("case", "321100-20261124-00017-0")
YEAR = Subject("calendar_year", "2027")


@dataclass(frozen=True)
class Somebody:
    """An actor who is no row."""

    pk: int
    name: str


WANG = Somebody(7, "王丽")


@contextmanager
def triggers_lifted(of: Collection[str] | None = None) -> Iterator[None]:
    """Run a block, in one transaction, without the database's triggers; then see that each is back as it was.

    Lifts those of the tables named, else of all. Refuses anywhere but under pytest on a test database.
    """
    _check_test_database()
    with transaction.atomic():
        before = _triggers()
        lifted = [trigger for trigger in before if of is None or trigger[0].strip('"') in of]
        run_sql(*_lifting(lifted))
        yield
        run_sql(*_restoring(lifted))
        assert _triggers() == before, "Triggers did not come back after the block."


def _check_test_database() -> None:
    name = str(connection.settings_dict["NAME"])
    is_test = "memory" in name or Path(name).name.startswith("test_")
    if "PYTEST_CURRENT_TEST" not in os.environ or not is_test:
        raise RuntimeError(f"Triggers are lifted only by the test suite on a test database, not on {name}.")


Trigger = tuple[str, str, str]
_STANDING = {
    "postgresql": (
        "SELECT tgrelid::regclass::text, tgname, tgenabled::text FROM pg_trigger"
        " WHERE NOT tgisinternal ORDER BY 1, 2"
    ),
    "sqlite": "SELECT tbl_name, name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY 1, 2",
}
_ENABLING = {"O": "ENABLE", "A": "ENABLE ALWAYS", "R": "ENABLE REPLICA", "D": "DISABLE"}


def _triggers() -> list[Trigger]:
    with connection.cursor() as cursor:
        cursor.execute(_STANDING[connection.vendor])
        return [(table, name, state) for table, name, state in cursor.fetchall()]


def _lifting(triggers: list[Trigger]) -> list[str]:
    if connection.vendor == "sqlite":
        return [f'DROP TRIGGER "{name}"' for _, name, _ in triggers]
    return [f'ALTER TABLE {table} DISABLE TRIGGER "{name}"' for table, name, _ in triggers]


def _restoring(triggers: list[Trigger]) -> list[str]:
    if connection.vendor == "sqlite":
        return [sql for _, _, sql in triggers]
    return [f'ALTER TABLE {table} {_ENABLING[state]} TRIGGER "{name}"' for table, name, state in triggers]


def run_sql(*statements: str) -> None:
    """Bare statements, past the ORM and every action."""
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
