"""The head approves and declines, lead and window ask, at the same instant: one of each holds."""

from collections.abc import Callable
from contextlib import nullcontext
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from django.db import connection

from records.refusals import LegalRefusal
from tests.makers.at_once import alone, at_once, sqlite_file
from tests.makers.organization import Cast, cast
from tests.makers.workflow import MORNING, accepted
from workflow.actions import approve_extension, ask_extension, decline_extension
from workflow.models import Case, Extension, ExtensionRequest
from workflow.refusals import AlreadyDoneError
from workflow.retelling import untold

pytestmark = pytest.mark.django_db(transaction=True)
POSTGRESQL = connection.vendor == "postgresql"
THREADS = 16 if POSTGRESQL else 2
ROUNDS = 5 if POSTGRESQL else 2
NOW = MORNING + timedelta(hours=3)


@pytest.fixture
def real_locks(tmp_path: Path) -> Callable[[], object]:
    """On SQLite a copy of the database in a file, made when the world stands."""
    path = tmp_path / "test_extension_races.sqlite3"
    return lambda: nullcontext() if POSTGRESQL else sqlite_file(path)


@pytest.fixture
def people(transactional_db: None) -> Cast:
    return cast()


def test_one_answer_holds_and_the_clocks_agree_with_it(
    people: Cast, real_locks: Callable[[], object]
) -> None:
    cases = [accepted(people) for _ in range(ROUNDS)]
    waiting = [ask_extension(case.pk, days=10, reason="复测", by=people.clerk, at=NOW).pk for case in cases]

    with real_locks():  # type: ignore[attr-defined]  # a context either way
        for pk in waiting:
            outcomes = at_once(THREADS, partial(_answer, people, pk))
            lost = [one for one in outcomes if isinstance(one, Exception)]
            assert len(outcomes) - len(lost) == 1
            assert all(isinstance(one, AlreadyDoneError) for one in lost), lost
        alone(lambda: _every_answer_agrees(waiting))


def test_one_request_waits_however_many_ask(people: Cast, real_locks: Callable[[], object]) -> None:
    case = accepted(people)

    with real_locks():  # type: ignore[attr-defined]  # a context either way
        outcomes = at_once(THREADS, lambda number: _ask(people, case, number))
        lost = [one for one in outcomes if isinstance(one, Exception)]
        assert len(outcomes) - len(lost) == 1
        assert all(isinstance(one, LegalRefusal) and one.code == "art42.asked" for one in lost), lost


def _answer(people: Cast, pk: int, number: int) -> object:
    if number % 2:
        return approve_extension(pk, by=people.chief, at=NOW)
    return decline_extension(pk, word="不必", by=people.chief, at=NOW)


def _ask(people: Cast, case: Case, number: int) -> object:
    by = people.clerk if number % 2 else people.equipment
    return ask_extension(case.pk, days=5, reason="复测", by=by, at=NOW)


def _every_answer_agrees(waiting: list[int]) -> None:
    for asked in ExtensionRequest.objects.filter(pk__in=waiting):
        assert asked.is_approved is Extension.objects.filter(case=asked.case).exists()
    assert list(untold(Case.objects.all())) == []
