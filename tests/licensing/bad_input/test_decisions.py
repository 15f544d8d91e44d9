"""Bad input: decisions before their time, grants of what is not ours, refusals without reasons."""

from datetime import date

import pytest

from documents.models import Document
from licensing.actions import (
    assign_inspectors,
    decide,
    deliver,
    end_special_procedure,
    forward,
    issue_licence,
    record_site_check,
    start_special_procedure,
    submit_opinion,
    synthesise,
)
from licensing.models import Application, Decision
from licensing.states import DecisionKind, DeliveryMethod
from records.models import Event
from records.refusals import LegalRefusal
from tests.makers.attempts import LATER, told_once
from tests.makers.licensing import (
    MORNING,
    World,
    a_world,
    accepted,
    of_task,
    received,
    task,
)
from workflow.actions import Outcome, complete

pytestmark = pytest.mark.django_db


def _reviewed(world: World, *, dissent: bool) -> Application:
    people = world.cast
    application = accepted(world, "QTS-08")
    start_special_procedure(task(application, "examine").pk, expected_days=9, by=people.equipment, at=LATER)
    appraisal = task(application, "appraisal").pk
    end_special_procedure(appraisal, has_passed=True, result="合格", by=people.institute, at=LATER)
    for step in ("equipment_review", "institute_review", "legal_review"):
        mine = task(application, step)
        submit_opinion(mine.pk, Outcome.AGREE, by=of_task(world, mine), at=LATER)
    outcome = Outcome.DISSENT if dissent else Outcome.AGREE
    metrology = task(application, "metrology_review").pk
    submit_opinion(metrology, outcome, opinion="无有效检定证书", by=people.metrology, at=LATER)
    return application


def test_a_decision_while_a_required_review_is_open_names_it() -> None:
    world = a_world("QTS-08")
    application = _reviewed(world, dissent=False)

    with pytest.raises(LegalRefusal) as refused:
        decide(task(application, "decision").pk, DecisionKind.GRANTED, by=world.cast.chief, at=LATER)

    assert "综合审定" in told_once("workflow.required_open", refused)
    assert not Decision.objects.exists()
    assert not Document.objects.filter(kind="grant").exists()


def test_a_synthesis_with_a_dissent_unanswered_names_it() -> None:
    world = a_world("QTS-08")
    application = _reviewed(world, dissent=True)
    check = task(application, "site_check").pk
    record_site_check(
        check,
        [world.cast.newdistrict, world.colleague],
        checked_on=date(2026, 9, 24),
        place="",
        findings="一致",
        has_passed=True,
        by=world.cast.newdistrict,
        at=LATER,
    )

    with pytest.raises(LegalRefusal) as refused:
        synthesise(
            task(application, "synthesis").pk,
            DecisionKind.GRANTED,
            opinion="可",
            by=world.cast.equipment,
            at=LATER,
        )

    assert "强检仪表审查" in told_once("workflow.dissent_unanswered", refused)


def test_a_decision_with_a_dissent_unanswered_names_it() -> None:
    world = a_world("QTS-06")
    application = accepted(world, "QTS-06")
    review = task(application, "review").pk
    submit_opinion(review, Outcome.DISSENT, opinion="成绩无效", by=world.cast.equipment, at=LATER)

    with pytest.raises(LegalRefusal) as refused:
        decide(task(application, "decision").pk, DecisionKind.GRANTED, by=world.cast.leader, at=LATER)

    assert "资格审查" in told_once("workflow.dissent_unanswered", refused)


def test_a_decision_in_an_open_pause_is_refused() -> None:
    world = a_world("QTS-08")
    application = accepted(world, "QTS-08")
    start_special_procedure(
        task(application, "examine").pk, expected_days=9, by=world.cast.equipment, at=LATER
    )

    with pytest.raises(LegalRefusal) as refused:
        decide(task(application, "decision").pk, DecisionKind.GRANTED, by=world.cast.chief, at=LATER)

    assert "鉴定评审" in refused.value.message
    assert Event.objects.filter(verb="attempt.refused", data__act="decision.make").count() == 1


