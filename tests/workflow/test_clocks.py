"""Due columns as projections: limits, pauses, the extension, the warning day, the green channel."""

from datetime import date
from typing import Any

import pytest

from workdays.reckoning import Pause
from workdays.store import current_calendar
from workflow.clocks import (
    STANDING,
    Clocks,
    Extra,
    Interruption,
    case_dues,
    pauses_of,
    task_dues,
    warning_days,
)
from workflow.graphs import Graph, Node
from workflow.steps import StepKind

pytestmark = pytest.mark.django_db
ACCEPTED = Clocks(date(2026, 9, 23), 15, 20)


def dues(pauses: list[Pause] | None = None, extra: Extra | None = None) -> tuple[Any, Any]:
    found = case_dues(ACCEPTED, pauses or [], extra, current_calendar())
    return str(found.promised_on), str(found.statutory_on)


def test_both_clocks_run_from_acceptance() -> None:
    assert dues() == ("2026-10-21", "2026-10-28")


def test_an_open_pause_leaves_both_without_a_date() -> None:
    assert dues([Pause(date(2026, 10, 12), None)]) == ("None", "None")


def test_a_pause_moves_both_by_its_working_days() -> None:
    assert dues([Pause(date(2026, 10, 12), date(2026, 11, 13))]) == ("2026-11-25", "2026-12-02")


@pytest.mark.parametrize(
    ("moves_promise", "expected"),
    [(True, ("2026-11-04", "2026-11-11")), (False, ("2026-10-21", "2026-11-11"))],
    ids=["before the promise", "later"],
)
def test_an_extension_moves_both_or_only_the_statutory_one(
    moves_promise: bool, expected: tuple[str, str]
) -> None:
    assert dues(extra=Extra(10, moves_promise)) == expected


def test_a_task_without_start_or_limit_stands() -> None:
    assert task_dues(None, 5, [], current_calendar()) == STANDING
    assert task_dues(date(2026, 9, 23), None, [], current_calendar()) == STANDING


def test_a_task_warns_when_four_fifths_are_used() -> None:
    found = task_dues(date(2026, 11, 17), 5, [], current_calendar())

    assert (found.warn_on, found.due_on) == (date(2026, 11, 23), date(2026, 11, 24))


@pytest.mark.parametrize(("limit", "warns"), [(0, 0), (1, 1), (2, 2), (3, 3), (5, 4), (10, 8), (15, 12)])
def test_four_fifths_are_rounded_up(limit: int, warns: int) -> None:
    assert warning_days(limit) == warns


def test_a_pause_stops_its_own_step_and_what_follows_but_no_sibling() -> None:
    def node(code: str, *before: str) -> Node:
        return Node(code, code, StepKind.REVIEW, before)

    graph = Graph.of([node("in"), node("a", "in"), node("b", "in"), node("end", "a")])
    pause = Pause(date(2026, 10, 12), None)

    stopped = {code for code in graph.nodes if pauses_of(code, [Interruption("a", pause)], graph)}

    assert stopped == {"a", "end"}
