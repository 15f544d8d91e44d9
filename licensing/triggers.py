"""What no constraint can say, because it looks into another table or at the row as it was.

SQLite refuses to remake a table that such a trigger names ("error in trigger"), so a migration that alters a
table of licensing calls `remove` before and `install` after.
"""

import re
from collections.abc import Iterable
from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

UNGROUNDED = (
    "NEW.published_at IS NOT NULL AND NEW.is_open AND NOT EXISTS (SELECT 1 FROM licensing_basis b"
    " WHERE b.version_id = NEW.id AND (NEW.nature <> 'licence' OR b.rank IN"
    " ('law', 'admin_regulation', 'state_council_decision', 'local_regulation', 'provincial_rule')))"
)
OF_PUBLISHED = (
    "EXISTS (SELECT 1 FROM licensing_itemversion v WHERE v.id = {row}.version_id"
    " AND v.published_at IS NOT NULL)"
)
OTHER_DECIDER = (
    "EXISTS (SELECT 1 FROM licensing_itemversion v WHERE v.id = NEW.item_version_id"
    " AND v.decided_by_superior <> NEW.decided_by_superior)"
)
CLOSED = (
    "EXISTS (SELECT 1 FROM licensing_itemversion v WHERE v.id = NEW.item_version_id AND (NOT v.is_open"
    " OR v.open_on > NEW.received_on OR v.closed_on <= NEW.received_on))"
)
PINNED = (
    "NEW.item_version_id <> OLD.item_version_id OR NEW.case_id <> OLD.case_id"
    " OR NEW.decided_by_superior <> OLD.decided_by_superior OR NEW.received_on <> OLD.received_on"
)
STILL_WANTING = (
    "NEW.state = 'accepted' AND OLD.state <> 'accepted' AND NOT NEW.is_deemed_accepted AND EXISTS"
    " (SELECT 1 FROM licensing_materialverdict m WHERE m.application_id = NEW.id AND m.verdict = 'correct')"
)
ENDED = (
    "OLD.state IN ('not_accepted', 'not_ours', 'not_required', 'returned', 'granted', 'denied', 'done',"
    " 'withdrawn', 'terminated', 'superior_granted', 'superior_denied') AND NEW.state <> OLD.state"
)
NOT_JUST_RECEIVED = (
    "NOT EXISTS (SELECT 1 FROM licensing_application a WHERE a.id = NEW.application_id"
    " AND a.state = 'received')"
)
AFTER_THE_NOTICE = (
    "NOT EXISTS (SELECT 1 FROM licensing_correction c JOIN licensing_application a ON a.id = c.application_id"
    " WHERE c.id = NEW.correction_id AND a.state = 'received')"
)
NOT_THE_APPLICATIONS_DECIDER = (
    "EXISTS (SELECT 1 FROM licensing_application a WHERE a.id = NEW.application_id"
    " AND a.decided_by_superior <> NEW.decided_by_superior)"
)
NOT_FORWARDED = (
    "NOT EXISTS (SELECT 1 FROM licensing_decision d WHERE d.application_id = NEW.application_id"
    " AND d.kind = 'forwarded')"
)
WITHOUT_GRANT = (
    "EXISTS (SELECT 1 FROM licensing_itemversion v WHERE v.id = NEW.item_version_id"
    " AND v.nature IN ('licence', 'registration'))"
    " AND NOT EXISTS (SELECT 1 FROM licensing_decision d WHERE d.application_id = NEW.application_id"
    " AND d.kind = 'granted')"
    " AND NOT EXISTS (SELECT 1 FROM licensing_superiordecision s WHERE s.application_id ="
    " NEW.application_id AND s.is_granted)"
)
LICENCE_PINNED = (
    "NEW.number <> OLD.number OR NEW.party_id <> OLD.party_id OR NEW.application_id <> OLD.application_id"
    " OR NEW.item_version_id <> OLD.item_version_id OR NEW.issued_on <> OLD.issued_on"
)

NOTICE_CHANGED = (
    "NEW.application_id <> OLD.application_id OR NEW.document_id <> OLD.document_id"
    " OR NEW.requested_on <> OLD.requested_on OR NEW.term_days <> OLD.term_days"
    " OR NEW.reply_due_on <> OLD.reply_due_on"
)

