"""What stands of an application is what its case's lines tell: every end of it, and any column that lies."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from licensing.actions import (
    Ground,
    Piece,
    accept,
    declare_not_required,
    receive_correction,
    refuse_acceptance,
    request_correction,
    withdraw,
)
from licensing.models import Application
from licensing.retelling import untold as untold_application
from licensing.states import State
from notices.models import Notice
from records.models import Event
from tests.makers.licensing import MORNING, World, a_world, accepted, checked, fresh, received
from tests.makers.records import run_sql
from workflow.actions import Outcome, terminate
from workflow.actions.sweeping import sweep_all
from workflow.models import Case
from workflow.retelling import untold

pytestmark = pytest.mark.django_db
LATER = MORNING + timedelta(days=1)
MONTHS_LATER = MORNING + timedelta(days=70)
WRONG = ["fire", "site_plan"]


@pytest.fixture
def world() -> World:
    return a_world("QTS-06", "QTS-08")


def differences() -> list[str]:
    return [difference for _case, difference in untold(Case.objects.order_by("pk"))]


def _deemed(world: World) -> Application:
    application = received(world, "QTS-08")
    sweep_all(at=MONTHS_LATER)
    return application


def _asked(world: World) -> Application:
    application = checked(world, "QTS-08", wrong=WRONG)
    request_correction(application.pk, by=world.cast.clerk, at=MORNING)
    return application


def _corrected(world: World) -> Application:
    application = _asked(world)
    receive_correction(application.pk, map(Piece, WRONG), by=world.cast.clerk, at=LATER)
    return accept(application.pk, by=world.cast.clerk, at=LATER)


def _still_deficient(world: World) -> Application:
    application = _asked(world)
    receive_correction(application.pk, [Piece("fire", "仍未盖章")], by=world.cast.clerk, at=LATER)
    return refuse_acceptance(application.pk, ground=Ground.STILL_DEFICIENT, by=world.cast.clerk, at=LATER)


def _sent_back(world: World) -> Application:
    application = _asked(world)
    sweep_all(at=MONTHS_LATER)
    return application


def _not_needed(world: World) -> Application:
    return declare_not_required(received(world, "QTS-08").pk, reasons="不充装", by=world.cast.clerk, at=LATER)


def _withdrawn(world: World) -> Application:
    return withdraw(accepted(world, "QTS-06").pk, reason="计划有变", by=world.cast.clerk, at=LATER)


def _terminated(world: World) -> Application:
    application = accepted(world, "QTS-06")
    terminate(application.case_id, reason="主体注销", outcome=Outcome.TERMINATED, by=None, at=LATER)
    return application


ENDS = {
    State.ACCEPTED: _deemed,
    State.CORRECTION: _asked,
    State.NOT_ACCEPTED: _still_deficient,
    State.NOT_REQUIRED: _not_needed,
    State.RETURNED: _sent_back,
    State.WITHDRAWN: _withdrawn,
    State.TERMINATED: _terminated,
}


@pytest.mark.parametrize("state", ENDS)
def test_the_lines_tell_every_end_of_an_application(world: World, state: State) -> None:
    application = ENDS[state](world)

    assert fresh(application).state == state
    assert differences() == []


def test_the_lines_tell_acceptance_after_a_correction(world: World) -> None:
    application = fresh(_corrected(world))

    assert (application.told_on, application.ended_on) == (MORNING.date(), None)
    assert differences() == []


@pytest.mark.parametrize(
    ("column", "lie"),
    [
        ("state", "'withdrawn'"),
        ("channel", "'letter'"),
        ("told_on", "NULL"),
        ("is_deemed_accepted", "TRUE"),
        ("promise_factor", "0.5"),
        ("ended_on", "'2026-09-24'"),
    ],
)
def test_a_column_changed_past_the_acts_is_found(world: World, column: str, lie: str) -> None:
    accepted(world, "QTS-06")

    run_sql(f"UPDATE licensing_application SET {column} = {lie}")

    (difference,) = differences()
    assert difference.startswith(f"application.{column}: ")


def test_lines_without_their_application_are_found(world: World) -> None:
    case = received(world, "QTS-06").case
    lines = list(Event.objects.about(case.subject).in_order())

    assert untold_application(Case(pk=0), lines) == "application.state: None ≠ 'received'"
    assert untold_application(case, []) == "application.state: 'received' ≠ None"


def test_check_cases_with_replay_names_the_case_and_exits_1(world: World) -> None:
    application = accepted(world, "QTS-06", at=timezone.now())
    Notice.objects.update(state="sent", sent_at=timezone.now())
    call_command("check_cases", "--replay", stdout=StringIO())
    said = StringIO()
    run_sql("UPDATE licensing_application SET state = 'granted'")

    with pytest.raises(CommandError, match="1"):
        call_command("check_cases", "--replay", stdout=said)

    assert f"{application.case.number} replay_drift: application.state: 'granted' ≠ 'accepted'" in (
        said.getvalue()
    )
