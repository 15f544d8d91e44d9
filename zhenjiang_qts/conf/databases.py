"""The database of an installation, with the options that make SQLite fit for several writers."""

from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured

# WAL with synchronous=NORMAL cannot corrupt; a power failure may lose a first-run database its last commits.
SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL;"
    "PRAGMA synchronous=NORMAL;"
    "PRAGMA temp_store=MEMORY;"
    "PRAGMA mmap_size=134217728;"
    "PRAGMA journal_size_limit=27103364;"
    "PRAGMA cache_size=-16000;"
)
# Compiling a statement pays off after seconds; measured, it made one of 240 ms take 1,600.
POSTGRESQL_OPTIONS = {"options": "-c jit=off"}
SQLITE_OPTIONS = {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": SQLITE_PRAGMAS}


def database(url: str) -> dict[str, Any]:
    """Django's entry for a DATABASE_URL (`sqlite:////abs/path`, `postgres://user@host:port/name`)."""
    entry: dict[str, Any] = dict(environ.Env.db_url_config(url))
    if entry["ENGINE"] == "django.db.backends.sqlite3":
        return entry | {"OPTIONS": SQLITE_OPTIONS | entry.get("OPTIONS", {})}
    options = POSTGRESQL_OPTIONS | entry.get("OPTIONS", {})
    return entry | {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True, "OPTIONS": options}


def production_database(url: str) -> dict[str, Any]:
    """The same for production, where the guarantees of the record need PostgreSQL."""
    entry = database(url) if url else {}
    if entry.get("ENGINE") != "django.db.backends.postgresql":
        raise ImproperlyConfigured("Production needs DATABASE_URL=postgres://…; for a first run set DEMO=1.")
    return entry
