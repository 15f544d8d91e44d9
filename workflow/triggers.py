"""What no constraint can say: a published process never changes, no case is deleted, what is done stays done.

The same conditions on both databases; `#` stands for "is different from, NULL included".
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor


@dataclass(frozen=True, slots=True)
class Guard:
    """A refusal: on which table, before which event, when, in which words.

    `when` looks at the row alone and is asked first; `about` tells two guards of one table and event apart.
    """

    table: str
    event: str
    condition: str
    message: str
    only: str = ""
    when: str = ""
    about: str = ""

    @property
    def name(self) -> str:
        return f"{self.table}_refuses_{self.event.lower()}{self.about}"


PUBLISHED = (
    "EXISTS (SELECT 1 FROM workflow_process p WHERE p.id = {row}.process_id AND p.published_on IS NOT NULL)"
)
LINKED = (
    "EXISTS (SELECT 1 FROM workflow_step s JOIN workflow_process p ON p.id = s.process_id"
    " WHERE s.id IN ({row}.before_id, {row}.after_id) AND p.published_on IS NOT NULL)"
)
APART = (
    "(SELECT process_id FROM workflow_step WHERE id = NEW.before_id)"
    " <> (SELECT process_id FROM workflow_step WHERE id = NEW.after_id)"
)
IMMUTABLE = "a published process is immutable"
REPLACED = (
    "EXISTS (SELECT 1 FROM workflow_process p WHERE p.published_on IS NOT NULL"
    " AND (p.id = NEW.id OR (p.code = NEW.code AND p.version = NEW.version)))"
)
PINNED = (
    "OLD.number # NEW.number OR OLD.process_id # NEW.process_id OR OLD.received_at # NEW.received_at"
    " OR (OLD.state = 'closed' AND NEW.state <> 'closed')"
    " OR (OLD.decided_on IS NOT NULL AND OLD.decided_on # NEW.decided_on)"
    " OR (OLD.accepted_on IS NOT NULL AND (OLD.accepted_on # NEW.accepted_on"
    " OR OLD.promised_days # NEW.promised_days OR OLD.statutory_days # NEW.statutory_days"
    " OR OLD.limit_unit # NEW.limit_unit))"
)
SETTLED = (
    "OLD.case_id # NEW.case_id OR OLD.step_id # NEW.step_id OR OLD.round # NEW.round"
    " OR (OLD.state IN ('done', 'skipped', 'cancelled') AND OLD.state # NEW.state)"
    " OR (OLD.state = 'done' AND (OLD.outcome # NEW.outcome OR OLD.opinion # NEW.opinion"
    " OR OLD.done_by_id # NEW.done_by_id OR OLD.done_at # NEW.done_at))"
)
DECIDING = (
    "SELECT 1 FROM workflow_task t JOIN workflow_step s ON s.id = t.step_id"
    " WHERE t.case_id = NEW.id AND s.kind IN ('decision', 'forward')"
)
UNANSWERED = (
    "SELECT 1 FROM workflow_task t WHERE t.case_id = NEW.id AND t.step_id IS NOT NULL"
    " AND t.outcome = 'dissent'"
    " AND NOT EXISTS (SELECT 1 FROM workflow_dissentanswer a WHERE a.task_id = t.id)"
    " AND NOT EXISTS (SELECT 1 FROM workflow_task later WHERE later.case_id = t.case_id"
    " AND later.step_id = t.step_id AND later.round > t.round)"
)
REQUIRED_OPEN = (
    "SELECT 1 FROM workflow_task t JOIN workflow_step s ON s.id = t.step_id"
    " JOIN workflow_steplink l ON l.before_id = s.id JOIN workflow_step d ON d.id = l.after_id"
    " WHERE t.case_id = NEW.id AND t.state IN ('waiting', 'open') AND s.is_required"
    " AND d.kind IN ('decision', 'forward') AND d.\"join\" = 'all'"
)
CONSULTING = (
    "SELECT 1 FROM workflow_task t WHERE t.case_id = NEW.id AND t.step_id IS NULL"
    " AND t.state IN ('waiting', 'open')"
)
PAUSED = "SELECT 1 FROM workflow_pause p WHERE p.case_id = NEW.id AND p.last_on IS NULL"
MISSING = " OR ".join(f"EXISTS ({rows})" for rows in (UNANSWERED, REQUIRED_OPEN, CONSULTING, PAUSED))
UNDECIDED = (
    f"EXISTS ({DECIDING} AND t.state IN ('waiting', 'open'))"
    f" OR (EXISTS ({DECIDING} AND t.state = 'done') AND ({MISSING}))"
)
FACT = (
    "OLD.case_id # NEW.case_id OR OLD.first_on # NEW.first_on OR OLD.ground # NEW.ground"
    " OR OLD.last_on IS NOT NULL"
)

GUARDS = [
    Guard("workflow_process", "UPDATE", "OLD.published_on IS NOT NULL", IMMUTABLE),
    Guard("workflow_process", "DELETE", "OLD.published_on IS NOT NULL", IMMUTABLE),
    Guard("workflow_process", "INSERT", REPLACED, IMMUTABLE, only="sqlite"),
    Guard("workflow_step", "INSERT", PUBLISHED.format(row="NEW"), IMMUTABLE),
    Guard(
        "workflow_step",
        "UPDATE",
        f"{PUBLISHED.format(row='OLD')} OR {PUBLISHED.format(row='NEW')}",
        IMMUTABLE,
    ),
    Guard("workflow_step", "DELETE", PUBLISHED.format(row="OLD"), IMMUTABLE),
    Guard("workflow_steplink", "INSERT", f"{LINKED.format(row='NEW')} OR {APART}", IMMUTABLE),
    Guard(
        "workflow_steplink", "UPDATE", f"{LINKED.format(row='OLD')} OR {LINKED.format(row='NEW')}", IMMUTABLE
    ),
    Guard("workflow_steplink", "DELETE", LINKED.format(row="OLD"), IMMUTABLE),
    Guard("workflow_case", "UPDATE", PINNED, "what a case was received, accepted or decided with is pinned"),
    Guard(
        "workflow_case",
        "UPDATE",
        UNDECIDED,
        "a step, an answer to dissent, a consultation or the end of a special procedure is missing",
        when="OLD.decided_on IS NULL AND NEW.decided_on IS NOT NULL",
        about="_undecided",
    ),
    Guard("workflow_case", "DELETE", "1 = 1", "a case is never deleted"),
    Guard("workflow_task", "UPDATE", SETTLED, "what is done stays done"),
    Guard("workflow_task", "DELETE", "1 = 1", "a task is never deleted"),
    Guard("workflow_pause", "UPDATE", FACT, "a pause is a fact; only its end is added"),
    Guard("workflow_pause", "DELETE", "1 = 1", "a pause is a fact"),
    Guard("workflow_extension", "UPDATE", "1 = 1", "an extension is a fact"),
    Guard("workflow_extension", "DELETE", "1 = 1", "an extension is a fact"),
    Guard("workflow_dissentanswer", "UPDATE", "1 = 1", "an answer is a fact"),
    Guard("workflow_dissentanswer", "DELETE", "1 = 1", "an answer is a fact"),
]

ANSWERED = "OLD.closed_at IS NOT NULL"
REWRITTEN = (
    "OLD.case_id # NEW.case_id OR OLD.task_id # NEW.task_id OR OLD.kind # NEW.kind"
    " OR OLD.due_on # NEW.due_on OR OLD.since_on # NEW.since_on OR OLD.found_at # NEW.found_at"
    " OR (OLD.ended_on IS NOT NULL AND OLD.ended_on # NEW.ended_on)"
)
LATENESS_GUARDS = [
    Guard("workflow_lateness", "UPDATE", f"{ANSWERED} OR {REWRITTEN}", "a passed limit is a fact"),
    Guard("workflow_lateness", "DELETE", "1 = 1", "a passed limit is a fact"),
]


CATCHING_UP = (
    "OLD.version # NEW.version OR OLD.since # NEW.since OR OLD.started_at # NEW.started_at"
    " OR NEW.cursor < OLD.cursor OR (NOT OLD.is_running AND NEW.is_running)"
)
CALENDAR_GUARDS = [
    Guard(
        "workflow_yeardraft", "UPDATE", "OLD.version IS NOT NULL", "what was entered stays as it was entered"
    ),
    Guard(
        "workflow_yeardraft", "DELETE", "OLD.version IS NOT NULL", "what was entered stays as it was entered"
    ),
    Guard("workflow_catchup", "UPDATE", CATCHING_UP, "a run goes forward and ends once"),
    Guard("workflow_catchup", "DELETE", "1 = 1", "a run is a fact"),
]


def install_on_calendar(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """Put the guards on the drafts of notices and on the runs by which the clocks follow."""
    install(apps, editor, CALENDAR_GUARDS)


def remove_from_calendar(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """Take them off."""
    remove(apps, editor, CALENDAR_GUARDS)


def install_on_latenesses(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """Put the guards on the table of passed limits."""
    install(apps, editor, LATENESS_GUARDS)


def remove_from_latenesses(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """Take them off."""
    remove(apps, editor, LATENESS_GUARDS)


def install(apps: Any, editor: BaseDatabaseSchemaEditor, guards: Sequence[Guard] = GUARDS) -> None:
    """Put the guards on their tables."""
    vendor = editor.connection.vendor
    write = _on_postgresql if vendor == "postgresql" else _on_sqlite
    if vendor == "postgresql":
        editor.execute(_REFUSE, params=None)
    for guard in guards:
        if guard.only in ("", vendor):
            editor.execute(write(guard), params=None)


def remove(apps: Any, editor: BaseDatabaseSchemaEditor, guards: Sequence[Guard] = GUARDS) -> None:
    """Take the guards off, before a migration that remakes a table on SQLite."""
    for guard in guards:
        on = f" ON {guard.table}" if editor.connection.vendor == "postgresql" else ""
        editor.execute(f"DROP TRIGGER IF EXISTS {guard.name}{on}", params=None)


_REFUSE = """
CREATE OR REPLACE FUNCTION workflow_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% refuses %: %', TG_TABLE_NAME, TG_OP, TG_ARGV[0] USING ERRCODE = 'restrict_violation';
END $$
"""
_REFUSE_IF = """
CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF {condition} THEN
        RAISE EXCEPTION '{table} refuses {event}: {message}' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN {row};