NOT_PROMISED = (
    "NOT EXISTS (SELECT 1 FROM licensing_materialverdict m JOIN licensing_application a"
    " ON a.id = m.application_id WHERE m.id = NEW.verdict_id AND m.verdict = 'promised'"
    " AND m.set_at <= NEW.taken_at AND a.received_on <= NEW.came_on)"
)
NOT_AWAITED = (
    "NOT EXISTS (SELECT 1 FROM licensing_materialverdict m JOIN licensing_application a"
    " ON a.id = m.application_id WHERE m.id = NEW.verdict_id AND a.state IN ('correction', 'accepted'))"
)
PIECE_CAME = (
    "EXISTS (SELECT 1 FROM licensing_promisedpiece p WHERE p.verdict_id = OLD.id)"
    " AND (NEW.verdict <> OLD.verdict OR NEW.promised_on <> OLD.promised_on)"
)

# (table, what it guards, event, condition under which it is refused)
GUARDS: list[tuple[str, str, str, str]] = [
    ("itemversion", "drafted_first", "INSERT", "NEW.published_at IS NOT NULL"),
    ("itemversion", "published_stays", "UPDATE", "OLD.published_at IS NOT NULL"),
    ("itemversion", "open_with_basis", "UPDATE", UNGROUNDED),
    ("itemversion", "published_kept", "DELETE", "OLD.published_at IS NOT NULL"),
    ("formversion", "stays", "UPDATE", "NEW.definition <> OLD.definition OR NEW.digest <> OLD.digest"),
    ("application", "decider", "INSERT", OTHER_DECIDER),
    ("application", "of_open_item", "INSERT", CLOSED),
    ("application", "pinned", "UPDATE", PINNED),
    ("application", "complete", "UPDATE", STILL_WANTING),
    ("application", "ended", "UPDATE", ENDED),
    ("application", "kept", "DELETE", "TRUE"),
    ("correction", "stays", "UPDATE", NOTICE_CHANGED),
    ("correction", "only_after_receipt", "INSERT", NOT_JUST_RECEIVED),
    ("correction", "kept", "DELETE", "TRUE"),
    ("correctionline", "told_at_once", "INSERT", AFTER_THE_NOTICE),
    ("correctionline", "kept", "DELETE", "TRUE"),
    ("decision", "decider", "INSERT", NOT_THE_APPLICATIONS_DECIDER),
    ("decision", "reasons", "INSERT", "NEW.kind = 'denied' AND TRIM(NEW.reasons) = ''"),
    ("decision", "stays", "UPDATE", "TRUE"),
    ("decision", "kept", "DELETE", "TRUE"),
    ("superiordecision", "after_forwarding", "INSERT", NOT_FORWARDED),
    ("superiordecision", "stays", "UPDATE", "TRUE"),
    ("superiordecision", "kept", "DELETE", "TRUE"),
    ("sitecheck", "stays", "UPDATE", "OLD.checked_on IS NOT NULL"),
    ("sitecheck", "kept", "DELETE", "TRUE"),
    ("licence", "granted_first", "INSERT", WITHOUT_GRANT),
    ("licence", "pinned", "UPDATE", LICENCE_PINNED),
    ("licence", "kept", "DELETE", "TRUE"),
    ("delivery", "stays", "UPDATE", "TRUE"),
    ("delivery", "kept", "DELETE", "TRUE"),
    ("promisedpiece", "of_a_promise", "INSERT", NOT_PROMISED),
    ("promisedpiece", "before_the_decision", "INSERT", NOT_AWAITED),
    ("promisedpiece", "stays", "UPDATE", "TRUE"),
    ("promisedpiece", "kept", "DELETE", "TRUE"),
    ("outsiderequest", "stays", "UPDATE", "TRUE"),
    ("outsiderequest", "kept", "DELETE", "TRUE"),
    ("materialverdict", "piece_came", "UPDATE", PIECE_CAME),
]
for _table in ("basis", "material", "participant", "uncountedprocedure"):
    GUARDS += [
        (_table, "added_before_publishing", "INSERT", OF_PUBLISHED.format(row="NEW")),
        (_table, "stays", "UPDATE", OF_PUBLISHED.format(row="OLD")),
        (_table, "kept", "DELETE", OF_PUBLISHED.format(row="OLD")),
    ]
# INSERT OR REPLACE deletes the old row without firing DELETE triggers (SQLite only): the unique keys.
REPLACEABLE = {
    "correction": "application_id",
    "decision": "application_id",
    "superiordecision": "application_id",
    "licence": "application_id",
    "promisedpiece": "verdict_id",
    "outsiderequest": "token",
}


