"""What no constraint can say of Art. 42: a running limit of our own is extended once, before it expires."""

from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from workflow.triggers import Guard, install, remove

NOT_RUNNING = (
    "EXISTS (SELECT 1 FROM workflow_case c WHERE c.id = NEW.case_id"
    " AND (c.accepted_on IS NULL OR c.decided_on IS NOT NULL OR c.state <> 'open'))"
)
FORWARDED = (
    "EXISTS (SELECT 1 FROM workflow_case c JOIN workflow_step s ON s.process_id = c.process_id"
    " WHERE c.id = NEW.case_id AND s.kind = 'forward')"
)
EXTENDED = "EXISTS (SELECT 1 FROM workflow_extension e WHERE e.case_id = NEW.case_id)"
EXPIRED = 'EXISTS (SELECT 1 FROM workflow_case c WHERE c.id = NEW.case_id AND c.statutory_on < NEW."on")'
ASKED = (
    "OLD.answered_at IS NOT NULL OR OLD.case_id # NEW.case_id OR OLD.days # NEW.days"
    " OR OLD.reason # NEW.reason OR OLD.asked_by_id # NEW.asked_by_id OR OLD.asked_at # NEW.asked_at"
)
EXTENSION_GUARDS = [
    Guard(
        "workflow_extension",
        "INSERT",
        f"{NOT_RUNNING} OR {FORWARDED} OR {EXPIRED}",
        "Art. 42 extends a running limit of our own before it expires",
    ),
    Guard(
        "workflow_extensionrequest",
        "INSERT",
        f"{NOT_RUNNING} OR {FORWARDED} OR {EXTENDED}",
        "Art. 42 extends a running limit of our own, once",
    ),
    Guard("workflow_extensionrequest", "UPDATE", ASKED, "a request is a fact; only its answer is added"),
    Guard("workflow_extensionrequest", "DELETE", "1 = 1", "a request is a fact"),
]


PAUSE_GUARDS = [
    Guard(
        "workflow_pause",
        "INSERT",
        NOT_RUNNING,
        "Art. 45: before acceptance and after the decision no clock runs",
    ),
]


def install_on_pauses(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """Put the guard on special procedures."""
    install(apps, editor, PAUSE_GUARDS)


def remove_from_pauses(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """Take it off."""
    remove(apps, editor, PAUSE_GUARDS)


def install_on_extensions(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """Put the guards on extensions and the requests for them."""
    install(apps, editor, EXTENSION_GUARDS)


def remove_from_extensions(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """Take them off."""
    remove(apps, editor, EXTENSION_GUARDS)
