"""The issue's table of bad input, row by row: what is refused, what it says, and that it leaves its trace."""

import copy
from datetime import UTC, date, datetime, timedelta

import pytest

from documents.models import Document
from licensing.actions import (
    Conclusion,
    Given,
    Saying,
    accept,
    assign_inspectors,
    decide,
    deliver,
    end_special_procedure,
    forward,
    issue_licence,
    load_catalogue,
    receive_application,
    record_site_check,
    request_correction,
    set_verdicts,
    start_special_procedure,
    submit_opinion,
    synthesise,
    take_in,
    withdraw,
)
from licensing.catalogue_files import Catalogue
from licensing.models import Application, Correction, Decision
from licensing.refusals import AnswersError
from licensing.states import DecisionKind, DeliveryMethod
from licensing.verdicts import Verdict
from parties.actions import bar
from records.models import Event
from records.refusals import LegalRefusal
from tests.makers.licensing import (
    MORNING,
    World,
    a_filing,
    a_world,
    accepted,
    checked,
    fresh,
    good_answers,
    judge,
    of_task,
    only,
    received,
    task,
    version,
)
from tests.makers.organization import SINCE
from tests.makers.parties import a_natural_person, an_enterprise
from workflow.actions import Outcome, complete
from workflow.models import Case
from workflow.refusals import AlreadyDoneError, NotThereError

pytestmark = pytest.mark.django_db
LATER = MORNING + timedelta(days=1)


def _attempts(code: str) -> int:
    return Event.objects.filter(verb="attempt.refused", data__code=code).count()


def _refused(code: str, refused: pytest.ExceptionInfo[LegalRefusal]) -> str:
    """The refusal has this code and stands in the ledger once; its message is returned."""
    assert refused.value.code == code
    assert _attempts(code) == 1
    return refused.value.message


# --- an application for a cancelled or not-yet-open item; for a barred party


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("QTS-03", "2017-12-28"),
        ("QTS-13", "标准化法"),
        ("QTS-14", "2015-10-01"),
        ("QTS-16", "国发"),
        ("QTS-20", "第十四条"),
    ],
)
def test_a_cancelled_item_is_refused_with_basis_and_date(code: str, said: str) -> None:
    world = a_world(code)

    with pytest.raises(LegalRefusal) as refused:
        receive_application(a_filing(code), by=world.cast.clerk, at=MORNING)

    assert said in refused.value.message
    assert refused.value.field == "item"
    assert _attempts(refused.value.code) == 1
    assert not Case.objects.exists()


def test_an_item_not_yet_open_is_refused_with_its_day_and_basis() -> None:
    world = a_world("QTS-06")
    entry = {**only("QTS-06").items[0], "open_on": "2027-01-01"}
    load_catalogue(Catalogue((entry,), only("QTS-06").processes, only("QTS-06").forms), by=None, at=SINCE)

    with pytest.raises(LegalRefusal) as refused:
        received(world, "QTS-06")

    message = _refused("item.not_yet_open", refused)
    assert "2027-01-01" in message
    assert "特种设备安全法" in message


def test_an_item_closing_on_a_day_takes_applications_until_the_day_before() -> None:
    world = a_world("QTS-06")
    entry = {**only("QTS-06").items[0], "closed_on": "2026-09-23", "closed_reason": "示范取消"}
    load_catalogue(Catalogue((entry,), only("QTS-06").processes, only("QTS-06").forms), by=None, at=SINCE)

    received(world, "QTS-06", at=MORNING - timedelta(days=1))
    with pytest.raises(LegalRefusal) as refused:
        received(world, "QTS-06")

    assert "2026-09-23" in _refused("item.closed", refused)


def test_a_guide_that_has_changed_meanwhile_is_told() -> None:
    world = a_world("QTS-06")
    filing = a_filing("QTS-06")
    entry = {**only("QTS-06").items[0], "quantity": "示范"}
    load_catalogue(Catalogue((entry,), only("QTS-06").processes, only("QTS-06").forms), by=None, at=SINCE)

    with pytest.raises(LegalRefusal) as refused:
        receive_application(filing, by=world.cast.clerk, at=MORNING)

    _refused("item.new_version", refused)


def test_a_barred_party_is_refused_with_decision_and_last_day_for_that_item_only() -> None:
    world = a_world("QTS-08", "QTS-05")
    party = an_enterprise()
    bar(
        party,
        item_code="QTS-08",
        ground="提供虚假材料",
        article="行政许可法第七十八条",
        decision_no="示范决定1",
        first_on=date(2026, 1, 1),
        last_on=date(2026, 12, 31),
        by=world.cast.chief,
        at=MORNING,
    )

    with pytest.raises(LegalRefusal) as refused:
        received(world, "QTS-08", party=party)
    received(world, "QTS-05", party=party)

    message = _refused("art78.barred", refused)
    assert all(word in message for word in ("2026-12-31", "第七十八条", "示范决定1"))


