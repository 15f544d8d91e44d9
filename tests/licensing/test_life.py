"""Whole lives: each kind of item from the window to its end, and the ledger that retells them."""

from datetime import date, datetime, timedelta

import pytest
from django.core.management import call_command

from documents.models import Document
from licensing.actions import (
    LetterAnswer,
    SuperiorWord,
    answer_dissent,
    decide,
    deliver,
    end_special_procedure,
    finish,
    forward,
    issue_licence,
    record_site_check,
    register_superior_decision,
    send_opinion_letter,
    start_special_procedure,
    submit_opinion,
    synthesise,
)
from licensing.models import Application, Decision, Licence
from licensing.states import DecisionKind, DeliveryMethod, State
from records.models import Event
from records.verification import verify
from tests.makers.licensing import MORNING, World, a_world, accepted, fresh, of_task, task
from workdays.days import local_day
from workflow.actions import Outcome
from workflow.models import Case
from workflow.replay import replay
from workflow.retelling import stored_state

pytestmark = pytest.mark.django_db
LATER = MORNING + timedelta(days=1)


def _retold(application: Application) -> None:
    """The stored state equals the replay of the case's events."""
    case = Case.objects.get(pk=application.case_id)
    lines = Event.objects.about(case.subject).in_order().values_list("data", flat=True)
    assert stored_state(case) == replay(lines)


def _opine(world: World, application: Application, *steps: str, at: datetime = LATER) -> None:
    for step in steps:
        mine = task(application, step)
        submit_opinion(mine.pk, Outcome.AGREE, by=of_task(world, mine), at=at)


def _issue_and_deliver(world: World, application: Application, at: datetime) -> Licence:
    clerk = world.cast.clerk
    licence = issue_licence(task(application, "certificate").pk, by=clerk, at=at)
    deliver(
        task(application, "delivery").pk,
        method=DeliveryMethod.COUNTER,
        receiver="示范经办人",
        proof="窗口签收",
        by=clerk,
        at=at,
    )
    return licence


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
    _opine(world, application, "equipment_review", "institute_review", "legal_review", at=result_at)
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
    licence = _issue_and_deliver(world, application, result_at)

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
    _retold(application)
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
    _opine(world, application, "review")

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
    _opine(world, application, "institute_review", "district_review")

    decision = decide(task(application, "decision").pk, DecisionKind.GRANTED, by=world.cast.leader, at=LATER)
    licence = _issue_and_deliver(world, application, LATER)

    assert fresh(application).case.outcome == Outcome.REGISTERED
    assert decision.document.title == "准予登记决定书"  # type: ignore[union-attr]  # a grant is written
    assert licence.valid_until is None
    _retold(application)


@pytest.mark.parametrize("code", ["QTS-09", "QTS-11", "QTS-12"])
def test_a_forwarded_item_ends_in_an_opinion_and_the_superiors_word(code: str) -> None:
    world = a_world(code)
    application = accepted(world, code)
    reviews = application.case.tasks.filter(step__kind__in=["assign", "review"]).order_by("step__order")
    _opine(world, application, *reviews.values_list("step__code", flat=True))

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
    _retold(application)


def test_a_superiors_refusal_brings_no_licence() -> None:
    world = a_world("QTS-12")
    application = accepted(world, "QTS-12")
    _opine(world, application, "examine", "metrology_review")
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
    _opine(world, application, "food_review", "legal_review")

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
    _retold(application)


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
    _opine(world, application, *before)

    mine = task(application, last)
    finish(mine.pk, result="已办结", by=of_task(world, mine), at=LATER)
    assert fresh(application).case.decided_on == local_day(LATER)
    _issue_and_deliver(world, application, LATER)

    application = fresh(application)
    assert application.state == State.DONE
    assert application.case.outcome == Outcome.DONE
    assert not Decision.objects.exists()
    _retold(application)


def test_what_takes_no_days_is_due_the_same_day() -> None:
    world = a_world("QTS-18")

    application = accepted(world, "QTS-18")

    assert application.case.promised_on == application.case.statutory_on == local_day(MORNING)


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
    _opine(world, application, *reviews)

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
        _retold(accepted(world, code))

    call_command("verify_ledger")
