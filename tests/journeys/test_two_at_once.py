"""Two at the same instant over HTTP: one result, and the second is told who was first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from licensing.actions import submit_opinion
from licensing.models import Decision
from organization.models import Person
from records.models import Event
from records.verification import verify
from tests.journeys.bureau import Bureau, a_bureau
from tests.makers.at_once import alone, at_once, gained, race_rounds, sqlite_file
from tests.makers.licensing import MORNING, accepted, task
from tests.makers.organization import sign_in
from workflow.outcomes import Outcome

pytestmark = pytest.mark.django_db(transaction=True)
POSTGRESQL = connection.vendor == "postgresql"
THREADS = 32 if POSTGRESQL else 2
ROUNDS = race_rounds(2)
ATTEMPTS = 200 if POSTGRESQL else 10
ITEM = "QTS-06"  # intake, one review, the decision
Locks = Callable[[], AbstractContextManager[None]]


@pytest.fixture
def real_locks(tmp_path: Path) -> Locks:
    """On SQLite a copy of the database in a file, made when the world stands."""
    return lambda: nullcontext() if POSTGRESQL else sqlite_file(tmp_path / "at_once.sqlite3")


@pytest.fixture
def bureau(transactional_db: None) -> Bureau:
    return a_bureau(ITEM)


def clients(*people: Person) -> list[Client]:
    """A browser for each thread, signed in before the others start."""
    return [sign_in(Client(), person) for person in people]


def decisions_waiting(bureau: Bureau, count: int) -> list[int]:
    """Cases reviewed, each waiting for its decision."""
    return [_reviewed(bureau) for _round in range(count)]


def _reviewed(bureau: Bureau) -> int:
    application = accepted(bureau.world, ITEM)
    review = task(application, "review").pk
    submit_opinion(review, Outcome.AGREE, opinion="合格", by=bureau.world.cast.equipment, at=MORNING)
    return task(application, "decision").pk


def signing(pk: int, browsers: list[Client]) -> list[int]:
    """All attempts on one decision, from all threads; the status each met."""

    def several(number: int) -> list[int]:
        url, browser = reverse("decision", args=[pk]), browsers[number]
        return [
            browser.post(url, {"kind": "granted", "token": uuid4().hex}).status_code
            for _attempt in range(number, ATTEMPTS, THREADS)
        ]

    return [status for statuses in gained(at_once(THREADS, several)) for status in statuses]


def test_of_many_signatures_on_one_decision_exactly_one_stands(bureau: Bureau, real_locks: Locks) -> None:
    tasks = decisions_waiting(bureau, ROUNDS)
    leaders = [bureau.person("chief"), bureau.person("leader")]
    browsers = clients(*(leaders[number % 2] for number in range(THREADS)))

    with real_locks():
        rounds = [Counter(signing(pk, browsers)) for pk in tasks]
        told = alone(lambda: Event.objects.filter(verb="decision.made").count())
        decided = alone(lambda: Decision.objects.count())
        assert alone(verify).is_sound

    assert rounds == [Counter({409: ATTEMPTS - 1, 302: 1})] * ROUNDS
    assert (told, decided) == (ROUNDS, ROUNDS)