@pytest.mark.parametrize(("code", "person"), [("QTS-06", False), ("QTS-08", True)])
def test_only_the_right_kind_of_party_applies(code: str, person: bool) -> None:
    world = a_world(code)
    party = a_natural_person() if person else an_enterprise()

    with pytest.raises(LegalRefusal) as refused:
        received(world, code, party=party)

    _refused("item.applicant", refused)


def test_tomorrows_receipt_is_refused() -> None:
    world = a_world("QTS-08")

    with pytest.raises(LegalRefusal) as refused:
        received(world, "QTS-08", received_on=date(2026, 9, 24))

    _refused("art32.received_later", refused)


# --- second correction, correction after acceptance, acceptance with a material still 补正


def test_a_second_correction_is_refused_naming_the_article() -> None:
    world = a_world("QTS-08")
    application = checked(world, "QTS-08", wrong=["fire"])
    request_correction(application.pk, by=world.cast.clerk, at=MORNING)

    with pytest.raises(LegalRefusal) as refused:
        request_correction(application.pk, by=world.cast.clerk2, at=LATER)

    assert "第三十二条" in _refused("art32.second_correction", refused)
    assert Correction.objects.count() == 1


def test_a_correction_after_acceptance_is_refused_naming_the_article() -> None:
    world = a_world("QTS-08")
    application = accepted(world, "QTS-08")

    with pytest.raises(LegalRefusal) as refused:
        request_correction(application.pk, by=world.cast.clerk, at=LATER)
    with pytest.raises(LegalRefusal) as judged:
        judge(world, application, at=LATER, wrong=["fire"])

    assert "第三十二条" in _refused("art32.correction_after_acceptance", refused)
    _refused("art32.after_acceptance", judged)


def test_acceptance_with_a_material_still_wanting_is_refused_naming_it() -> None:
    world = a_world("QTS-08")
    application = checked(world, "QTS-08", wrong=["fire"])

    with pytest.raises(LegalRefusal) as refused:
        accept(application.pk, by=world.cast.clerk, at=MORNING)

    message = _refused("art32.still_wanting", refused)
    assert "消防验收意见" in message
    assert "第三十二条" in message
    assert fresh(application).case.accepted_on is None


def test_a_correction_that_leaves_something_unchecked_or_names_nothing_is_refused() -> None:
    world = a_world("QTS-08")
    application = received(world, "QTS-08")
    with pytest.raises(LegalRefusal) as unchecked:
        request_correction(application.pk, by=world.cast.clerk, at=MORNING)
    judge(world, application, at=MORNING)
    with pytest.raises(LegalRefusal) as nothing:
        request_correction(application.pk, by=world.cast.clerk, at=MORNING)

    _refused("art32.not_all_checked", unchecked)
    _refused("art32.must_accept", nothing)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        pytest.param(Given("health_certificate", Verdict.COMPLETE), "art31.not_listed", id="beyond the list"),
        pytest.param(Given("fire", Verdict.CORRECT), "art32.no_reason", id="wanting without a reason"),
        pytest.param(
            Given("fire", Verdict.CORRECT, "held"), "art32.no_reason", id="another verdict's reason"
        ),
        pytest.param(
            Given("fire", Verdict.CORRECT, "other_correct"), "art32.no_reason", id="other without words"
        ),
        pytest.param(
            Given("site_plan", Verdict.PROMISED), "green.key_material", id="a key material promised"
        ),
        pytest.param(
            Given("fire", Verdict.PROMISED, promised_on=date(2026, 10, 1)),
            "green.no_entitlement",
            id="no entitlement",
        ),
    ],
)
def test_a_verdict_without_its_ground_is_refused_at_the_material(given: Given, code: str) -> None:
    world = a_world("QTS-08")
    application = received(world, "QTS-08")

    with pytest.raises(LegalRefusal) as refused:
        set_verdicts(application.pk, [given], by=world.cast.clerk, at=MORNING)

    _refused(code, refused)
    assert refused.value.field == given.material


# --- decision while a required review is open, dissent unanswered, a pause open; grant of the superior's


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

    assert "综合审定" in _refused("workflow.required_open", refused)
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

    assert "强检仪表审查" in _refused("workflow.dissent_unanswered", refused)


