"""No case is decided while anything is missing: bare SQL against the day of the decision."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from tests.makers.documents import a_document
from tests.makers.organization import Cast
from tests.makers.workflow import MORNING, accepted, reviewed, task_of
from workflow.actions import answer_dissent, consult, pause
from workflow.models import Case
from workflow.outcomes import Outcome
from workflow.steps import PauseGround

LATER = MORNING + timedelta(hours=2)
SIGN = """UPDATE workflow_task SET state = 'done', outcome = 'granted', done_at = '2026-09-24 02:00:00+00:00',
    opened_at = '2026-09-24 02:00:00+00:00', open_predecessors = 0, due_on = NULL, warn_on = NULL,
    sort_on = '9999-12-31' WHERE id = %s"""
DECIDE = "UPDATE workflow_case SET decided_on = '2026-09-25', sort_on = '9999-12-31' WHERE id = %s"


def forge(case: Case, *, sign: bool = True) -> None:
    """Somebody with the database in hand signs the decision and dates it."""
    with transaction.atomic(), connection.cursor() as cursor:
        if sign:
            cursor.execute(SIGN, [task_of(case, "decision").pk])
        cursor.execute(DECIDE, [case.pk])


def refuses(case: Case, *, sign: bool = True) -> None:
    with pytest.raises(DatabaseError, match="is missing"):
        forge(case, sign=sign)
    assert Case.objects.get(pk=case.pk).decided_on is None


def test_where_nothing_is_missing_the_day_can_be_set(people: Cast) -> None:
    case = reviewed(people)

    forge(case)

    assert Case.objects.get(pk=case.pk).decided_on is not None


def test_not_while_a_review_is_open(people: Cast) -> None:
    refuses(accepted(people))


def test_not_while_the_decision_itself_is_open(people: Cast) -> None:
    refuses(reviewed(people), sign=False)


def test_not_over_an_unanswered_dissent(people: Cast) -> None:
    case = reviewed(people, legal=Outcome.DISSENT)
    refuses(case)

    answer_dissent(task_of(case, "legal").pk, text="已改。", by=people.equipment, at=LATER)
    forge(case)


def test_not_while_a_special_procedure_runs(people: Cast) -> None:
    case = reviewed(people)
    deciding = task_of(case, "decision").pk
    notice = a_document()
    pause(deciding, ground=PauseGround.HEARING, notice=notice, expected_days=9, by=people.chief, at=LATER)

    refuses(case)


def test_not_while_a_consultation_is_unanswered(people: Cast) -> None:
    case = reviewed(people)
    asked, deciding = [people.unit("legal")], task_of(case, "decision").pk
    consult(deciding, units=asked, question="是否合法？", days=2, by=people.chief, at=LATER)

    refuses(case)