def test_what_the_superior_decides_is_never_granted_by_us() -> None:
    world = a_world("QTS-12")
    application = accepted(world, "QTS-12")
    for step in ("examine", "metrology_review"):
        mine = task(application, step)
        submit_opinion(mine.pk, Outcome.AGREE, by=of_task(world, mine), at=LATER)

    with pytest.raises(LegalRefusal) as refused:
        decide(task(application, "forward").pk, DecisionKind.GRANTED, by=world.cast.leader, at=LATER)

    assert "江苏省主管部门" in told_once("art35.superior_decides", refused)


def test_what_we_decide_is_not_forwarded() -> None:
    world = a_world("QTS-06")
    application = accepted(world, "QTS-06")

    with pytest.raises(LegalRefusal):
        forward(
            task(application, "decision").pk,
            opinion="可",
            recommends=DecisionKind.GRANTED,
            by=world.cast.leader,
            at=LATER,
        )


def test_no_generic_completion_passes_by_the_acts() -> None:
    world = a_world("QTS-06")
    application = received(world, "QTS-06")

    with pytest.raises(LegalRefusal) as refused:
        complete(task(application, "intake").pk, Outcome.ACCEPTED, by=world.cast.clerk, at=MORNING)

    assert refused.value.code == "licensing.act_missing"


def test_a_denial_without_reasons_is_refused() -> None:
    world = a_world("QTS-06")
    application = accepted(world, "QTS-06")
    submit_opinion(task(application, "review").pk, Outcome.AGREE, by=world.cast.equipment, at=LATER)

    with pytest.raises(LegalRefusal) as refused:
        decide(
            task(application, "decision").pk, DecisionKind.DENIED, reasons=" ", by=world.cast.leader, at=LATER
        )

    assert "第三十八条" in told_once("art38.no_reasons", refused)


def test_a_site_check_by_one_or_by_strangers_is_refused() -> None:
    world = a_world("QTS-08")
    application = _reviewed(world, dissent=False)
    check, one = task(application, "site_check").pk, world.cast.newdistrict

    with pytest.raises(LegalRefusal) as alone:
        record_site_check(
            check,
            [one, one],
            checked_on=date(2026, 9, 24),
            place="",
            findings="一致",
            has_passed=True,
            by=one,
            at=LATER,
        )
    with pytest.raises(LegalRefusal) as stranger:
        assign_inspectors(check, [one, world.cast.legal], by=one, at=LATER)

    assert "第三十四条" in told_once("art34.two_inspectors", alone)
    assert "方正" in told_once("art34.not_of_the_unit", stranger)


@pytest.mark.parametrize(
    ("outcome", "code"),
    [(Outcome.DISSENT, "licensing.no_opinion"), (Outcome.AGREE_WITH_CONDITIONS, "licensing.no_conditions")],
)
def test_dissent_and_conditions_need_words(outcome: Outcome, code: str) -> None:
    world = a_world("QTS-06")
    application = accepted(world, "QTS-06")

    with pytest.raises(LegalRefusal) as refused:
        submit_opinion(task(application, "review").pk, outcome, by=world.cast.equipment, at=LATER)

    told_once(code, refused)


def test_no_licence_before_a_grant_and_no_delivery_without_proof() -> None:
    world = a_world("QTS-18")
    application = accepted(world, "QTS-18")

    with pytest.raises(LegalRefusal):
        issue_licence(task(application, "certificate").pk, by=world.cast.clerk, at=MORNING)
    with pytest.raises(LegalRefusal):
        deliver(
            task(application, "delivery").pk,
            method=DeliveryMethod.POST,
            receiver="示范",
            proof=" ",
            by=world.cast.clerk,
            at=MORNING,
        )
