"""Bare SQL against the engine's tables: each "never" is refused by the database itself."""

import pytest
from django.db import DatabaseError, connection, transaction

from tests.makers.documents import a_document
from tests.makers.organization import Cast
from tests.makers.workflow import MORNING, a_process, accepted, clocks, do, reviewed, task_of
from workflow.actions import answer_dissent, extend, pause
from workflow.models import Case, Pause, Process, Step, StepLink, Task
from workflow.outcomes import Outcome
from workflow.steps import PauseGround

ITS_STEPS = "SELECT id FROM workflow_step WHERE process_id = %s"


def attack(sql: str, *values: int | str) -> None:
    """The statement must fail, and the transaction of the test go on."""
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE workflow_process SET title = 'x' WHERE id = %s",
        "UPDATE workflow_process SET published_on = NULL WHERE id = %s",
        "DELETE FROM workflow_process WHERE id = %s",
        "UPDATE workflow_step SET promised_days = 99 WHERE process_id = %s",
        "DELETE FROM workflow_step WHERE process_id = %s",
        f"DELETE FROM workflow_steplink WHERE before_id IN ({ITS_STEPS})",
        f"UPDATE workflow_steplink SET before_id = after_id WHERE before_id IN ({ITS_STEPS})",
    ],
)
def test_a_published_process_never_changes(people: Cast, sql: str) -> None:
    attack(sql, a_process().pk)


def test_a_published_process_takes_no_further_step(people: Cast) -> None:
    step = Step.objects.filter(process=a_process()).order_by("pk")[0]
    step.pk, step.code, step.order = None, "smuggled", 99

    with pytest.raises(DatabaseError), transaction.atomic():
        step.save(force_insert=True)


def test_links_join_steps_of_one_process_only(people: Cast) -> None:
    def draft() -> Step:
        process = Process.objects.create(
            code=f"d{Process.objects.count()}", version=1, title="d", promised_days=1, created_at=MORNING
        )
        unit = people.unit("legal")
        return Step.objects.create(
            process=process,
            code="a",
            title="a",
            kind="review",
            unit_rule="unit",
            unit=unit,
            role="clerk",
            order=1,
        )

    with pytest.raises(DatabaseError), transaction.atomic():
        StepLink.objects.create(before=draft(), after=draft())


@pytest.mark.parametrize(
    "change",
    [
        "statutory_days = 3",
        "promised_days = 99",
        "accepted_on = '2026-09-01'",
        "accepted_on = NULL",
        "number = '321100-20260923-00001-0'",
        "state = 'closed'",
        "state = 'dancing'",
        "priority = 9",
        "outcome = 'bribed'",
        "sort_on = NULL",
        "sort_on = '2020-01-01'",
        "promised_on = '2099-01-01'",
        "open_pauses = -1",
        "decided_on = '2026-09-01'",
        "last_seq = 0",
    ],
)
def test_a_case_keeps_what_it_was_accepted_with(people: Cast, change: str) -> None:
    attack(f"UPDATE workflow_case SET {change} WHERE id = %s", accepted(people).pk)


def test_a_closed_case_never_opens_again_and_no_case_is_deleted(people: Cast) -> None:
    case = reviewed(people)
    do(people, case, "decision", Outcome.GRANTED)
    do(people, case, "certificate", Outcome.ISSUED)

    attack("UPDATE workflow_case SET state = 'open', closed_at = NULL WHERE id = %s", case.pk)
    attack("DELETE FROM workflow_case WHERE id = %s", case.pk)


@pytest.mark.parametrize(
    "change",
    [
        "state = 'open'",
        "outcome = ''",
        "outcome = 'dissent'",
        "opinion = 'forged'",
        "done_at = NULL",
        "round = 0",
        "open_predecessors = -1",
        "sort_on = NULL",
        "delegate_first_on = '2026-01-01'",
    ],
)
def test_what_is_done_stays_done(people: Cast, change: str) -> None:
    case = accepted(people)

    attack(f"UPDATE workflow_task SET {change} WHERE id = %s", task_of(case, "intake").pk)


@pytest.mark.parametrize(
    "change",
    [
        "outcome = 'agree'",
        "opened_at = NULL",
        "open_predecessors = 1",
        "state = 'done'",
        "warn_on = '2099-01-01'",
    ],
)
def test_an_open_task_is_whole(people: Cast, change: str) -> None:
    attack(f"UPDATE workflow_task SET {change} WHERE id = %s", task_of(accepted(people), "legal").pk)


def test_a_step_has_one_task_a_round_and_one_live_round(people: Cast) -> None:
    task = task_of(accepted(people), "legal")
    for number in (1, 2):
        copy = Task.objects.get(pk=task.pk)
        copy.pk, copy.round = None, number

        with pytest.raises(DatabaseError), transaction.atomic():
            copy.save(force_insert=True)


def test_no_task_is_deleted(people: Cast) -> None:
    attack("DELETE FROM workflow_task WHERE id = %s", task_of(accepted(people), "legal").pk)


def test_a_pause_is_a_fact_with_one_of_eight_grounds(people: Cast) -> None:
    case = accepted(people)
    task = task_of(case, "legal")
    pause(
        task.pk, ground=PauseGround.TESTING, notice=a_document(), expected_days=5, by=people.legal, at=MORNING
    )
    mine = Pause.objects.get(case=case)

    attack("UPDATE workflow_pause SET ground = 'holiday' WHERE id = %s", mine.pk)
    attack("UPDATE workflow_pause SET first_on = '2020-01-01' WHERE id = %s", mine.pk)
    attack("UPDATE workflow_pause SET last_on = '2020-01-01' WHERE id = %s", mine.pk)
    attack("DELETE FROM workflow_pause WHERE id = %s", mine.pk)
    mine.pk = None
    with pytest.raises(DatabaseError), transaction.atomic():
        mine.save(force_insert=True)


def test_an_extension_is_one_and_a_fact(people: Cast) -> None:
    case = extend(accepted(people).pk, days=5, reason="复杂", by=people.chief, at=MORNING)

    attack("UPDATE workflow_extension SET days = 50 WHERE case_id = %s", case.pk)
    attack("DELETE FROM workflow_extension WHERE case_id = %s", case.pk)
    attack(
        'INSERT INTO workflow_extension (case_id, days, reason, approved_by_id, "on", moves_promise)'
        " VALUES (%s, 5, '再延', %s, '2026-09-24', %s)",
        case.pk,
        people.chief.pk,
        True,
    )


def test_an_answer_is_one_and_a_fact(people: Cast) -> None:
    case = reviewed(people, legal=Outcome.DISSENT)
    task = task_of(case, "legal")
    answer_dissent(task.pk, text="已改。", by=people.equipment, at=MORNING)

    attack("UPDATE workflow_dissentanswer SET text = '' WHERE task_id = %s", task.pk)
    attack("DELETE FROM workflow_dissentanswer WHERE task_id = %s", task.pk)


def test_a_promise_is_never_longer_than_the_law(people: Cast) -> None:
    case = accepted(people)
    fresh = Case.objects.get(pk=case.pk)
    assert clocks().promised_days <= clocks().statutory_days
    fresh.pk, fresh.number, fresh.promised_days = None, "321100-20260923-00099-0", 21

    with pytest.raises(DatabaseError), transaction.atomic():
        fresh.save(force_insert=True)
