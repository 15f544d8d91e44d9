"""Which triggers guard the ledger, and which of them are missing from the database."""

from django.db import connection

GUARDED = {
    "records_event": ("no_update", "no_delete", "no_truncate", "no_replace"),
    "records_readlog": ("no_update", "no_delete", "no_truncate", "no_replace"),
    "records_personalvalue": ("only_erase", "no_delete", "no_truncate", "no_replace"),
}
_ELSEWHERE = {"postgresql": "no_replace", "sqlite": "no_truncate"}
_STANDING = {
    "postgresql": "SELECT tgname FROM pg_trigger WHERE tgenabled = 'A' AND NOT tgisinternal",
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
}


def expected() -> set[str]:
    """The guards this database must have: REPLACE is SQLite's, TRUNCATE is PostgreSQL's."""
    foreign = _ELSEWHERE[connection.vendor]
    return {f"{table}_{guard}" for table, guards in GUARDED.items() for guard in guards if guard != foreign}


def missing() -> list[str]:
    """Guards that are gone or switched off; on SQLite a migration that rebuilds a table drops them."""
    with connection.cursor() as cursor:
        cursor.execute(_STANDING[connection.vendor])
        standing = {name for (name,) in cursor.fetchall()}
    return sorted(expected() - standing)
