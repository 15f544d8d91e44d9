"""What no constraint can say: an account that registered itself holds no post and deputises for nobody, and
the last administrator stays.

Each trigger looks into another table. SQLite refuses to remake a table that such a trigger names ("error in
trigger"), so a migration that alters Person, Post or Absence calls `remove` and `remove_last_administrator`
before, `install` and `install_last_administrator` after.
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


# Somebody else administers on the day after {last}; {gone} is the post or person that no longer does.
ANOTHER = (
    "EXISTS (SELECT 1 FROM organization_post o JOIN organization_person p ON p.id = o.person_id"
    " WHERE o.role = 'administrator' AND p.is_active AND {gone} AND {lasts})"
)
LASTS_PAST = "o.first_on <= NEW.last_on AND (o.last_on IS NULL OR o.last_on > NEW.last_on)"
LASTS = "(o.last_on IS NULL OR o.last_on >= CURRENT_DATE)"  # the database's day, never after ours
IS_ENDED_EARLIER = (
    "OLD.role = 'administrator' AND NEW.last_on IS NOT NULL"
    " AND (OLD.last_on IS NULL OR NEW.last_on < OLD.last_on)"
)
IS_ANOTHERS = "OLD.role = 'administrator' AND (NEW.role <> OLD.role OR NEW.person_id <> OLD.person_id)"
HOLDER_IS_ACTIVE = "EXISTS (SELECT 1 FROM organization_person h WHERE h.id = OLD.person_id AND h.is_active)"
ADMINISTERS = (
    "EXISTS (SELECT 1 FROM organization_post o WHERE o.person_id = OLD.id AND o.role = 'administrator'"
    " AND (o.last_on IS NULL OR o.last_on >= CURRENT_DATE))"
)
OTHER_POST = ANOTHER.format(gone="o.id <> OLD.id", lasts=LASTS)
# (table, what it guards, event, when the row alone is looked at, condition under which it is refused)
LAST_ADMINISTRATOR = [
    (
        "organization_post",
        "ended",
        "UPDATE",
        IS_ENDED_EARLIER,
        f"{HOLDER_IS_ACTIVE} AND NOT {ANOTHER.format(gone='o.id <> OLD.id', lasts=LASTS_PAST)}",
    ),
    ("organization_post", "moved", "UPDATE", IS_ANOTHERS, f"{HOLDER_IS_ACTIVE} AND NOT {OTHER_POST}"),
    (
        "organization_post",
        "deleted",
        "DELETE",
        "OLD.role = 'administrator' AND (OLD.last_on IS NULL OR OLD.last_on >= CURRENT_DATE)",
        f"{HOLDER_IS_ACTIVE} AND NOT {OTHER_POST}",
    ),
    (
        "organization_person",
        "disabled",
        "UPDATE",
        "OLD.is_active AND NOT NEW.is_active",
        f"{ADMINISTERS} AND NOT {ANOTHER.format(gone='p.id <> OLD.id', lasts=LASTS)}",
    ),
]


def install_last_administrator(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """Put the guards of the last administrator on their tables."""
    write = _stays_on_postgresql if editor.connection.vendor == "postgresql" else _stays_on_sqlite
    for guard in LAST_ADMINISTRATOR:
        editor.execute(write(*guard), params=None)


def remove_last_administrator(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """Take them off."""
    for table, what, *_rest in LAST_ADMINISTRATOR:
        on = f" ON {table}" if editor.connection.vendor == "postgresql" else ""
        editor.execute(f"DROP TRIGGER IF EXISTS {table}_last_administrator_{what}{on}", params=None)


def _stays_on_sqlite(table: str, what: str, event: str, when: str, condition: str) -> str:
    name = f"{table}_last_administrator_{what}"
    return (
        f"CREATE TRIGGER {name} BEFORE {event} ON {table} WHEN {when} AND {condition}"
        f" BEGIN SELECT RAISE(ABORT, '{name} refuses'); END"
    )


def _stays_on_postgresql(table: str, what: str, event: str, when: str, condition: str) -> str:
    """One after another: two who end each other's posts would else both still see the other's."""
    name, row = f"{table}_last_administrator_{what}", "OLD" if event == "DELETE" else "NEW"
    return (
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        f" PERFORM pg_advisory_xact_lock(hashtext('last_administrator'));"
        f" IF {condition} THEN RAISE EXCEPTION '{name} refuses' USING ERRCODE = 'check_violation'; END IF;"
        f" RETURN {row}; END $$;"
        f" CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW WHEN ({when})"
        f" EXECUTE FUNCTION {name}()"
    )