# These look into tables of parties and workflow: a migration that remakes one of those on SQLite takes all
# triggers off and puts them back with records.remaking.
IS_BARRED = (
    "EXISTS (SELECT 1 FROM parties_bar b JOIN workflow_case c ON c.party_id = b.party_id"
    " JOIN licensing_itemversion v ON v.id = NEW.item_version_id"
    " JOIN licensing_item i ON i.id = v.item_id AND i.code = b.item_code"
    " WHERE c.id = NEW.case_id AND b.first_on <= NEW.received_on"
    " AND (b.last_on IS NULL OR b.last_on >= NEW.received_on)"
    " AND (b.lifted_on IS NULL OR b.lifted_on > NEW.received_on))"
)
IS_ACCEPTED = "NEW.state = 'accepted' AND OLD.state <> 'accepted'"
IS_NOT_ITS_TURN = (
    "NOT EXISTS (SELECT 1 FROM licensing_application a JOIN workflow_task t ON t.case_id = a.case_id"
    " JOIN workflow_step s ON s.id = t.step_id WHERE a.id = NEW.application_id AND t.state = 'open'"
    " AND s.kind IN ('decision', 'forward'))"
)
BARS_AND_TURNS: list[tuple[str, str, str, str]] = [
    ("application", "of_a_barred_party", "INSERT", f"NEW.barred_by_id IS NULL AND {IS_BARRED}"),
    (
        "application",
        "barred_never_accepted",
        "UPDATE",
        f"{IS_ACCEPTED} AND (NEW.barred_by_id IS NOT NULL OR {IS_BARRED})",
    ),
    ("application", "bar_stays", "UPDATE", "OLD.barred_by_id IS NOT NULL AND NEW.barred_by_id IS NULL"),
    ("decision", "turn", "INSERT", IS_NOT_ITS_TURN),
]


def install_bars_and_turns(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """Refuse applications of barred parties, and decisions before their turn."""
    put_on(editor, BARS_AND_TURNS)


def remove_bars_and_turns(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """Take these guards off."""
    take_off(editor, BARS_AND_TURNS)


def install(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """Put the guards on their tables; what is about a table a later migration makes waits for that one."""
    put_on(editor, _present(editor))


def remove(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """Take the guards off."""
    take_off(editor, _present(editor))


def put_on(editor: BaseDatabaseSchemaEditor, guards: Iterable[tuple[str, str, str, str]]) -> None:
    """Put some guards on their tables, in the words of the database at hand."""
    write = _on_postgresql if editor.connection.vendor == "postgresql" else _on_sqlite
    for guard in guards:
        editor.execute(write(*guard), params=None)


def take_off(editor: BaseDatabaseSchemaEditor, guards: Iterable[tuple[str, str, str, str]]) -> None:
    """Take some guards off."""
    for table, guard, _event, _condition in guards:
        on = f" ON licensing_{table}" if editor.connection.vendor == "postgresql" else ""
        editor.execute(f"DROP TRIGGER IF EXISTS {_name(table, guard)}{on}", params=None)


def _present(editor: BaseDatabaseSchemaEditor) -> list[tuple[str, str, str, str]]:
    """The guards of which every table is there, on SQLite with those against replacing."""
    there = set(editor.connection.introspection.table_names())
    guards = GUARDS if editor.connection.vendor == "postgresql" else GUARDS + _against_replacing()
    return [
        guard
        for guard in guards
        if {f"licensing_{guard[0]}", *re.findall(r"licensing_\w+", guard[3])} <= there
    ]


def _against_replacing() -> list[tuple[str, str, str, str]]:
    same = "EXISTS (SELECT 1 FROM licensing_{0} WHERE id = NEW.id OR {1} = NEW.{1})"
    return [(table, "no_replace", "INSERT", same.format(table, key)) for table, key in REPLACEABLE.items()]


def _name(table: str, guard: str) -> str:
    return f"licensing_{table}_{guard}"


def _on_sqlite(table: str, guard: str, event: str, condition: str) -> str:
    name = _name(table, guard)
    return (
        f"CREATE TRIGGER {name} BEFORE {event} ON licensing_{table} WHEN {condition}"
        f" BEGIN SELECT RAISE(ABORT, '{name} refuses'); END"
    )


def _on_postgresql(table: str, guard: str, event: str, condition: str) -> str:
    name, row = _name(table, guard), "OLD" if event == "DELETE" else "NEW"
    return (
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        f" IF {condition} THEN RAISE EXCEPTION '{name} refuses' USING ERRCODE = 'check_violation'; END IF;"
        f" RETURN {row}; END $$;"
        f" CREATE TRIGGER {name} BEFORE {event} ON licensing_{table} FOR EACH ROW EXECUTE FUNCTION {name}();"
        f" ALTER TABLE licensing_{table} ENABLE ALWAYS TRIGGER {name}"
    )
