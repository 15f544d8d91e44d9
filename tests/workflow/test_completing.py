"""Completing a task: who may, what blocks it, what the second click is told."""

from datetime import date, timedelta

import pytest

from organization.models import Absence
from records.models import Event
from records.refusals import LegalRefusal
from tests.makers.documents import a_document
from tests.makers.organization import Cast
from tests.makers.workflow import (
    KIND,
    MORNING,
    REVIEWS,
    a_case,
    a_process,
    a_step,
    accepted,
    clocks,
    decision,
    do,
    intake,
    licence_steps,
    reviewed,
    task_of,
)
from tests.workflow.refusing import refused
from workflow.actions import Clocks, PauseNotice, answer_dissent, complete, consult, pause
from workflow.models import Case, Task
from workflow.obstacles import obstacles
from workflow.outcomes import Outcome
from workflow.refusals import AlreadyDoneError, NotThereError
from workflow.registry import CaseKind, kind_of, register_case_kind
from workflow.states import CaseState, TaskState
from workflow.steps import PauseGround

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


def test_a_decision_before_its_reviews_names_them(people: Cast) -> None:
    case = accepted(people)
    do(people, case, "metrology")

    with refused("workflow.required_open") as refusal:
        do(people, case, "decision", Outcome.GRANTED)

    assert "法" in refusal.value.message
    assert "专业审查" in refusal.value.message
    assert "强检仪表" not in refusal.value.message
    attempt = Event.objects.get(verb="attempt.refused")
    assert attempt.data["code"] == "workflow.required_open"


def test_a_decision_over_an_unanswered_dissent_is_refused(people: Cast) -> None:
    case = reviewed(people, metrology=Outcome.DISSENT)

    with refused("workflow.dissent_unanswered") as refusal:
        do(people, case, "decision", Outcome.GRANTED)

    assert "强检仪表" in refusal.value.message
    answer_dissent(task_of(case, "metrology").pk, text="已换用有效秤。", by=people.equipment, at=LATER)
    assert do(people, case, "decision", Outcome.GRANTED, at=LATER).outcome == Outcome.GRANTED


def test_a_decision_in_a_pause_is_refused(people: Cast) -> None:
    case = reviewed(people)
    task = task_of(case, "decision")
    notice = a_document()
    pause(task.pk, ground=PauseGround.HEARING, notice=notice, expected_days=20, by=people.chief, at=LATER)

    with refused("workflow.pause_open"):
        do(people, case, "decision", Outcome.GRANTED, at=LATER)


def test_a_decision_during_a_consultation_is_refused(people: Cast) -> None:
    case = reviewed(people)
    task = task_of(case, "decision")
    legal = people.unit("legal")
    consult(task.pk, units=[legal], question="是否合法？", days=2, by=people.chief, at=LATER)

    with refused("workflow.required_open"):
        do(people, case, "decision", Outcome.GRANTED, at=LATER)


def test_obstacles_are_listed_before_anybody_tries(people: Cast) -> None:
    case = reviewed(people, metrology=Outcome.DISSENT)
    assert [one.code for one in obstacles(case)] == ["workflow.dissent_unanswered"]

    answer_dissent(task_of(case, "metrology").pk, text="已换秤。", by=people.equipment, at=LATER)
    assert obstacles(case) == []


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


def test_answers_decide_what_is_skipped_and_its_successors_go_on(people: Cast) -> None:
    steps = licence_steps()
    steps[2]["skip_when"] = "scales == 0"
    case = a_case(people, a_process(steps), answers={"scales": 3, "useless": "x"})

    case = accepted(people, case, answers={"scales": 0})

    assert task_of(case, "metrology").state == TaskState.SKIPPED
    assert case.facts == {"scales": 0}
    for step in REVIEWS:
        if step != "metrology":
            do(people, case, step)
    assert task_of(case, "decision").state == TaskState.OPEN


