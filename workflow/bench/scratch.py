"""Scratch databases of a bench: made for one run, copied for the floor, dropped after it."""

import shutil
import sqlite3
from pathlib import Path
from typing import Any

import psycopg2
from django.conf import settings
from django.db import connection

DURABLE = "PRAGMA synchronous=FULL"  # a commit has reached the disk, as PostgreSQL's has


def is_postgresql() -> bool:
    return connection.vendor == "postgresql"


def make_durable() -> None:
    """Commits of the engine's own connection wait for the disk."""
    if not is_postgresql():
        with connection.cursor() as cursor:
            cursor.execute(DURABLE)


def copy_for_floor() -> Any:
    """A driver's connection to a copy of the database as it stands."""
    name = str(connection.settings_dict["NAME"])
    connection.close()
    return _copy_postgresql(name) if is_postgresql() else _copy_sqlite(name)


def _copy_sqlite(name: str) -> Any:
    path = Path(f"{name}.floor")
    source = sqlite3.connect(name)
    copy = sqlite3.connect(path, isolation_level=None)
    source.backup(copy)
    source.close()
    for pragma in ("PRAGMA journal_mode=WAL", DURABLE, "PRAGMA foreign_keys=ON"):
        copy.execute(pragma)
    return copy


def _copy_postgresql(name: str) -> Any:
    with _administration() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}_floor"')
        cursor.execute(f'CREATE DATABASE "{name}_floor" TEMPLATE "{name}"')
    return psycopg2.connect(**_where(f"{name}_floor"))


def make_postgresql(name: str) -> None:
    """An empty database beside the one of the settings."""
    with _administration() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')
        cursor.execute(f'CREATE DATABASE "{name}"')


def drop_postgresql(name: str) -> None:
    """Drop a scratch database and its copy."""
    connection.close()
    with _administration() as cursor:
        for one in (name, f"{name}_floor"):
            cursor.execute(f'DROP DATABASE IF EXISTS "{one}" WITH (FORCE)')


class _administration:  # noqa: N801  used like a function
    """A cursor outside any transaction, on the server's own database."""

    def __enter__(self) -> Any:
        self._connection = psycopg2.connect(**_where("postgres"))
        self._connection.autocommit = True
        return self._connection.cursor()

    def __exit__(self, *_error: object) -> None:
        self._connection.close()


def _where(name: str) -> dict[str, Any]:
    given = settings.DATABASES["default"]
    where = {
        "host": given["HOST"],
        "port": given["PORT"],
        "user": given["USER"],
        "password": given["PASSWORD"],
    }
    return {"dbname": name, **{key: value for key, value in where.items() if value}}


def size_in_bytes() -> int:
    """Bytes the database takes, its indexes among them."""
    if is_postgresql():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_database_size(current_database())")
            (size,) = cursor.fetchone()
            return int(size)
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return Path(str(connection.settings_dict["NAME"])).stat().st_size


def scratch_folder() -> Path:
    """A fresh folder for the files of one run."""
    folder = Path(settings.VAR_DIR) / "bench"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder
