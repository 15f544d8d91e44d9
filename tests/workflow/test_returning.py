"""Rework: what gets a new round, what is kept, what can no longer be taken back."""

from datetime import date, timedelta

import pytest

from notices.models import Notice
from tests.makers.organization import Cast
from tests.makers.workflow import (
    MORNING,
    REVIEWS,
    a_case,
    a_process,
    accepted,
    decision,
    do,
    licence_steps,
    reviewed,
    task_of,
)
from tests.workflow.refusing import refused
from workflow.actions import answer_dissent, claim, recall, return_to
from workflow.models import Case, Task
from workflow.outcomes import Outcome
from workflow.states import TaskState

TOMORROW = MORNING + timedelta(days=1)


def sent_back(people: Cast, case: Case, step: str = "metrology") -> Case:
    decision_task = task_of(case, "decision")
    return return_to(decision_task.pk, step=step, reason="检定证书过期", by=people.chief, at=TOMORROW)


def test_the_step_and_what_follows_get_a_new_round(people: Cast) -> None:
    case = sent_back(people, reviewed(people))

    again, decided = task_of(case, "metrology"), task_of(case, "decision")
    assert (again.round, again.state, again.start_on) == (2, TaskState.OPEN, date(2026, 9, 24))
    assert (decided.round, decided.state, decided.open_predecessors) == (2, TaskState.WAITING, 1)


def test_untouched_branches_keep_their_opinions_marked_so(people: Cast) -> None:
    case = sent_back(people, reviewed(people))

    kept = Task.objects.filter(case=case, is_kept=True)
    assert set(kept.values_list("step__code", flat=True)) == {"intake", *REVIEWS} - {"metrology"}
    assert all(task.state == TaskState.DONE and task.round == 1 for task in kept)


def test_the_old_round_stays_as_it_was(people: Cast) -> None:
    case = sent_back(people, reviewed(people))

    old = Task.objects.get(case=case, step__code="metrology", round=1)
    assert (old.state, old.outcome) == (TaskState.DONE, Outcome.AGREE)


def test_the_decision_opens_again_once_the_step_is_done_again(people: Cast) -> None:
    case = sent_back(people, reviewed(people))

    do(people, case, "metrology", at=TOMORROW)

    assert task_of(case, "decision").state == TaskState.OPEN


def test_the_clocks_of_the_case_run_on(people: Cast) -> None:
    case = reviewed(people)
    before = case.promised_on

    assert sent_back(people, case).promised_on == before


def test_a_dissent_of_an_old_round_no_longer_counts(people: Cast) -> None:
    case = sent_back(people, reviewed(people, metrology=Outcome.DISSENT))
    do(people, case, "metrology", at=TOMORROW)

    assert do(people, case, "decision", Outcome.GRANTED, at=TOMORROW).outcome == Outcome.GRANTED


def test_a_kept_dissent_stays_answered(people: Cast) -> None:
    case = reviewed(people, legal=Outcome.DISSENT)
    answer_dissent(task_of(case, "legal").pk, text="已补证。", by=people.equipment, at=TOMORROW)
    case = sent_back(people, case)
    do(people, case, "metrology", at=TOMORROW)

    assert do(people, case, "decision", Outcome.GRANTED, at=TOMORROW).outcome == Outcome.GRANTED


def test_what_a_join_had_dropped_is_asked_again(people: Cast) -> None:
    steps = licence_steps()
    steps[6] = decision(list(REVIEWS), on_negative="decide_now")
    case = accepted(people, a_case(people, a_process(steps)))
    do(people, case, "legal", Outcome.DISSENT)
    assert task_of(case, "metrology").state == TaskState.CANCELLED

    sent_back(people, case, "legal")

    assert (task_of(case, "metrology").round, task_of(case, "metrology").state) == (2, TaskState.OPEN)


def test_whoever_did_it_does_it_again_and_is_told(people: Cast) -> None:
    case = accepted(people)
    claim(task_of(case, "metrology").pk, by=people.metrology, at=MORNING)
    case = reviewed(people, case)

    sent_back(people, case)

    assert task_of(case, "metrology").assignee == people.metrology
    assert list(Notice.objects.filter(kind="task.returned").values_list("recipient", flat=True)) == [
        people.metrology.pk
    ]


@pytest.mark.parametrize(
    ("step", "reason", "code"),
    [
        ("intake", "缺材料", "art32.after_acceptance"),
        ("certificate", "重来", "workflow.return_target"),
        ("nowhere", "重来", "workflow.return_target"),
        ("metrology", " ", "workflow.no_reason"),
    ],
    ids=["intake: no correction after acceptance", "forward", "unknown step", "no reason"],
)
def test_a_wrong_return_is_refused(people: Cast, step: str, reason: str, code: str) -> None:
    task = task_of(reviewed(people), "decision")

    with refused(code):
        return_to(task.pk, step=step, reason=reason, by=people.chief, at=TOMORROW)


def test_after_the_decision_nothing_goes_back(people: Cast) -> None:
    case = reviewed(people)
    do(people, case, "decision", Outcome.GRANTED)

    with refused("workflow.decided"):
        return_to(task_of(case, "certificate").pk, step="legal", reason="错", by=people.clerk, at=TOMORROW)


def test_a_person_takes_back_what_was_just_handed_on(people: Cast) -> None:
    case = reviewed(people)

    recall(task_of(case, "legal").pk, by=people.legal, at=TOMORROW, reason="漏看一页")

    assert (task_of(case, "legal").round, task_of(case, "legal").state) == (2, TaskState.OPEN)
    assert task_of(case, "decision").state == TaskState.WAITING


def test_what_follows_is_no_longer_taken_back_once_it_is_taken_up(people: Cast) -> None:
    case = reviewed(people)
    claim(task_of(case, "decision").pk, by=people.chief, at=MORNING)

    with refused("workflow.recall_taken"):
        recall(task_of(case, "legal").pk, by=people.legal, at=TOMORROW)


@pytest.mark.parametrize("step", ["intake", "decision"])
def test_acceptance_and_decision_are_never_taken_back(people: Cast, step: str) -> None:
    case = reviewed(people)
    do(people, case, "decision", Outcome.GRANTED)
    person = people.clerk if step == "intake" else people.chief

    with refused("workflow.recall_final"):
        recall(task_of(case, step).pk, by=person, at=TOMORROW)
