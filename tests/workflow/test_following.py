"""What follows a result: skipped steps, joins, special procedures."""

from datetime import date, timedelta

from records.models import Event
from tests.makers.documents import a_document
from tests.makers.organization import Cast
from tests.makers.workflow import (
    MORNING,
    REVIEWS,
    a_case,
    a_process,
    a_step,
    accepted,
    decision,
    do,
    intake,
    licence_steps,
    reviewed,
    task_of,
)
from workflow.actions import PauseNotice, complete
from workflow.models import Case
from workflow.outcomes import Outcome
from workflow.states import TaskState
from workflow.steps import PauseGround

LATER = MORNING + timedelta(hours=2)


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
