"""What no constraint can say of a decision: nothing the signer must wait for is still wanting (Art. 45)."""

from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from licensing.triggers import put_on, take_off
from workflow.triggers import CONSULTING, PAUSED, UNANSWERED

ITS_CASE = "(SELECT a.case_id FROM licensing_application a WHERE a.id = NEW.application_id)"
DECISION_GUARDS: list[tuple[str, str, str, str]] = [
    ("decision", guard, "INSERT", f"EXISTS ({rows.replace('NEW.id', ITS_CASE)})")
    for guard, rows in (
        ("over_dissent", UNANSWERED),
        ("while_consulting", CONSULTING),
        ("while_paused", PAUSED),
    )
]


def install_on_decisions(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """Refuse a decision over an unanswered dissent, an open consultation, an open special procedure."""
    put_on(editor, DECISION_GUARDS)


def remove_from_decisions(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """Take these guards off."""
    take_off(editor, DECISION_GUARDS)
