"""What a transactional test leaves behind goes; what the migrations planted stands again as they left it.

Django's own flush truncates every table and remakes content types and permissions, which takes PostgreSQL
most of a second. Here only what was filled is emptied, and only what was planted and changed is planted anew.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from django.db import connection
from django.test import TransactionTestCase

from tests.makers.records import run_sql, triggers_lifted

Rows = list[tuple[Any, ...]]
DJANGOS = {"django_migrations", "django_content_type", "auth_permission"}  # no test changes these


@contextmanager
def flushes_leave_what_migrations_planted() -> Iterator[None]:
    """Within the block transactional tests end so; the first to begin finds the database as migrated."""
    planted: dict[str, Rows] = {}
    begin = TransactionTestCase.__dict__["_fixture_setup"].__func__

    def remembering(cases: type[TransactionTestCase]) -> None:
        begin(cases)
        if not planted:
            planted.update({table: _rows(table) for table in _filled()})

    def end(case: TransactionTestCase) -> None:
        _restore(planted)

    with (
        patch.object(TransactionTestCase, "_fixture_setup", classmethod(remembering)),
        patch.object(TransactionTestCase, "_fixture_teardown", end),
    ):
        yield


def _restore(planted: dict[str, Rows]) -> None:
    changed = [table for table, rows in planted.items() if _rows(table) != rows]
    emptied = [*(_filled() - planted.keys()), *changed]
    with triggers_lifted(of={*emptied, *changed}):
        run_sql(*(f'DELETE FROM "{table}"' for table in emptied))
        for table in changed:
            _plant(table, planted[table])
        if (
            connection.vendor == "postgresql"
        ):  # what a deferred constraint still waits for would lock the triggers
            run_sql("SET CONSTRAINTS ALL IMMEDIATE")


def _filled() -> set[str]:
    """The tables with a row in them, but for Django's own."""
    with connection.cursor() as cursor:
        tables = sorted(set(connection.introspection.table_names(cursor)) - DJANGOS)
        cursor.execute(
            " UNION ALL ".join(f'SELECT {n} WHERE EXISTS (SELECT 1 FROM "{t}")' for n, t in enumerate(tables))
        )
        return {tables[number] for (number,) in cursor.fetchall()}


def _rows(table: str) -> Rows:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT * FROM "{table}" ORDER BY 1')
        return list(cursor.fetchall())


def _plant(table: str, rows: Rows) -> None:
    marks = ", ".join(["%s"] * len(rows[0]))
    with connection.cursor() as cursor:
        cursor.executemany(f'INSERT INTO "{table}" VALUES ({marks})', rows)