def test_a_refusal_skips_the_certificate(people: Cast) -> None:
    steps = licence_steps()
    steps[-1]["skip_when"] = "decision == 'denied'"
    steps.append(a_step("hand", "@window", "clerk", kind="delivery", after=["certificate"]))
    case = reviewed(people, accepted(people, a_case(people, a_process(steps))))

    do(people, case, "decision", Outcome.REFUSED_LICENCE)

    assert (task_of(case, "certificate").state, task_of(case, "hand").state) == ("skipped", "open")


def test_a_negative_review_may_lead_to_the_decision_at_once(people: Cast) -> None:
    steps = licence_steps()
    steps[6] = decision(list(REVIEWS), on_negative="decide_now")
    case = accepted(people, a_case(people, a_process(steps)))

    do(people, case, "legal", Outcome.DISSENT)

    assert task_of(case, "decision").state == TaskState.OPEN
    assert task_of(case, "metrology").state == TaskState.CANCELLED


def test_two_of_three_opinions_suffice_where_the_step_says_so(people: Cast) -> None:
    steps = [
        intake(),
        *(a_step(code, code, after=["intake"]) for code in ("metrology", "legal", "food")),
        decision(["metrology", "legal", "food"], join="n", join_n=2),
    ]
    case = accepted(people, a_case(people, a_process(steps)))
    do(people, case, "metrology")
    assert task_of(case, "decision").open_predecessors == 1

    do(people, case, "legal")

    assert (task_of(case, "decision").state, task_of(case, "food").state) == ("open", "cancelled")


def test_a_special_procedure_begins_with_the_step_it_opens_in_one_line(people: Cast) -> None:
    case, notice = appraised(people), a_document()
    lines = Event.objects.about(case.subject).count()

    case = complete(
        task_of(case, "examine").pk,
        Outcome.ASSIGNED,
        by=people.equipment,
        at=LATER,
        verb="procedure.started",
        pause=PauseNotice(PauseGround.EXPERT_REVIEW, notice, 30),
    )

    assert (case.open_pauses, case.promised_on) == (1, None)
    assert task_of(case, "appraisal").due_on is None
    assert Event.objects.about(case.subject).count() == lines + 1


def test_its_result_ends_it_in_one_line(people: Cast) -> None:
    case, notice = appraised(people), a_document()
    examine = task_of(case, "examine")
    started = PauseNotice(PauseGround.EXPERT_REVIEW, notice, 30)
    complete(examine.pk, Outcome.ASSIGNED, by=people.equipment, at=LATER, pause=started)

    case = complete(
        task_of(case, "appraisal").pk, Outcome.PASSED, by=people.institute, at=LATER + timedelta(days=20)
    )

    assert case.open_pauses == 0
    assert case.promised_on == date(2026, 11, 3)
    assert task_of(case, "legal").start_on == date(2026, 10, 13)


def appraised(people: Cast) -> Case:
    """A case whose appraisal is not counted, accepted."""
    steps = [
        intake(),
        a_step("examine", "equipment", days=2, kind="assign", after=["intake"]),
        a_step(
            "appraisal",
            "equipment_institute",
            days=None,
            kind="appraisal",
            pause_ground="expert_review",
            after=["examine"],
        ),
        a_step("legal", "legal", days=2, after=["appraisal"]),
        decision(["legal"]),
    ]
    return accepted(people, a_case(people, a_process(steps)))


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

    complete(task_of(case, "transport").pk, Outcome.ANSWERED, by=people.clerk2, at=LATER)

    assert task_of(case, "decision").state == TaskState.OPEN


def test_a_deputy_acts_and_the_ledger_says_for_whom(people: Cast) -> None:
    case = reviewed(people)
    day = date(2026, 9, 23)
    Absence.objects.create(person=people.chief, deputy=people.leader, first_on=day, last_on=day)

    complete(task_of(case, "decision").pk, Outcome.GRANTED, by=people.leader, at=LATER)

    line = Event.objects.about(case.subject).in_order().last()
    assert line is not None
    assert (line.actor_name, line.on_behalf_of) == ("严副", "高局")
