"""Whole lives from the window to their end, and the ledger that retells them."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command

from documents.models import Document
from licensing.actions import (
    answer_dissent,
    decide,
    end_special_procedure,
    record_site_check,
    start_special_procedure,
    submit_opinion,
    synthesise,
)
from licensing.states import DecisionKind, State
from records.models import Event
from records.verification import verify
from tests.licensing.lives import LATER, issue_and_deliver, opine, retold
from tests.makers.licensing import a_world, accepted, fresh, of_task, task
from workdays.days import local_day
from workflow.actions import Outcome

pytestmark = pytest.mark.django_db


def test_a_filling_licence_from_the_window_to_its_delivery() -> None:
    world = a_world("QTS-08")
    people = world.cast
    application = accepted(world, "QTS-08")

    start_special_procedure(
        task(application, "examine").pk,
        expected_days=30,
        opinion="材料符合要求",
        by=people.equipment,
        at=LATER,
    )
    result_at = LATER + timedelta(days=20)
    end_special_procedure(
        task(application, "appraisal").pk,
        has_passed=True,
        result="评审合格",
        by=people.institute,
        at=result_at,
    )
    opine(world, application, "equipment_review", "institute_review", "legal_review", at=result_at)
    submit_opinion(
        task(application, "metrology_review").pk,
        Outcome.DISSENT,
        opinion="电子秤检定证书过期",
        by=people.metrology,
        at=result_at,
    )
    record_site_check(
        task(application, "site_check").pk,
        [people.newdistrict, world.colleague],
        checked_on=local_day(result_at),
        place="示范路1号",
        findings="与图纸一致",
        has_passed=True,
        conditions=("投用前完成汇流排压力试验",),
        by=people.newdistrict,
        at=result_at,
    )
    answer_dissent(
        task(application, "metrology_review").pk, text="已检定合格", by=people.equipment, at=result_at
    )
    synthesise(
        task(application, "synthesis").pk,
        DecisionKind.GRANTED,
        opinion="建议准予",
        by=people.equipment,
        at=result_at,
    )
    decision = decide(task(application, "decision").pk, DecisionKind.GRANTED, by=people.chief, at=result_at)
    licence = issue_and_deliver(world, application, result_at)

    application = fresh(application)
    assert application.state == State.GRANTED
    assert not application.case.is_open
    assert application.case.outcome == Outcome.GRANTED
    assert decision.conditions == ["投用前完成汇流排压力试验"]
    assert licence.valid_until == date(2030, 10, 13)
    assert licence.number == licence.document.number  # type: ignore[union-attr]  # ours has a document
    kinds = (
        Document.objects.filter(subject_key=application.case.number)
        .order_by("id")
        .values_list("kind", flat=True)
    )
    assert list(kinds) == ["receipt", "acceptance", "special_procedure", "grant", "licence"]
    retold(application)
    assert verify().faults == []


def test_the_uncounted_days_move_both_dates_and_each_act_is_one_line() -> None:
    world = a_world("QTS-08")
    people = world.cast
    application = accepted(world, "QTS-08")
    promised = application.case.promised_on
    lines = Event.objects.about(application.subject)
    before = lines.count()

    start_special_procedure(task(application, "examine").pk, expected_days=30, by=people.equipment, at=LATER)
    assert fresh(application).case.promised_on is None
    end_special_procedure(
        task(application, "appraisal").pk,
        has_passed=True,
        result="合格",
        by=people.institute,
        at=LATER + timedelta(days=1),
    )

    assert promised == date(2026, 10, 21)
    assert fresh(application).case.promised_on == date(2026, 10, 22)
    assert lines.count() == before + 2


def test_a_denied_application_gets_its_refusal_and_no_certificate() -> None:
    world = a_world("QTS-06")
    application = accepted(world, "QTS-06")
    opine(world, application, "review")

    decision = decide(
        task(application, "decision").pk,
        DecisionKind.DENIED,
        reasons="考试成绩不合格",
        by=world.cast.leader,
        at=LATER,
    )

    assert task(application, "certificate").state == "skipped"
    assert task(application, "delivery").state == "open"
    content = decision.document.content  # type: ignore[union-attr]  # a denial is written
    assert "考试成绩不合格" in content["paragraphs"][0]
    assert "六十日" in content["rights"][0]
    assert "六个月" in content["rights"][0]


def test_a_registration_is_registered_not_licensed() -> None:
    world = a_world("QTS-05")
    application = accepted(world, "QTS-05")
    opine(world, application, "institute_review", "district_review")

    decision = decide(task(application, "decision").pk, DecisionKind.GRANTED, by=world.cast.leader, at=LATER)
    licence = issue_and_deliver(world, application, LATER)

    assert fresh(application).case.outcome == Outcome.REGISTERED
    assert decision.document.title == "准予登记决定书"  # type: ignore[union-attr]  # a grant is written
    assert licence.valid_until is None
    retold(application)


@pytest.mark.parametrize(
    ("code", "unit"), [("QTS-01", "metrology"), ("QTS-02", "metrology"), ("QTS-07", "equipment")]
)
def test_other_items_with_an_expert_review(code: str, unit: str) -> None:
    world = a_world(code)
    application = accepted(world, code)

    start_special_procedure(task(application, "examine").pk, expected_days=10, by=world.of(unit), at=LATER)
    mine = task(application, "appraisal")
    end_special_procedure(mine.pk, has_passed=True, result="合格", by=of_task(world, mine), at=LATER)
    reviews = application.case.tasks.filter(step__kind="review").values_list("step__code", flat=True)
    opine(world, application, *reviews)

    last = "forward" if code == "QTS-07" else "decision"
    assert task(application, last).state == "open"


def test_food_is_checked_on_the_spot_within_the_limit() -> None:
    world = a_world("QTS-10")
    application = accepted(world, "QTS-10")
    check = task(application, "site_check")

    assert check.unit == world.cast.unit("food")
    assert "食品" in check.why["reason"]


def test_the_ledger_holds_after_many_lives() -> None:
    world = a_world("QTS-06", "QTS-18")
    for code in ("QTS-06", "QTS-18"):
        retold(accepted(world, code))

    call_command("verify_ledger")