END $$;
CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW WHEN ({when}) EXECUTE FUNCTION {name}()
"""


def _on_sqlite(guard: Guard) -> str:
    condition = guard.condition.replace("#", "IS NOT")
    if guard.when:
        condition = f"{guard.when} AND ({condition})"
    return (
        f"CREATE TRIGGER {guard.name} BEFORE {guard.event} ON {guard.table} WHEN {condition}"
        f" BEGIN SELECT RAISE(ABORT, '{guard.table} refuses {guard.event}: {guard.message}'); END"
    )


def _on_postgresql(guard: Guard) -> str:
    """A condition on the row alone stands in WHEN and costs no call; PostgreSQL allows no subquery there."""
    condition = guard.condition.replace("#", "IS DISTINCT FROM")
    if "SELECT" in condition:
        row = "OLD" if guard.event == "DELETE" else "NEW"
        return _REFUSE_IF.format(
            name=guard.name,
            condition=condition,
            when=guard.when or "TRUE",
            table=guard.table,
            event=guard.event,
            message=guard.message,
            row=row,
        )
    return (
        f"CREATE TRIGGER {guard.name} BEFORE {guard.event} ON {guard.table} FOR EACH ROW"
        f" WHEN ({condition}) EXECUTE FUNCTION workflow_refuse('{guard.message}')"
    )
