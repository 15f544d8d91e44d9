"""Consultations before a join, answers to dissent, going on without a late department."""

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.makers.organization import Cast
from tests.makers.workflow import (
    MORNING,
    REVIEWS,
    a_case,
    a_process,
    accepted,
    do,
    licence_steps,
    reviewed,
    task_of,
)
from tests.workflow.refusing import refused
from workflow.actions import answer_dissent, complete, consult, proceed_without, return_to
from workflow.models import Case, Lateness, Task
from workflow.outcomes import Outcome
from workflow.refusals import NotThereError
from workflow.states import TaskState

LATER = MORNING + timedelta(hours=2)


def asked(people: Cast, case: Case, step: str = "legal", unit: str = "food") -> Task:
    by = people.legal if step == "legal" else people.chief
    consult(
        task_of(case, step).pk, units=[people.unit(unit)], question="是否食品用气？", days=2, by=by, at=LATER
    )
    return Task.objects.get(case=case, step=None, unit=people.unit(unit))


def test_a_consulted_unit_has_an_open_task_of_its_own(people: Cast) -> None:
    task = asked(people, accepted(people))

    assert (task.state, task.limit_days, task.unit) == ("open", 2, people.unit("food"))
    assert task.due_on is not None
    assert task.why["question"] == "是否食品用气？"


def test_what_follows_the_asking_step_waits_for_the_answer_too(people: Cast) -> None:
    case = accepted(people)
    task = asked(people, case)
    assert task_of(case, "decision").open_predecessors == 6
    reviewed(people, case)
    assert task_of(case, "decision").state == TaskState.WAITING

    complete(task.pk, Outcome.ANSWERED, by=people.food, at=LATER, opinion="不是。")

    assert task_of(case, "decision").state == TaskState.OPEN


def test_a_consultation_before_an_any_join_is_waited_for_as_well(people: Cast) -> None:
    steps = licence_steps()
    steps[6]["join"] = "any"
    case = accepted(people, a_case(people, a_process(steps)))
    task = asked(people, case)

    do(people, case, "legal")
    assert task_of(case, "decision").open_predecessors == 1

    complete(task.pk, Outcome.ANSWERED, by=people.food, at=LATER)
    assert task_of(case, "decision").state == TaskState.OPEN


def test_a_case_does_not_close_over_an_open_consultation(people: Cast) -> None:
    case = reviewed(people)
    do(people, case, "decision", Outcome.GRANTED)
    consult(
        task_of(case, "certificate").pk,
        units=[people.unit("legal")],
        question="证书用语？",
        days=1,
        by=people.clerk,
        at=LATER,
    )
    case = do(people, case, "certificate", Outcome.ISSUED, at=LATER)
    assert case.is_open

    case = complete(Task.objects.get(case=case, step=None).pk, Outcome.ANSWERED, by=people.legal, at=LATER)

    assert not case.is_open


def test_a_return_takes_open_consultations_with_it(people: Cast) -> None:
    case = reviewed(people)
    task = asked(people, case, "decision")

    return_to(task_of(case, "decision").pk, step="legal", reason="补审", by=people.chief, at=LATER)

    assert Task.objects.get(pk=task.pk).state == TaskState.CANCELLED
    assert do(people, case, "legal", at=LATER).is_open
    assert task_of(case, "decision").state == TaskState.OPEN


@pytest.mark.parametrize(
    ("unit", "question", "days", "code"),
    [
        ("legal", "请看", 2, "workflow.consulted_unit"),
        ("food", " ", 2, "workflow.question"),
        ("food", "请看", 0, "workflow.question"),
    ],
    ids=["oneself", "no question", "no days"],
)
def test_a_pointless_question_is_refused(
    people: Cast, unit: str, question: str, days: int, code: str
) -> None:
    task = task_of(accepted(people), "legal")

    with refused(code):
        consult(task.pk, units=[people.unit(unit)], question=question, days=days, by=people.legal, at=LATER)


def test_a_dissent_is_answered_once_and_by_the_lead(people: Cast) -> None:
    case = reviewed(people, metrology=Outcome.DISSENT)
    task = task_of(case, "metrology")
    with pytest.raises(NotThereError):
        answer_dissent(task.pk, text="不关我事。", by=people.food, at=LATER)
    answer_dissent(task.pk, text="已换秤。", by=people.equipment, at=LATER)

    with refused("workflow.dissent_answered"):
        answer_dissent(task.pk, text="再答。", by=people.equipment, at=LATER)


def test_agreement_needs_no_answer(people: Cast) -> None:
    case = reviewed(people)

    with refused("workflow.no_dissent"):
        answer_dissent(task_of(case, "legal").pk, text="？", by=people.equipment, at=LATER)


def test_an_empty_answer_is_none(people: Cast) -> None:
    case = reviewed(people, legal=Outcome.DISSENT)

    with refused("workflow.no_answer"):
        answer_dissent(task_of(case, "legal").pk, text="  ", by=people.equipment, at=LATER)


def advisory(people: Cast) -> Case:
    steps = licence_steps()
    steps[4]["required"] = False
    case = accepted(people, a_case(people, a_process(steps)))
    for step in REVIEWS:
        if step != "legal":
            do(people, case, step)
    return case


def test_the_lead_goes_on_without_a_late_department(people: Cast) -> None:
    case = advisory(people)
    late = datetime(2026, 10, 9, 2, 0, tzinfo=UTC)

    proceed_without(task_of(case, "legal").pk, reason="逾期未复", by=people.equipment, at=late)

    assert (task_of(case, "legal").state, task_of(case, "decision").state) == ("skipped", "open")
    lateness = Lateness.objects.get(task=task_of(case, "legal"))
    assert (lateness.due_on, lateness.ended_on) == (date(2026, 10, 8), date(2026, 10, 9))
    assert (lateness.unit, lateness.person) == (people.unit("legal"), None)


def test_a_department_is_passed_over_for_a_reason(people: Cast) -> None:
    late = datetime(2026, 10, 9, 2, 0, tzinfo=UTC)

    with refused("workflow.no_reason"):
        proceed_without(task_of(advisory(people), "legal").pk, reason=" ", by=people.equipment, at=late)


@pytest.mark.parametrize(
    ("step", "code"), [("legal", "workflow.not_late"), ("metrology", "workflow.required")]
)
def test_neither_a_required_nor_a_timely_department_is_passed_over(
    people: Cast, step: str, code: str
) -> None:
    case = advisory(people) if step == "legal" else accepted(people)

    with refused(code):
        proceed_without(task_of(case, step).pk, reason="不等了", by=people.equipment, at=LATER)