def test_a_decision_with_a_dissent_unanswered_names_it() -> None:
    world = a_world("QTS-06")
    application = accepted(world, "QTS-06")
    review = task(application, "review").pk
    submit_opinion(review, Outcome.DISSENT, opinion="成绩无效", by=world.cast.equipment, at=LATER)

    with pytest.raises(LegalRefusal) as refused:
        decide(task(application, "decision").pk, DecisionKind.GRANTED, by=world.cast.leader, at=LATER)

    assert "资格审查" in _refused("workflow.dissent_unanswered", refused)


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

    assert "江苏省主管部门" in _refused("art35.superior_decides", refused)


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


# --- refusal without reasons; site check with one inspector


def test_a_denial_without_reasons_is_refused() -> None:
    world = a_world("QTS-06")
    application = accepted(world, "QTS-06")
    submit_opinion(task(application, "review").pk, Outcome.AGREE, by=world.cast.equipment, at=LATER)

    with pytest.raises(LegalRefusal) as refused:
        decide(
            task(application, "decision").pk, DecisionKind.DENIED, reasons=" ", by=world.cast.leader, at=LATER
        )

    assert "第三十八条" in _refused("art38.no_reasons", refused)


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

    assert "第三十四条" in _refused("art34.two_inspectors", alone)
    assert "方正" in _refused("art34.not_of_the_unit", stranger)


@pytest.mark.parametrize(
    ("outcome", "code"),
    [(Outcome.DISSENT, "licensing.no_opinion"), (Outcome.AGREE_WITH_CONDITIONS, "licensing.no_conditions")],
)
def test_dissent_and_conditions_need_words(outcome: Outcome, code: str) -> None:
    world = a_world("QTS-06")
    application = accepted(world, "QTS-06")

    with pytest.raises(LegalRefusal) as refused:
        submit_opinion(task(application, "review").pk, outcome, by=world.cast.equipment, at=LATER)

    _refused(code, refused)


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


# --- an opinion from someone not of the unit; another department's case by guessed number


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


# --- the same form sent twice, two tabs, two clerks


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
    assert _attempts("art32.second_correction") == 0


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


# --- a process with a cycle, an unreachable step, a join on nothing, a longest path above the promise


@pytest.mark.parametrize(
    ("change", "said"),
    [
        pytest.param({"after": ["decision"]}, "成环", id="a cycle"),
        pytest.param({"after": []}, "无法到达", id="unreachable"),
        pytest.param({"after": [], "join": "any"}, "却没有前置环节", id="a join on nothing"),
        pytest.param({"days": 9}, "超过承诺", id="longer than the promise"),
    ],
)
def test_a_bad_process_is_not_published_and_its_step_is_named(change: dict[str, object], said: str) -> None:
    a_world("QTS-05")
    process = copy.deepcopy(dict(only("QTS-06").processes["QTS-06"]))
    process["steps"][1].update(change)

    with pytest.raises(LegalRefusal, match=said) as refused:
        load_catalogue(
            Catalogue(only("QTS-06").items, {"QTS-06": process}, only("QTS-06").forms), by=None, at=SINCE
        )

    assert "“" in refused.value.message


# --- a due date in 2027


def test_a_due_date_in_2027_is_printed_as_provisional() -> None:
    world = a_world("QTS-08")
    late = datetime(2026, 12, 28, 2, 0, tzinfo=UTC)

    application = accepted(world, "QTS-08", at=late)

    facts = dict(Document.objects.get(kind="acceptance").content["facts"])
    assert application.case.is_provisional
    assert "暂定" in facts["承诺办结"]
    assert "暂定" in facts["法定办结"]


# --- 10,000 characters, emoji, <script>, =1+1, right-to-left marks, # and \


@pytest.mark.parametrize(
    "name", ["😀有限公司", "<script>alert(1)</script>", "=1+1", "甲\u202e乙公司", "#let a = [\\]"]
)
def test_hostile_names_pass_through_to_the_papers_harmlessly(name: str) -> None:
    world = a_world("QTS-08")
    party = an_enterprise(name)

    application = accepted(world, "QTS-08", party=party)

    document = Document.objects.get(kind="acceptance", subject_key=application.case.number)
    assert document.recipient_name == party.name


def test_ten_thousand_characters_are_refused_at_the_field_and_unknown_fields_too() -> None:
    world = a_world("QTS-08")
    answers = {**good_answers("QTS-08"), "certificate_no": "字" * 10_000, "amount": 1}

    with pytest.raises(AnswersError) as error:
        received(world, "QTS-08", answers=answers)

    assert set(error.value.errors) == {"certificate_no", "amount"}
