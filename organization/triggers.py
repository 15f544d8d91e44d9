"""What no constraint can say: an account that registered itself holds no post and deputises for nobody.

Each trigger looks into another table. SQLite refuses to remake a table that such a trigger names ("error in
trigger"), so a migration that alters Person, Post or Absence calls `remove` before and `install` after.
"""

from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

SELF_REGISTERED = (
    "EXISTS (SELECT 1 FROM organization_person p WHERE p.id = NEW.{column} AND p.is_self_registered)"
)
HAS_SEAT = (
    "NEW.is_self_registered AND (EXISTS (SELECT 1 FROM organization_post o WHERE o.person_id = NEW.id)"
    " OR EXISTS (SELECT 1 FROM organization_absence a WHERE a.deputy_id = NEW.id))"
)
GUARDS = [
    (
        "organization_post",
        SELF_REGISTERED.format(column="person_id"),
        "a self-registered account holds no post",
    ),
    (
        "organization_absence",
        SELF_REGISTERED.format(column="deputy_id"),
        "a self-registered account is no deputy",
    ),
    ("organization_person", HAS_SEAT, "an account with a post is not self-registered"),
]
EVENTS = ("insert", "update")


def install(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """Put the guards on their tables."""
    write = _on_postgresql if editor.connection.vendor == "postgresql" else _on_sqlite
    for table, condition, message in GUARDS:
        for event in EVENTS:
            editor.execute(write(table, event, condition, message), params=None)


def remove(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """Take the guards off."""
    for table, _condition, _message in GUARDS:
        for event in EVENTS:
            on = f" ON {table}" if editor.connection.vendor == "postgresql" else ""
            editor.execute(f"DROP TRIGGER IF EXISTS {_name(table, event)}{on}", params=None)


def _name(table: str, event: str) -> str:
    return f"{table}_self_registered_{event}"


def _on_sqlite(table: str, event: str, condition: str, message: str) -> str:
    return (
        f"CREATE TRIGGER {_name(table, event)} BEFORE {event.upper()} ON {table} WHEN {condition}"
        f" BEGIN SELECT RAISE(ABORT, '{message}'); END"
    )


def _on_postgresql(table: str, event: str, condition: str, message: str) -> str:
    name = _name(table, event)
    return (
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        f" IF {condition} THEN RAISE EXCEPTION '{message}' USING ERRCODE = 'check_violation'; END IF;"
        f" RETURN NEW; END $$;"
        f" CREATE TRIGGER {name} BEFORE {event.upper()} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"
    )
