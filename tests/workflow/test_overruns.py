"""A special procedure past the days its notice named: each is put on record and warned of."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from notices.models import Notice
from tests.makers.documents import a_document
from tests.makers.organization import Cast
from tests.makers.workflow import MORNING, a_case, accepted, task_of
from workflow.actions import pause, resume
from workflow.actions.overdue import sweep_overdue
from workflow.models import Case, Lateness
from workflow.steps import PauseGround


def paused(people: Cast, case: Case, day: int, days: int = 3) -> None:
    pause(
        task_of(case, "institute").pk,
        ground=PauseGround.TESTING,
        notice=a_document(),
        expected_days=days,
        by=people.equipment,
        at=MORNING + timedelta(days=day),
    )


def test_doer_head_and_lead_are_warned_once(people: Cast) -> None:
    case = accepted(people)
    paused(people, case, 1)

    sweep_overdue(MORNING + timedelta(days=4))
    assert not Notice.objects.filter(kind="special.overrun").exists()
    for day in (5, 5, 6):
        sweep_overdue(MORNING + timedelta(days=day))

    told = Notice.objects.filter(kind="special.overrun")
    assert {notice.recipient for notice in told} == {people.institute, people.equipment}
    assert told.count() == 2


def test_a_second_overrun_at_the_same_step_is_told_too(people: Cast) -> None:
    case = accepted(people)
    for begins in (1, 10):
        paused(people, case, begins)
        sweep_overdue(MORNING + timedelta(days=begins + 5))
        resume(task_of(case, "institute").pk, by=people.equipment, at=MORNING + timedelta(days=begins + 6))
    sweep_overdue(MORNING + timedelta(days=17))

    rows = Lateness.objects.filter(kind="procedure").order_by("due_on")
    assert len({row.due_on for row in rows}) == 2
    assert all(row.ended_on is not None for row in rows)


def test_bare_sql_pauses_nothing_before_acceptance(people: Cast) -> None:
    case = a_case(people)

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO workflow_pause"
            " (case_id, task_id, ground, notice_id, first_on, expected_days, reason)"
            " VALUES (%s, %s, 'testing', %s, '2026-09-24', 5, '')",
            [case.pk, task_of(case, "intake").pk, a_document().pk],
        )
