"""The request for an extension: asked by lead or window, answered once by the head; bad input row by row."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from notices.models import Notice
from records.models import Event
from tests.makers.organization import Cast
from tests.makers.workflow import MORNING, a_case, a_process, a_step, accepted, decision, do, intake, reviewed
from tests.workflow.refusing import refused
from workflow.actions import approve_extension, ask_extension, decline_extension, extend
from workflow.models import Case, Extension, ExtensionRequest
from workflow.outcomes import Outcome
from workflow.refusals import AlreadyDoneError, NotThereError
from workflow.retelling import stored_state, told_state

LATER = MORNING + timedelta(hours=1)
AFTER_THE_PROMISE = datetime(2026, 10, 22, 2, 0, tzinfo=UTC)
EXPIRED = datetime(2026, 10, 29, 2, 0, tzinfo=UTC)
WHY = "两处数据须复测"


def joint(people: Cast) -> Case:
    steps = [
        intake(),
        a_step("transport", "outside:transport", kind="opinion_letter", after=["intake"]),
        decision(["transport"]),
    ]
    return accepted(people, a_case(people, a_process(steps)))


def forwarded(people: Cast) -> Case:
    steps = [
        intake(),
        a_step("work", after=["intake"]),
        a_step("forward", "@leadership", "head_of_organ", kind="forward", after=["work"]),
    ]
    return accepted(people, a_case(people, a_process(steps)))


def asked(people: Cast, case: Case | None = None, **facts: Any) -> ExtensionRequest:
    given: dict[str, Any] = {"days": 10, "reason": WHY, "by": people.equipment, "at": LATER, **facts}
    return ask_extension((case or accepted(people)).pk, **given)


@pytest.mark.parametrize("who", ["equipment", "clerk", "clerk2"])
def test_lead_and_window_ask_and_the_head_hears_of_it(people: Cast, who: str) -> None:
    case = accepted(people)

    asked(people, case, by=getattr(people, who))

    assert Notice.objects.get(kind="extension.asked").recipient == people.chief
    line = Event.objects.about(case.subject).get(verb="extension.asked")
    assert (line.data["days"], line.data["reason"]) == (10, WHY)
    assert (case.promised_on, case.statutory_on) == (date(2026, 10, 21), date(2026, 10, 28))


def test_the_request_in_a_joint_case_goes_to_the_head_of_the_government(people: Cast) -> None:
    asked(people, joint(people), days=15, by=people.clerk)

    assert Notice.objects.get(kind="extension.asked").recipient == people.government


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"by": "metrology"}, "art42.wrong_asker"),
        ({"by": "chief"}, "art42.wrong_asker"),
        ({"reason": "  "}, "art42.no_reason"),
        ({"days": 0}, "art42.days"),
        ({"days": 11}, "art42.days"),
        ({"at": EXPIRED}, "art42.expired"),
    ],
    ids=["a department that does not lead", "the head", "no reason", "no days", "too many days", "expired"],
)
def test_an_unlawful_request_is_refused_and_the_attempt_recorded(
    people: Cast, facts: dict[str, Any], code: str
) -> None:
    case = accepted(people)
    given = {**facts, **({"by": getattr(people, facts["by"])} if "by" in facts else {})}

    with refused(code) as refusal:
        asked(people, case, **given)

    assert "第四十二条" in refusal.value.message
    attempt = Event.objects.get(verb="attempt.refused")
    assert attempt.data["code"] == code
    assert not ExtensionRequest.objects.exists()


def test_a_forwarded_case_is_neither_asked_for_nor_extended(people: Cast) -> None:
    case = forwarded(people)

    with refused("art42.forwarded") as refusal:
        asked(people, case)
    with refused("art42.forwarded"):
        extend(case.pk, days=5, reason=WHY, by=people.chief, at=LATER)
    assert "第四十二条" in refusal.value.message


def test_before_acceptance_and_after_the_decision_nothing_is_asked(people: Cast) -> None:
    with refused("art42.before_acceptance"):
        asked(people, a_case(people))
    case = reviewed(people)
    do(people, case, "decision", Outcome.GRANTED)
    with refused("art42.after_decision"):
        asked(people, case)


def test_one_request_waits_at_a_time_and_the_first_is_named(people: Cast) -> None:
    case = accepted(people)
    asked(people, case)

    with refused("art42.asked") as refusal:
        asked(people, case, by=people.clerk)
    assert "陈思远" in refusal.value.message


def test_a_strangers_case_is_not_there(people: Cast) -> None:
    case = accepted(people)
    with pytest.raises(NotThereError):
        asked(people, case, by=people.food)
    with pytest.raises(NotThereError):
        approve_extension(asked(people, case).pk, by=people.government, at=LATER)


@pytest.mark.parametrize(
    ("at", "promised", "statutory"),
    [
        (LATER, date(2026, 11, 4), date(2026, 11, 11)),
        (AFTER_THE_PROMISE, date(2026, 10, 21), date(2026, 11, 11)),
    ],
    ids=["before the promised date both clocks move", "later only the statutory one"],
)
def test_the_approval_moves_the_clocks(people: Cast, at: datetime, promised: date, statutory: date) -> None:
    waiting = asked(people)

    case = approve_extension(waiting.pk, by=people.chief, at=at, word="抓紧")

    assert (case.promised_on, case.statutory_on) == (promised, statutory)
    waiting.refresh_from_db()
    assert (waiting.is_approved, waiting.answered_by, waiting.word) == (True, people.chief, "抓紧")
    assert Notice.objects.get(kind="extension.approved").recipient == people.equipment
    line = Event.objects.about(case.subject).get(verb="clock.extended")
    assert (line.data["statutory_from"], line.data["statutory_to"]) == ("2026-10-28", str(statutory))
    assert stored_state(case) == told_state(case)


@pytest.mark.parametrize("who", ["leader", "equipment", "clerk", "supervisor"])
@pytest.mark.parametrize("act", [approve_extension, decline_extension], ids=["approve", "decline"])
def test_only_the_head_answers(people: Cast, who: str, act: Any) -> None:
    waiting = asked(people)

    with refused("art42.wrong_role"):
        act(waiting.pk, word="可以", by=getattr(people, who), at=LATER)

    assert Event.objects.get(verb="attempt.refused").data["code"] == "art42.wrong_role"
    assert not Extension.objects.exists()


def test_the_head_of_the_organ_approves_no_joint_case(people: Cast) -> None:
    waiting = asked(people, joint(people), days=15, by=people.clerk)
    with refused("art42.wrong_role"):
        approve_extension(waiting.pk, by=people.chief, at=LATER)

    case = approve_extension(waiting.pk, by=people.government, at=LATER)

    assert case.extension.days == 15


def test_a_request_that_waits_past_the_limit_is_not_approved(people: Cast) -> None:
    waiting = asked(people)

    with refused("art42.expired"):
        approve_extension(waiting.pk, by=people.chief, at=EXPIRED)


def test_a_refusal_says_why_and_another_request_may_follow(people: Cast) -> None:
    case = accepted(people)
    waiting = asked(people, case)
    with refused("art42.no_word"):
        decline_extension(waiting.pk, word=" ", by=people.chief, at=LATER)

    case = decline_extension(waiting.pk, word="再派一人即可", by=people.chief, at=LATER)

    assert (case.promised_on, case.statutory_on) == (date(2026, 10, 21), date(2026, 10, 28))
    assert Notice.objects.get(kind="extension.declined").recipient == people.equipment
    assert not asked(people, case, days=3).is_answered
    assert stored_state(case) != {}


def test_an_answer_is_given_once_and_names_who_was_first(people: Cast) -> None:
    waiting = asked(people)
    approve_extension(waiting.pk, by=people.chief, at=LATER)

    with pytest.raises(AlreadyDoneError) as late:
        decline_extension(waiting.pk, word="不行", by=people.chief, at=LATER)
    assert "高局" in late.value.message


def test_a_case_is_extended_once_however_asked(people: Cast) -> None:
    case = accepted(people)
    approve_extension(asked(people, case).pk, by=people.chief, at=LATER)

    with refused("art42.twice"):
        asked(people, case)
    with refused("art42.twice"):
        extend(case.pk, days=5, reason=WHY, by=people.chief, at=LATER)


def test_an_extension_of_the_heads_own_motion_answers_the_waiting_request(people: Cast) -> None:
    case = accepted(people)
    waiting = asked(people, case)

    extend(case.pk, days=5, reason=WHY, by=people.chief, at=LATER)

    waiting.refresh_from_db()
    assert waiting.is_approved
