"""What blocks a decision, by name."""

from datetime import timedelta

from records.models import Event
from tests.makers.documents import a_document
from tests.makers.organization import Cast
from tests.makers.workflow import (
    MORNING,
    accepted,
    do,
    reviewed,
    task_of,
)
from tests.workflow.refusing import refused
from workflow.actions import answer_dissent, consult, pause
from workflow.obstacles import obstacles
from workflow.outcomes import Outcome
from workflow.steps import PauseGround

LATER = MORNING + timedelta(hours=2)


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
