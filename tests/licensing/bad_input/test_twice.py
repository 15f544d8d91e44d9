"""Bad input: strangers find nothing; the same form twice is one act; the second is told who was first."""

import pytest

from documents.models import Document
from licensing.actions import (
    Conclusion,
    Given,
    Saying,
    accept,
    decide,
    receive_application,
    request_correction,
    submit_opinion,
    take_in,
    withdraw,
)
from licensing.states import DecisionKind
from licensing.verdicts import Verdict
from records.models import Event
from records.refusals import LegalRefusal
from tests.makers.attempts import LATER, attempts
from tests.makers.licensing import (
    MORNING,
    a_filing,
    a_world,
    accepted,
    checked,
    task,
    version,
)
from workflow.actions import Outcome
from workflow.models import Case
from workflow.refusals import AlreadyDoneError, NotThereError

pytestmark = pytest.mark.django_db


def test_whose_task_it_is_not_finds_nothing() -> None:
    world = a_world("QTS-06")
    application = accepted(world, "QTS-06")
    review = task(application, "review").pk

    for stranger in (
        world.cast.legal,
        world.danyang,
        world.cast.enterprise,
        world.cast.clerk,
        world.cast.admin,
    ):
        for outcome in (Outcome.AGREE, Outcome.DISSENT):
            with pytest.raises(NotThereError):
                submit_opinion(review, outcome, by=stranger, at=LATER)
    with pytest.raises(NotThereError):
        submit_opinion(10**9, Outcome.AGREE, by=world.cast.equipment, at=LATER)
    assert not Event.objects.filter(verb="attempt.refused").exists()


def test_only_the_window_receives_and_speaks() -> None:
    world = a_world("QTS-06")
    application = checked(world, "QTS-06")

    for stranger in (world.cast.equipment, world.cast.enterprise, world.cast.chief):
        with pytest.raises(NotThereError):
            receive_application(a_filing("QTS-06"), by=stranger, at=MORNING)
        with pytest.raises(NotThereError):
            accept(application.pk, by=stranger, at=MORNING)


def test_the_same_filing_twice_is_one_application_with_one_receipt() -> None:
    world = a_world("QTS-08")
    filing = a_filing("QTS-08")

    first = receive_application(filing, by=world.cast.clerk, at=MORNING)
    second = receive_application(filing, by=world.cast.clerk, at=LATER)

    assert first.application == second.application
    assert first.document == second.document
    assert (len(first.query_code), second.query_code) == (12, "")
    assert Case.objects.count() == Document.objects.count() == 1


def test_the_same_click_twice_is_one_act_and_another_clerks_is_told_who_was_first() -> None:
    world = a_world("QTS-06")
    application = checked(world, "QTS-06")
    accept(application.pk, by=world.cast.clerk, at=MORNING, token="one")

    accept(application.pk, by=world.cast.clerk, at=LATER, token="one")
    with pytest.raises(AlreadyDoneError) as late:
        accept(application.pk, by=world.cast.clerk2, at=LATER, token="two")

    assert late.value.who == "林晓"
    assert Document.objects.filter(kind="acceptance").count() == 1
    assert not Event.objects.filter(verb="attempt.refused").exists()


def test_two_chiefs_decide_once() -> None:
    world = a_world("QTS-06")
    application = accepted(world, "QTS-06")
    submit_opinion(task(application, "review").pk, Outcome.AGREE, by=world.cast.equipment, at=LATER)
    deciding = task(application, "decision").pk
    first = decide(deciding, DecisionKind.GRANTED, by=world.cast.chief, at=LATER, token="one")

    assert decide(deciding, DecisionKind.GRANTED, by=world.cast.chief, at=LATER, token="one") == first
    with pytest.raises(AlreadyDoneError) as late:
        decide(deciding, DecisionKind.DENIED, reasons="x", by=world.cast.leader, at=LATER, token="two")

    assert late.value.who == "高局"


def test_a_correction_sent_twice_is_one_notice_and_no_offence() -> None:
    world = a_world("QTS-08")
    application = checked(world, "QTS-08", wrong=["fire"])

    first = request_correction(application.pk, by=world.cast.clerk, at=MORNING, token="one")

    assert request_correction(application.pk, by=world.cast.clerk, at=LATER, token="one") == first
    assert attempts("art32.second_correction") == 0


def test_an_intake_in_one_go_is_all_or_nothing() -> None:
    world = a_world("QTS-08")
    filing = a_filing("QTS-08")
    given = [Given(material.key, Verdict.COMPLETE) for material in version("QTS-08").materials.all()]
    wrong = [*given[1:], Given(given[0].material, Verdict.CORRECT, "unsigned")]

    with pytest.raises(LegalRefusal):
        take_in(filing, wrong, Saying(Conclusion.ACCEPT), by=world.cast.clerk, at=MORNING)
    assert not Case.objects.exists()
    assert Event.objects.filter(verb="attempt.refused").count() == 1
    receipt = take_in(filing, given, Saying(Conclusion.ACCEPT), by=world.cast.clerk, at=MORNING)
    again = take_in(filing, given, Saying(Conclusion.ACCEPT), by=world.cast.clerk, at=MORNING)

    assert receipt.application.state == "accepted"
    assert again.application == receipt.application


def test_a_withdrawn_application_stays_withdrawn() -> None:
    world = a_world("QTS-06")
    application = accepted(world, "QTS-06")
    withdraw(application.pk, reason="改期", by=world.cast.clerk, at=LATER)

    with pytest.raises(AlreadyDoneError):
        withdraw(application.pk, reason="改期", by=world.cast.clerk2, at=LATER)
    with pytest.raises(LegalRefusal):
        decide(task(application, "decision").pk, DecisionKind.GRANTED, by=world.cast.chief, at=LATER)
