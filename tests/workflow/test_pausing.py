"""Special procedures: what they move, what is refused, naming the article."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from records.models import Event
from tests.makers.documents import a_document
from tests.makers.organization import Cast
from tests.makers.workflow import MORNING, a_case, a_process, a_step, accepted, decision, do, intake, task_of
from tests.workflow.refusing import refused
from workdays.days import FAR_FUTURE
from workflow.actions import complete, pause, resume, withdraw
from workflow.models import Case, Pause, Task
from workflow.outcomes import Outcome
from workflow.steps import PauseGround

STARTED = datetime(2026, 10, 12, 2, 0, tzinfo=UTC)
ENDED = datetime(2026, 11, 13, 2, 0, tzinfo=UTC)


def paused(people: Cast, case: Case | None = None, step: str = "institute", at: datetime = STARTED) -> Case:
    case = case or accepted(people)
    return pause(
        task_of(case, step).pk,
        ground=PauseGround.EXPERT_REVIEW,
        notice=a_document(),
        expected_days=30,
        by=people.equipment,
        at=at,
    )


def test_both_clocks_and_the_step_stand_while_siblings_run_on(people: Cast) -> None:
    case = paused(people, at=MORNING + timedelta(days=1))

    assert (case.promised_on, case.statutory_on, case.sort_on) == (None, None, FAR_FUTURE)
    assert task_of(case, "institute").due_on is None
    assert task_of(case, "legal").due_on == date(2026, 10, 8)


def test_the_end_of_a_pause_moves_both_clocks(people: Cast) -> None:
    case = paused(people)

    case = resume(task_of(case, "institute").pk, by=people.equipment, at=ENDED)

    assert (case.promised_on, case.statutory_on) == (date(2026, 11, 25), date(2026, 12, 2))
    line = Event.objects.about(case.subject).in_order().last()
    assert line is not None
    assert (line.data["promised_from"], line.data["promised_to"]) == (None, "2026-11-25")


def test_two_pauses_on_siblings_merge(people: Cast) -> None:
    case = paused(people, paused(people), "legal")
    case = resume(task_of(case, "legal").pk, by=people.equipment, at=ENDED - timedelta(days=7))
    assert case.promised_on is None

    case = resume(task_of(case, "institute").pk, by=people.equipment, at=ENDED)

    assert (case.open_pauses, case.promised_on) == (0, date(2026, 11, 25))


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"ground": "holiday"}, "art45.ground"),
        ({"notice": None}, "art45.no_notice"),
        ({"expected_days": 0}, "art45.expected_days"),
    ],
    ids=["a ninth ground", "no notice", "no days"],
)
def test_an_unlawful_pause_is_refused(people: Cast, facts: dict[str, Any], code: str) -> None:
    case = accepted(people)
    given: dict[str, Any] = {
        "ground": PauseGround.TESTING,
        "notice": a_document(),
        "expected_days": 5,
        **facts,
    }

    with refused(code):
        pause(task_of(case, "institute").pk, by=people.institute, at=STARTED, **given)


def test_there_is_no_pause_before_acceptance(people: Cast) -> None:
    case = a_case(people)

    with refused("art45.before_acceptance"):
        pause(
            task_of(case, "intake").pk,
            ground=PauseGround.TESTING,
            notice=a_document(),
            expected_days=5,
            by=people.clerk,
            at=STARTED,
        )


def test_a_second_open_pause_of_a_step_is_refused(people: Cast) -> None:
    case = paused(people)

    with refused("workflow.pause_open"):
        paused(people, case)


def test_a_pause_never_ends_before_it_began_nor_tomorrow(people: Cast) -> None:
    task = task_of(paused(people), "institute")

    with refused("workflow.pause_ends_before_start"):
        resume(task.pk, by=people.institute, at=ENDED, last_on=date(2026, 10, 11))
    with refused("workflow.pause_ends_later"):
        resume(task.pk, by=people.institute, at=ENDED, last_on=date(2026, 11, 14))


def test_what_does_not_stand_cannot_be_resumed(people: Cast) -> None:
    with refused("workflow.no_pause"):
        resume(task_of(accepted(people), "institute").pk, by=people.institute, at=ENDED)


def test_a_withdrawal_ends_open_pauses(people: Cast) -> None:
    case = withdraw(paused(people).pk, reason="不再申请", by=people.clerk, at=ENDED)

    assert (case.open_pauses, Pause.objects.get(case=case).last_on) == (0, date(2026, 11, 13))
    assert case.promised_on == date(2026, 11, 25)


def test_a_result_that_ends_pause_and_clocks_at_once_leaves_both_dates(people: Cast) -> None:
    steps = [
        intake(),
        a_step("work", days=3, after=["intake"]),
        a_step("hand", after=["work"], kind="delivery"),
    ]
    case = paused(people, accepted(people, a_case(people, a_process(steps))), "work")

    case = complete(
        task_of(case, "work").pk, Outcome.DONE, by=people.equipment, at=ENDED, decided=Outcome.REGISTERED
    )

    assert (case.decided_on, case.promised_on) == (date(2026, 11, 13), date(2026, 11, 25))


def test_a_case_is_decided_once(people: Cast) -> None:
    steps = [
        intake(),
        a_step("work", days=3, after=["intake"]),
        a_step("hand", after=["work"], kind="delivery"),
    ]
    case = accepted(people, a_case(people, a_process(steps)))
    complete(
        task_of(case, "work").pk, Outcome.DONE, by=people.equipment, at=ENDED, decided=Outcome.REGISTERED
    )

    with refused("workflow.decided"):
        complete(
            task_of(case, "hand").pk, Outcome.DONE, by=people.equipment, at=ENDED, decided=Outcome.GRANTED
        )


def test_a_step_that_follows_a_paused_one_by_another_way_stands_too(people: Cast) -> None:
    steps = [
        intake(),
        a_step("institute", "equipment_institute", after=["intake"]),
        a_step("legal", "legal", after=["intake"]),
        a_step("sum", "equipment", kind="synthesis", after=["institute", "legal"], join="any"),
        decision(["sum"]),
    ]
    case = paused(people, accepted(people, a_case(people, a_process(steps))))

    do(people, case, "legal", at=STARTED)

    assert task_of(case, "sum").due_on is not None  # the paused step was dropped by the join, its pause ended
    assert Case.objects.get(pk=case.pk).open_pauses == 0


def test_nothing_of_a_refused_act_is_left(people: Cast) -> None:
    case = accepted(people)

    with refused("art45.no_notice"):
        pause(
            task_of(case, "institute").pk,
            ground=PauseGround.TESTING,
            notice=None,
            expected_days=5,
            by=people.institute,
            at=STARTED,
        )

    assert not Pause.objects.exists()
    assert Case.objects.get(pk=case.pk).version == case.version
    assert Task.objects.filter(case=case, due_on=None, state="open").count() == 0
