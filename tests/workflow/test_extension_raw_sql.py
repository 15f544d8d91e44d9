"""Bare SQL against extensions and the requests for them: each "never" of Art. 42 is the database's too."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from tests.makers.organization import Cast
from tests.makers.workflow import MORNING, a_case, accepted, do, reviewed
from tests.workflow.test_asking_extension import asked, forwarded
from workflow.actions import approve_extension
from workflow.models import Case
from workflow.outcomes import Outcome

LATER = MORNING + timedelta(hours=1)
REQUEST = (
    "INSERT INTO workflow_extensionrequest (case_id, days, reason, asked_by_id, asked_at, word)"
    " VALUES (%s, %s, %s, %s, '2026-09-24 02:00:00+00:00', '')"
)
EXTENSION = (
    'INSERT INTO workflow_extension (case_id, days, reason, approved_by_id, "on", moves_promise)'
    " VALUES (%s, 5, 'x', %s, %s, %s)"
)


def run(sql: str, *values: Any) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)


def attack(sql: str, *values: Any) -> None:
    with pytest.raises(DatabaseError):
        run(sql, *values)


@pytest.mark.parametrize(
    ("days", "reason"), [(0, "x"), (5, "  "), (5, "")], ids=["no days", "blank reason", "no reason"]
)
def test_a_request_has_days_and_a_reason(people: Cast, days: int, reason: str) -> None:
    attack(REQUEST, accepted(people).pk, days, reason, people.equipment.pk)


def test_one_request_waits(people: Cast) -> None:
    case = accepted(people)
    asked(people, case)

    attack(REQUEST, case.pk, 5, "x", people.clerk.pk)


def not_running(people: Cast, which: str) -> Case:
    if which == "received":
        return a_case(people)
    if which == "forwarded":
        return forwarded(people)
    case = reviewed(people)
    return do(people, case, "decision", Outcome.GRANTED)


@pytest.mark.parametrize("which", ["received", "forwarded", "decided"])
def test_what_has_no_running_limit_of_our_own_is_not_extended(people: Cast, which: str) -> None:
    case = not_running(people, which)

    attack(REQUEST, case.pk, 5, "x", people.equipment.pk)
    attack(EXTENSION, case.pk, people.chief.pk, "2026-09-24", True)


def test_an_expired_limit_is_not_extended_and_its_last_day_is_in_time(people: Cast) -> None:
    case = accepted(people)

    attack(EXTENSION, case.pk, people.chief.pk, "2026-10-29", False)
    run(EXTENSION, case.pk, people.chief.pk, "2026-10-28", False)
    attack(EXTENSION, case.pk, people.chief.pk, "2026-10-28", False)


def test_an_extended_case_is_not_asked_for_again(people: Cast) -> None:
    case = accepted(people)
    approve_extension(asked(people, case).pk, by=people.chief, at=LATER)

    attack(REQUEST, case.pk, 5, "x", people.equipment.pk)


@pytest.mark.parametrize(
    "change",
    [
        "days = 9",
        "reason = 'x'",
        "asked_at = '2026-01-01 00:00:00+00:00'",
        "is_approved = TRUE",
        "word = 'x'",
        "is_approved = FALSE, answered_by_id = asked_by_id, answered_at = asked_at",
    ],
)
def test_a_request_keeps_what_was_asked_and_is_answered_whole(people: Cast, change: str) -> None:
    attack(f"UPDATE workflow_extensionrequest SET {change} WHERE id = %s", asked(people).pk)


def test_an_answer_stays_and_a_request_is_never_deleted(people: Cast) -> None:
    waiting = asked(people)
    attack("DELETE FROM workflow_extensionrequest WHERE id = %s", waiting.pk)
    approve_extension(waiting.pk, by=people.chief, at=LATER)

    attack("UPDATE workflow_extensionrequest SET is_approved = FALSE, word = 'x' WHERE id = %s", waiting.pk)
    attack("DELETE FROM workflow_extensionrequest WHERE id = %s", waiting.pk)
