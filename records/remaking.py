"""Let a migration remake a table on SQLite that triggers of any app name.

SQLite refuses to rename a table into the place of one that a trigger looks into ("error in trigger"), and an
app does not know what apps above it look into. A migration that alters such a table runs `lift` first and
`restore` last; PostgreSQL alters tables in place and needs neither.
"""

from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

_lifted: list[tuple[str, str]] = []


def lift(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """Take every trigger off the database, and remember it."""
    if editor.connection.vendor != "sqlite":
        return
    with editor.connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY rowid")
        _lifted[:] = cursor.fetchall()
    for name, _sql in _lifted:
        editor.execute(f"DROP TRIGGER {editor.quote_name(name)}", params=None)


def restore(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """Put back what `lift` took off; what a remade table kept by itself is left as it is."""
    if editor.connection.vendor != "sqlite":
        return
    with editor.connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        standing = {name for (name,) in cursor.fetchall()}
    for name, sql in _lifted:
        if name not in standing:
            editor.execute(sql, params=None)
    _lifted.clear()
