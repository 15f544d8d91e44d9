"""Every act the source asks about stands in its table; one that stands nowhere is nobody's, and an error."""

import ast
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest

from licensing.access import ROLES
from licensing.access import may as may_in_licensing
from organization.access import MANAGERS
from organization.access import may as may_in_organization
from organization.models import Person
from parties.access import ACTS
from parties.access import may as may_of_parties
from tests.architecture.sources import ROOT, STAIRCASE
from workflow.access import _CASE_ACTS, _LATENESS_ACTS, _TASK_ACTS
from workflow.access import may as may_in_workflow
from workflow.models import Case, Lateness, Task

TABLES: dict[str, Any] = {
    "organization": MANAGERS,
    "parties": ACTS,
    "licensing": ROLES,
    "workflow": [*_CASE_ACTS, *_TASK_ACTS, *_LATENESS_ACTS],
}
KNOWN = {act for table in TABLES.values() for act in table}
# What asks about an act, and the place of its name among what is given.
ASKING = {"may": 1, "engine_may": 1, "only": 0, "acting": 0, "require": 0}
ON = date(2026, 9, 23)


def asked() -> Iterator[tuple[str, str]]:
    """Each act named in the source where a right is asked for, with the file that names it."""
    for path in sorted(file for app in STAIRCASE for file in (ROOT / app).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                yield from ((str(path.relative_to(ROOT)), act) for act in acts_of(node))


def acts_of(call: ast.Call) -> list[str]:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    place = ASKING.get(name)
    given = call.args[place : place + 1] if place is not None else []
    given += [each.value for each in call.keywords if each.arg == "right"]
    texts = [each.value for each in given if isinstance(each, ast.Constant) and isinstance(each.value, str)]
    return [text for text in texts if "." in text]


def test_every_act_that_is_asked_about_stands_in_a_table() -> None:
    found = list(asked())

    assert len(found) > 60
    assert [(path, act) for path, act in found if act not in KNOWN] == []


@pytest.mark.django_db
def test_an_act_nobody_wrote_down_is_an_error_and_not_a_right() -> None:
    somebody = Person.objects.create_user("somebody", name="某人")

    asks: list[Callable[[], bool]] = [
        lambda: may_in_organization(somebody, "people.invent", on=ON),
        lambda: may_of_parties(somebody, "party.invent", on=ON),
        lambda: may_in_licensing(somebody, "application.invent", on=ON),
        lambda: may_in_licensing(None, "application.invent", on=ON),
        lambda: may_in_workflow(somebody, "case.invent", Case(), on=ON),
        lambda: may_in_workflow(somebody, "task.invent", Task(), on=ON),
        lambda: may_in_workflow(somebody, "lateness.invent", Lateness(), on=ON),
    ]
    for ask in asks:
        with pytest.raises(KeyError, match="invent"):
            ask()
