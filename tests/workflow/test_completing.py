"""Completing a task: who may, what blocks it, what the second click is told."""

from datetime import date, timedelta

import pytest

from organization.models import Absence
from records.models import Event
from records.refusals import LegalRefusal
from tests.makers.organization import Cast
from tests.makers.workflow import (
    KIND,
    MORNING,
    a_case,
    a_process,
    a_step,
    accepted,
    clocks,
    decision,
    do,
    intake,
    reviewed,
    task_of,
)
from tests.workflow.refusing import refused
from workflow.actions import Clocks, complete
from workflow.models import Case, Task
from workflow.outcomes import Outcome
from workflow.refusals import AlreadyDoneError, NotThereError
from workflow.registry import CaseKind, kind_of, register_case_kind
from workflow.states import CaseState, TaskState

LATER = MORNING + timedelta(hours=2)


def test_the_second_click_is_told_who_was_first_and_when(people: Cast) -> None:
    case = accepted(people)
    do(people, case, "metrology")

    with pytest.raises(AlreadyDoneError, match=r"何度.*09-23 11:30") as late:
        do(people, case, "metrology", at=LATER)

    assert (late.value.who, late.value.code) == ("何度", "workflow.already_done")


def test_a_lost_race_is_not_recorded_as_an_attempt(people: Cast) -> None:
    case = accepted(people)
    do(people, case, "metrology")

    with pytest.raises(AlreadyDoneError):
        do(people, case, "metrology")

    assert not Event.objects.filter(verb="attempt.refused").exists()


def test_the_same_form_sent_twice_is_one_result(people: Cast) -> None:
    case = accepted(people)

    first = do(people, case, "metrology", token="form-1")
    second = do(people, case, "metrology", token="form-1")

    assert first.version == second.version
    assert Event.objects.about(case.subject).count() == 3


@pytest.mark.parametrize("stranger", ["legal", "clerk", "supervisor", "admin", "enterprise", "chief"])
def test_somebody_elses_task_is_not_there(people: Cast, stranger: str) -> None:
    case = accepted(people)

    with pytest.raises(NotThereError):
        complete(task_of(case, "metrology").pk, Outcome.AGREE, by=getattr(people, stranger), at=LATER)


def test_a_task_that_never_was_answers_the_same(people: Cast) -> None:
    with pytest.raises(NotThereError) as missing:
        complete(987_654, Outcome.AGREE, by=people.metrology, at=LATER)

    case = accepted(people)
    with pytest.raises(NotThereError) as foreign:
        complete(task_of(case, "metrology").pk, Outcome.AGREE, by=people.legal, at=LATER)
    assert str(missing.value) == str(foreign.value)


def test_the_decision_ends_both_clocks(people: Cast) -> None:
    case = reviewed(people)

    case = do(people, case, "decision", Outcome.REFUSED_LICENCE)

    assert (case.decided_on, case.outcome, case.state) == (date(2026, 9, 23), "denied", CaseState.OPEN)


def test_any_step_may_end_the_clocks_where_nothing_is_decided(people: Cast) -> None:
    steps = [
        intake(),
        a_step("work", days=3, after=["intake"]),
        a_step("hand", after=["work"], kind="delivery"),
    ]
    case = accepted(people, a_case(people, a_process(steps)))

    case = complete(
        task_of(case, "work").pk, Outcome.DONE, by=people.equipment, at=LATER, decided=Outcome.REGISTERED
    )

    assert (case.decided_on, case.outcome, case.state) == (date(2026, 9, 23), "registered", CaseState.OPEN)
    assert task_of(case, "hand").state == TaskState.OPEN


def test_an_intake_that_refuses_ends_the_case(people: Cast) -> None:
    case = a_case(people)

    case = complete(
        task_of(case, "intake").pk, Outcome.NOT_OURS, by=people.clerk, at=LATER, close_case=Outcome.NOT_OURS
    )

    assert (case.state, case.outcome, case.accepted_on) == (CaseState.CLOSED, "not_ours", None)
    assert set(Task.objects.filter(case=case).values_list("state", flat=True)) == {"done", "cancelled"}


def test_clocks_start_once(people: Cast) -> None:
    case = accepted(people)

    with refused("workflow.accepted"):
        complete(task_of(case, "metrology").pk, Outcome.AGREE, by=people.metrology, at=LATER, clocks=clocks())


def test_a_promise_longer_than_the_law_is_refused(people: Cast) -> None:
    case = a_case(people)

    with refused("workflow.promise"):
        complete(
            task_of(case, "intake").pk,
            Outcome.ACCEPTED,
            by=people.clerk,
            at=LATER,
            clocks=Clocks(date(2026, 9, 23), 21, 20),
        )


def test_a_green_case_shortens_its_steps_in_proportion(people: Cast) -> None:
    case = a_case(people)

    complete(
        task_of(case, "intake").pk,
        Outcome.ACCEPTED,
        by=people.clerk,
        at=LATER,
        clocks=Clocks(date(2026, 9, 23), 7, 20),
    )

    assert task_of(case, "legal").limit_days == 2


def test_a_guard_of_an_upper_app_can_refuse(people: Cast) -> None:
    def two_inspectors(case: Case, task: Task, outcome: Outcome) -> None:
        if outcome == Outcome.PASSED:
            raise LegalRefusal("art34.inspectors", "现场核查须有两名以上工作人员。")

    before = kind_of(KIND)
    case = accepted(people)
    register_case_kind(CaseKind(KIND, "事项", guards=(two_inspectors,)))
    try:
        with refused("art34.inspectors"):
            do(people, case, "district", Outcome.PASSED)
    finally:
        register_case_kind(before)


def test_an_upper_app_hears_of_the_end_once(people: Cast) -> None:
    ended: list[str] = []
    before = kind_of(KIND)
    register_case_kind(CaseKind(KIND, "事项", on_closed=(lambda case, by, at: ended.append(case.number),)))
    try:
        case = reviewed(people)
        do(people, case, "decision", Outcome.GRANTED)
        do(people, case, "certificate", Outcome.ISSUED)
    finally:
        register_case_kind(before)

    assert ended == [case.number]


def test_the_window_enters_the_letter_of_an_outside_authority(people: Cast) -> None:
    steps = [
        intake(),
        a_step("transport", "outside:transport", days=3, kind="opinion_letter", after=["intake"]),
        decision(["transport"]),
    ]
    case = accepted(people, a_case(people, a_process(steps)))
    assert case.process.is_joint

    complete(
        task_of(case, "transport").pk,
        Outcome.ANSWERED,
        by=people.clerk2,
        at=LATER,
        right="task.answer_by_letter",
    )

    assert task_of(case, "decision").state == TaskState.OPEN


def test_a_deputy_acts_and_the_ledger_says_for_whom(people: Cast) -> None:
    case = reviewed(people)
    day = date(2026, 9, 23)
    Absence.objects.create(person=people.chief, deputy=people.leader, first_on=day, last_on=day)

    complete(task_of(case, "decision").pk, Outcome.GRANTED, by=people.leader, at=LATER)

    line = Event.objects.about(case.subject).in_order().last()
    assert line is not None
    assert (line.actor_name, line.on_behalf_of) == ("严副", "高局")
