"""What each act asks of the database, savepoints left out: a budget for the whole of it."""

from datetime import timedelta

import pytest

from licensing.actions import accept, decide, deliver, issue_licence, receive_application, submit_opinion
from licensing.states import DecisionKind, DeliveryMethod
from tests.makers.licensing import MORNING, a_filing, a_world, accepted, judge, task
from tests.makers.statements import Statements, statements
from workflow.actions import Outcome

pytestmark = pytest.mark.django_db
LATER = MORNING + timedelta(days=1)


def _within(asked: Statements, budget: int) -> None:
    told = "\n".join(sql[:150] for sql in asked.asked)
    assert len(asked.asked) <= budget, f"{len(asked.asked)} statements:\n{told}"


def test_the_acts_of_a_whole_life_keep_their_budgets() -> None:
    world = a_world("QTS-08", "QTS-06")
    accepted(world, "QTS-06")
    clerk, filing = world.cast.clerk, a_filing("QTS-06")

    with statements() as receiving:
        application = receive_application(filing, by=clerk, at=MORNING).application
    with statements() as judging:
        judge(world, application, at=MORNING)
    with statements() as accepting:
        accept(application.pk, by=clerk, at=MORNING)
    review = task(application, "review").pk
    with statements() as opining:
        submit_opinion(review, Outcome.AGREE, by=world.cast.equipment, at=LATER)
    deciding = task(application, "decision").pk
    with statements() as decision:
        decide(deciding, DecisionKind.GRANTED, by=world.cast.chief, at=LATER)
    issuing = task(application, "certificate").pk
    with statements() as licence:
        issue_licence(issuing, by=clerk, at=LATER)
    delivering = task(application, "delivery").pk
    with statements() as delivery:
        deliver(delivering, method=DeliveryMethod.COUNTER, receiver="示范", proof="示范", by=clerk, at=LATER)

    _within(receiving, 22)
    _within(judging, 12)
    _within(accepting, 26)
    _within(opining, 17)
    _within(decision, 27)
    _within(licence, 25)
    _within(delivery, 16)
