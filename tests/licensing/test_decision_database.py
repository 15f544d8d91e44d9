"""The database stores no decision over anything the signer must wait for: by raw SQL."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from licensing.actions import answer_dissent, decide, submit_opinion
from licensing.models import Application, Decision
from licensing.states import DecisionKind
from records.refusals import LegalRefusal
from tests.licensing.test_database import DECISION
from tests.makers.documents import a_document
from tests.makers.licensing import MORNING, World, a_world, accepted, task
from workflow.actions import Outcome, consult, pause, resume
from workflow.steps import PauseGround

pytestmark = pytest.mark.django_db
LATER = MORNING + timedelta(days=1)
GRANT = DECISION.format(kind="granted", superior="FALSE", reasons="")


@pytest.fixture
def world() -> World:
    return a_world("QTS-06")


def to_be_decided(world: World, outcome: Outcome = Outcome.AGREE) -> Application:
    application = accepted(world, "QTS-06")
    opinion = "不同意。" if outcome == Outcome.DISSENT else ""
    review = task(application, "review").pk
    submit_opinion(review, outcome, opinion=opinion, by=world.cast.equipment, at=LATER)
    return application


def refused(guard: str, application: Application, world: World, words: str) -> None:
    """Bare SQL meets the guard; the act says in words what is missing."""
    with pytest.raises(DatabaseError, match=guard), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(GRANT)
    with pytest.raises(LegalRefusal, match=words):
        decide(task(application, "decision").pk, DecisionKind.GRANTED, by=world.cast.chief, at=LATER)
    assert not Decision.objects.exists()


def stored() -> None:
    with connection.cursor() as cursor:
        cursor.execute(GRANT)
    assert Decision.objects.count() == 1


def test_no_decision_is_stored_over_an_unanswered_dissent(world: World) -> None:
    application = to_be_decided(world, Outcome.DISSENT)
    refused("decision_over_dissent", application, world, "不同意见尚未书面答复")

    answer_dissent(task(application, "review").pk, text="已改。", by=world.cast.equipment, at=LATER)
    stored()


def test_no_decision_is_stored_while_a_consultation_is_open(world: World) -> None:
    application = to_be_decided(world)
    asked, deciding = [world.cast.unit("legal")], task(application, "decision").pk
    consult(deciding, units=asked, question="是否合法？", days=2, by=world.cast.chief, at=LATER)

    refused("decision_while_consulting", application, world, "尚未回复")


def test_no_decision_is_stored_while_a_special_procedure_runs(world: World) -> None:
    application = to_be_decided(world)
    deciding, notice = task(application, "decision").pk, a_document()
    hearing = PauseGround.HEARING
    pause(deciding, ground=hearing, notice=notice, expected_days=9, by=world.cast.chief, at=LATER)
    refused("decision_while_paused", application, world, "特别程序尚未结束")

    resume(deciding, by=world.cast.chief, at=LATER)
    stored()
