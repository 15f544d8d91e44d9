"""Lives of items the superior decides, that ask an outside authority, or that know no decision."""

import pytest

from licensing.actions import (
    LetterAnswer,
    SuperiorWord,
    decide,
    deliver,
    finish,
    forward,
    register_superior_decision,
    send_opinion_letter,
    submit_opinion,
    synthesise,
)
from licensing.models import Decision, Licence
from licensing.states import DecisionKind, DeliveryMethod, State
from records.refusals import LegalRefusal
from tests.licensing.lives import LATER, issue_and_deliver, opine, retold
from tests.makers.licensing import MORNING, a_world, accepted, fresh, of_task, task
from workdays.days import local_day
from workflow.actions import Outcome
from workflow.refusals import NotThereError

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("code", ["QTS-09", "QTS-11", "QTS-12"])
def test_a_forwarded_item_ends_in_an_opinion_and_the_superiors_word(code: str) -> None:
    world = a_world(code)
    application = accepted(world, code)
    reviews = application.case.tasks.filter(step__kind__in=["assign", "review"]).order_by("step__order")
    opine(world, application, *reviews.values_list("step__code", flat=True))

    decision = forward(
        task(application, "forward").pk,
        opinion="初审合格",
        recommends=DecisionKind.GRANTED,
        by=world.cast.leader,
        at=LATER,
    )
    word = SuperiorWord(True, "示范文号1", local_day(LATER), licence_number="示范证号1")
    register_superior_decision(task(application, "superior").pk, word, by=world.cast.clerk, at=LATER)
    deliver(
        task(application, "delivery").pk,
        method=DeliveryMethod.POST,
        receiver="示范企业",
        proof="示范单号",
        by=world.cast.clerk,
        at=LATER,
    )

    application = fresh(application)
    assert decision.kind == DecisionKind.FORWARDED
    assert application.case.decided_on == local_day(LATER)
    assert application.state == State.SUPERIOR_GRANTED
    assert Licence.objects.get().number == "示范证号1"
    assert not application.case.is_open
    retold(application)


def test_a_superiors_refusal_brings_no_licence() -> None:
    world = a_world("QTS-12")
    application = accepted(world, "QTS-12")
    opine(world, application, "examine", "metrology_review")
    forward(
        task(application, "forward").pk,
        opinion="初审合格",
        recommends=DecisionKind.GRANTED,
        by=world.cast.leader,
        at=LATER,
    )

    word = SuperiorWord(False, "示范文号2", local_day(LATER), reasons="场所不符")
    register_superior_decision(task(application, "superior").pk, word, by=world.cast.clerk, at=LATER)

    assert not Licence.objects.exists()
    assert fresh(application).state == State.SUPERIOR_DENIED


def test_a_joint_item_asks_the_outside_authority_by_letter() -> None:
    world = a_world("QTS-19")
    application = accepted(world, "QTS-19")
    clerk, on = world.cast.clerk, local_day(LATER)
    opine(world, application, "food_review", "legal_review")

    letter = send_opinion_letter(
        task(application, "transport_opinion").pk, number="示范函1", sent_on=on, by=clerk, at=LATER
    )
    submit_opinion(
        task(application, "transport_opinion").pk,
        Outcome.AGREE,
        answer=LetterAnswer("示范复函1", on),
        by=clerk,
        at=LATER,
    )
    synthesise(
        task(application, "synthesis").pk, DecisionKind.GRANTED, opinion="可", by=world.cast.food, at=LATER
    )
    decide(task(application, "decision").pk, DecisionKind.GRANTED, by=world.cast.chief, at=LATER)

    letter.refresh_from_db()
    case = fresh(application).case
    assert (letter.answer_number, letter.answered_on) == ("示范复函1", on)
    assert case.process.is_joint
    assert case.statutory_days == 45
    retold(application)


def test_without_a_letter_the_window_says_nothing_for_an_outside_authority() -> None:
    world = a_world("QTS-19")
    asked = task(accepted(world, "QTS-19"), "transport_opinion").pk
    answer = LetterAnswer("示范复函1", local_day(LATER))

    with pytest.raises(NotThereError):
        submit_opinion(asked, Outcome.AGREE, by=world.cast.clerk, at=LATER)
    with pytest.raises(NotThereError):
        submit_opinion(asked, Outcome.AGREE, answer=answer, by=world.cast.transport, at=LATER)
    with pytest.raises(LegalRefusal, match="还没有登记征求意见函"):
        submit_opinion(asked, Outcome.AGREE, answer=answer, by=world.cast.clerk, at=LATER)
    with pytest.raises(NotThereError):
        send_opinion_letter(
            asked, number="示范函1", sent_on=local_day(LATER), by=world.cast.transport, at=LATER
        )


def test_an_outside_authority_may_answer_for_itself() -> None:
    world = a_world("QTS-19")
    application = accepted(world, "QTS-19")

    submit_opinion(
        task(application, "transport_opinion").pk, Outcome.AGREE, by=world.cast.transport, at=LATER
    )

    assert task(application, "transport_opinion").state == "done"


@pytest.mark.parametrize(
    ("code", "before", "last"),
    [
        ("QTS-15", ["review"], "registration"),
        ("QTS-17", ["arrange"], "verification"),
        ("QTS-18", [], "acknowledge"),
    ],
)
def test_a_service_ends_without_a_decision(code: str, before: list[str], last: str) -> None:
    world = a_world(code)
    application = accepted(world, code)
    opine(world, application, *before)

    mine = task(application, last)
    finish(mine.pk, result="已办结", by=of_task(world, mine), at=LATER)
    assert fresh(application).case.decided_on == local_day(LATER)
    issue_and_deliver(world, application, LATER)

    application = fresh(application)
    assert application.state == State.DONE
    assert application.case.outcome == Outcome.DONE
    assert not Decision.objects.exists()
    retold(application)


def test_what_takes_no_days_is_due_the_same_day() -> None:
    world = a_world("QTS-18")

    application = accepted(world, "QTS-18")

    assert application.case.promised_on == application.case.statutory_on == local_day(MORNING)
