"""Sweeps as a whole: each alone, each run remembered, whenever it comes."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from functools import partial
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from records.chain import Subject
from records.models import Event
from tests.makers.organization import Cast
from tests.makers.workflow import accepted
from workflow import sweeping
from workflow.actions.sweeping import sweep_all
from workflow.models import Lateness, SweepRun
from workflow.sweeping import Sweep, Swept, alone, register_sweep

AT = datetime(2026, 9, 30, 4, 0, tzinfo=UTC)


@pytest.fixture
def broken() -> Iterator[None]:
    """A sweep that fails, before all others."""
    kept = dict(sweeping._sweeps)
    sweeping._sweeps.clear()
    register_sweep(Sweep("broken", "坏的", lambda at: Swept(1 // 0)))
    sweeping._sweeps.update(kept)
    yield
    sweeping._sweeps.clear()
    sweeping._sweeps.update(kept)


def test_a_sweep_that_fails_stops_no_other_and_is_remembered(people: Cast, broken: None) -> None:
    accepted(people)

    runs = sweep_all(at=AT)

    said = "broken: ZeroDivisionError: integer division or modulo by zero"
    assert (runs["broken"].faults, runs["overdue"].done) == ((said,), 1)
    assert SweepRun.objects.get(code="broken").error == said


def test_a_consequence_that_fails_stops_none_behind_it() -> None:
    came = sum((alone(partial(divided, n), f"case {n}") for n in (1, 0, 2)), Swept())

    assert came == Swept(2, 0, ("case 0: ZeroDivisionError: integer modulo by zero",))


def divided(by: int) -> Swept:
    return Swept(1 + 10 % by * 0)


def test_a_day_has_one_row_and_one_line_unless_something_is_done(people: Cast) -> None:
    sweep_all(at=AT)
    sweep_all(at=AT)
    accepted(people)
    sweep_all(at=AT)

    run = SweepRun.objects.get(code="overdue")
    lines = list(Event.objects.about(Subject("sweep", "overdue")).in_order())
    assert (run.day, run.done) == (date(2026, 9, 30), 1)
    assert [line.data["done"] for line in lines] == [0, 1]
    assert {line.data["applied_on"] for line in lines} == {"2026-09-30"}


def test_the_command_runs_as_of_a_moment(people: Cast) -> None:
    accepted(people)
    out = StringIO()

    call_command("sweep_deadlines", "--at", "2026-10-09T09:00", "--json", stdout=out)

    assert json.loads(out.getvalue())["overdue"] == {"done": 5, "held": 0, "error": ""}
    assert Lateness.objects.count() == 5


def test_the_command_says_what_failed_and_what_is_no_moment(people: Cast, broken: None) -> None:
    with pytest.raises(CommandError, match="broken"):
        call_command("sweep_deadlines", stdout=StringIO())
    with pytest.raises(CommandError, match="明天"):
        call_command("sweep_deadlines", "--at", "明天", stdout=StringIO())
