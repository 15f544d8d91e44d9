"""Each line of defence against two who act at once is enough alone: all others are taken out in turn."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, connection

from organization.models import Person
from tests.makers.at_once import at_once
from tests.makers.organization import cast
from tests.makers.workflow import a_case, a_process, accepted, reviewed, task_of
from tests.workflow.test_races import NOW
from workflow.actions import complete, writing
from workflow.actions.desk import Desk
from workflow.models import Case, Task
from workflow.models.case import CaseQuerySet
from workflow.outcomes import Outcome
from workflow.refusals import AlreadyDoneError
from workflow.replay import CASE_FIELDS

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        connection.vendor != "postgresql", reason="SQLite lets one writer in at a time anyway"
    ),
]
THREADS, ROUNDS = 8, 3


def unlocked(cases: CaseQuerySet, **_how: Any) -> CaseQuerySet:
    """The row is read without its lock."""
    return cases


def set_blindly(desk: Desk, task: Task) -> None:
    """The task is stored whatever stands in the database."""
    Task.objects.filter(pk=task.pk).update(
        state=task.state,
        outcome=task.outcome,
        done_at=task.done_at,
        done_by=task.done_by,
        sort_on=task.sort_on,
    )


def store_blindly(desk: Desk) -> None:
    """The case is stored whatever version stands in the database."""
    names = (*CASE_FIELDS, "sort_on", "last_seq", "last_hash")
    Case.objects.filter(pk=desk.case.pk).update(**{name: getattr(desk.case, name) for name in names})


TAKEN_OUT: dict[str, Callable[[pytest.MonkeyPatch], None]] = {
    "lock": lambda patch: patch.setattr(CaseQuerySet, "select_for_update", unlocked),
    "compare-and-set": lambda patch: patch.setattr(writing, "compare_and_set", set_blindly),
    "version": lambda patch: patch.setattr(writing, "_store_case", store_blindly),
}


@pytest.mark.parametrize("left", [*TAKEN_OUT, "the ledger's chain"])
def test_one_line_of_defence_is_enough(left: str, monkeypatch: pytest.MonkeyPatch) -> None:
    people, process = cast(), a_process()
    tasks = [
        task_of(reviewed(people, accepted(people, a_case(people, process))), "decision").pk
        for _round in range(ROUNDS)
    ]
    for name, take_out in TAKEN_OUT.items():
        if name != left:
            take_out(monkeypatch)

    for pk in tasks:

        def decide(number: int, pk: int = pk) -> str:
            by = Person.objects.get(pk=people.chief.pk)
            complete(pk, Outcome.GRANTED, by=by, at=NOW)
            return "won"

        results = at_once(THREADS, decide)
        lost = [one for one in results if isinstance(one, (AlreadyDoneError, IntegrityError))]
        assert (results.count("won"), len(lost)) == (1, THREADS - 1), results
