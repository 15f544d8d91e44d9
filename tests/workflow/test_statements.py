"""The budget of an act: at most five statements of the engine's own per step."""

from datetime import timedelta

import pytest

from tests.makers.documents import a_document
from tests.makers.organization import Cast
from tests.makers.statements import statements
from tests.makers.workflow import (
    MORNING,
    REVIEWS,
    a_case,
    a_process,
    accepted,
    clocks,
    do,
    reviewed,
    reviewer_of,
    task_of,
)
from workflow.actions import claim, complete, open_case, pause
from workflow.outcomes import Outcome
from workflow.steps import PauseGround

LATER = MORNING + timedelta(hours=2)


def test_acceptance_with_five_reviews_takes_five(people: Cast) -> None:
    case = a_case(people)
    task = task_of(case, "intake")

    with statements() as asked:
        complete(task.pk, Outcome.ACCEPTED, by=people.clerk, at=LATER, clocks=clocks())

    assert len(asked.of("workflow")) == 5, asked.of("workflow")


def test_an_opinion_takes_five(people: Cast) -> None:
    task = task_of(accepted(people), "metrology")

    with statements() as asked:
        complete(task.pk, Outcome.AGREE, by=people.metrology, at=LATER)

    assert len(asked.of("workflow")) == 5, asked.of("workflow")


@pytest.mark.parametrize(
    ("step", "outcome"), [("decision", Outcome.GRANTED), ("certificate", Outcome.ISSUED)]
)
def test_decision_and_closing_take_at_most_five(people: Cast, step: str, outcome: Outcome) -> None:
    case = reviewed(people)
    if step == "certificate":
        do(people, case, "decision", Outcome.GRANTED)

    task = task_of(case, step)

    with statements() as asked:
        complete(task.pk, outcome, by=reviewer_of(people, step), at=LATER)

    assert len(asked.of("workflow")) <= 5, asked.of("workflow")


def test_an_act_adds_one_line_and_one_insert_of_notices(people: Cast) -> None:
    case = accepted(people)
    for step in REVIEWS[:-1]:
        do(people, case, step)

    with statements() as asked:
        do(people, case, REVIEWS[-1])

    inserts = [sql for sql in asked.asked if sql.startswith("INSERT")]
    assert len([sql for sql in inserts if "records_event" in sql]) == 1
    assert len([sql for sql in inserts if "notices_notice" in sql]) == 1


def test_opening_a_case_takes_three(people: Cast) -> None:
    case = a_case(people)
    process, party, district = case.process, case.party, case.district

    with statements() as asked:
        open_case(process, title="又一件", party=party, district=district, by=people.clerk, at=LATER)

    assert len(asked.of("workflow")) == 3, asked.of("workflow")


def test_claiming_takes_four(people: Cast) -> None:
    case = accepted(people)
    task = task_of(case, "metrology")

    with statements() as asked:
        claim(task.pk, by=people.metrology, at=LATER)

    assert len(asked.of("workflow")) == 4, asked.of("workflow")


def test_a_special_procedure_reads_two_more_and_writes_one(people: Cast) -> None:
    case = accepted(people)
    notice = a_document()

    with statements() as asked:
        pause(
            task_of(case, "institute").pk,
            ground=PauseGround.EXPERT_REVIEW,
            notice=notice,
            expected_days=30,
            by=people.institute,
            at=LATER,
        )

    assert len(asked.of("workflow")) <= 8, asked.of("workflow")


def test_the_definition_is_read_once_per_process_of_the_machine(people: Cast) -> None:
    process = a_process()
    a_case(people, process)

    with statements() as asked:
        a_case(people, process)

    assert not [sql for sql in asked.asked if "workflow_step" in sql or 'FROM "workflow_process"' in sql]


def test_whoever_acts_is_read_once(people: Cast) -> None:
    case = accepted(people)
    do(people, case, "metrology")
    again = accepted(people)

    with statements() as asked:
        complete(task_of(again, "metrology").pk, Outcome.AGREE, by=reviewer_of(people, "metrology"), at=LATER)

    assert asked.by_app["organization"] <= 2, asked.asked
