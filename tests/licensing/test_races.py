"""Many hands on one application at the same instant: one act each, and the others are told who was first."""

from collections.abc import Callable
from contextlib import nullcontext
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from documents.models import Document
from licensing.actions import (
    accept,
    decide,
    receive_application,
    request_correction,
    submit_opinion,
    withdraw,
)
from licensing.models import Application, Correction, Decision
from licensing.states import DecisionKind
from organization.models import Person
from records.models import Event
from records.verification import verify
from tests.makers.at_once import at_once, sqlite_file
from tests.makers.licensing import MORNING, World, a_filing, a_world, accepted, checked, task
from workflow.actions import Outcome
from workflow.models import Case
from workflow.refusals import AlreadyDoneError

pytestmark = pytest.mark.django_db(transaction=True)
HANDS = 32 if connection.vendor == "postgresql" else 2
LATER = MORNING + timedelta(days=1)


@pytest.fixture
def world() -> World:
    return a_world("QTS-06", "QTS-08")


@pytest.fixture
def crowd(tmp_path: Path) -> Callable[..., list[Any]]:
    """Everybody at once, on SQLite over a copy in a file, where its locks are the real ones."""

    def run(act: Callable[[int], Any], look: Callable[[int], Any]) -> list[Any]:
        file = sqlite_file(tmp_path / "test_licensing.sqlite3")
        with file if connection.vendor == "sqlite" else nullcontext():
            return [at_once(HANDS, act), at_once(1, look)[0]]

    return run


def _person(pk: int) -> Person:
    """A person read through the thread's own connection."""
    return Person.objects.get(pk=pk)


def _sound(_: int) -> tuple[int, int, bool]:
    """Cases, documents beside the receipts, and whether the ledger verifies."""
    documents = Document.objects.exclude(kind="receipt").count()
    return Case.objects.count(), documents, verify().faults == []


def test_two_clerks_accept_one_application_once(world: World, crowd: Callable[..., list[Any]]) -> None:
    application = checked(world, "QTS-06")
    clerks = [world.cast.clerk.pk, world.cast.clerk2.pk]

    def act(hand: int) -> str:
        accept(application.pk, by=_person(clerks[hand % 2]), at=MORNING, token=f"hand-{hand}")
        return "first"

    results, sound = crowd(act, _sound)

    lost = [result for result in results if isinstance(result, AlreadyDoneError)]
    assert results.count("first") == 1
    assert len(lost) == HANDS - 1
    assert {result.who for result in lost} <= {"林晓", "周敏"}
    assert sound == (1, 1, True)


def test_one_filing_sent_many_times_is_one_case(world: World, crowd: Callable[..., list[Any]]) -> None:
    filing, clerk = a_filing("QTS-06"), world.cast.clerk.pk

    def act(_hand: int) -> int:
        return receive_application(filing, by=_person(clerk), at=MORNING).application.pk

    results, look = crowd(
        act, lambda _: (Case.objects.count(), Application.objects.count(), Document.objects.count())
    )

    assert len(set(results)) == 1
    assert isinstance(results[0], int)
    assert look == (1, 1, 1)


def test_accepting_and_correcting_at_once_leaves_one_word(
    world: World, crowd: Callable[..., list[Any]]
) -> None:
    application = checked(world, "QTS-08", wrong=["fire"], at=MORNING)
    clerk = world.cast.clerk.pk
    late = MORNING + timedelta(days=16)

    def act(hand: int) -> str:
        if hand % 2:
            withdraw(application.pk, reason="改期", by=_person(clerk), at=late)
            return "withdrawn"
        accept(application.pk, by=_person(clerk), at=late, token=f"hand-{hand}")
        return "accepted"

    results, state = crowd(act, lambda _: (Application.objects.get().state, verify().faults == []))

    assert state in (("withdrawn", True), ("accepted", True))
    assert results.count("withdrawn") == (1 if state[0] == "withdrawn" else 0)
    assert results.count("accepted") <= 1


def test_many_corrections_are_one_notice(world: World, crowd: Callable[..., list[Any]]) -> None:
    application = checked(world, "QTS-08", wrong=["fire"])
    clerk = world.cast.clerk.pk

    def act(_hand: int) -> int:
        return request_correction(application.pk, by=_person(clerk), at=MORNING, token="same").pk

    def look(_: int) -> tuple[int, int, int]:
        attempts = Event.objects.filter(verb="attempt.refused").count()
        return Correction.objects.count(), Document.objects.filter(kind="correction").count(), attempts

    results, counts = crowd(act, look)

    assert len(set(results)) == 1
    assert counts == (1, 1, 0)


def test_chiefs_decide_once_one_way_or_the_other(world: World, crowd: Callable[..., list[Any]]) -> None:
    application = accepted(world, "QTS-06")
    submit_opinion(task(application, "review").pk, Outcome.AGREE, by=world.cast.equipment, at=LATER)
    deciding = task(application, "decision").pk
    leaders = [world.cast.chief.pk, world.cast.leader.pk]

    def act(hand: int) -> str:
        kind = (DecisionKind.GRANTED, DecisionKind.DENIED)[hand % 2]
        decide(
            deciding, kind, reasons="示范理由", by=_person(leaders[hand % 2]), at=LATER, token=f"hand-{hand}"
        )
        return kind

    def look(_: int) -> tuple[int, int]:
        return Decision.objects.count(), Document.objects.filter(kind__in=["grant", "refusal"]).count()

    results, counts = crowd(act, look)

    won = [result for result in results if isinstance(result, str)]
    assert len(won) == 1
    assert all(isinstance(result, (str, AlreadyDoneError)) for result in results)
    assert counts == (1, 1)
