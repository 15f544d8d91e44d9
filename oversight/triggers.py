"""What was said in the name of supervision is kept as it was said."""

from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from workflow import triggers
from workflow.triggers import Guard

SAID = "what supervision said is a fact"
GUARDS = [
    Guard("oversight_prompt", "UPDATE", "1 = 1", SAID),
    Guard("oversight_prompt", "DELETE", "1 = 1", SAID),
]


def install(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """Put the guards on their table."""
    triggers.install(apps, editor, GUARDS)


def remove(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """Take them off."""
    triggers.remove(apps, editor, GUARDS)
