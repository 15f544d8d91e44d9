"""Around the window: green channel, drafts, notices to the applicant, sight, sentences, English papers."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.db.models import Model

from documents.models import Document
from licensing.access import may
from licensing.actions import (
    Conclusion,
    Given,
    Saying,
    decide,
    discard_draft,
    forward,
    request_correction,
    save_draft,
    set_verdicts,
    submit_opinion,
    take_in,
)
from licensing.models import Application, Decision, Draft
from licensing.practice import reasons
from licensing.retelling import untold
from licensing.states import DecisionKind
from licensing.verdicts import Verdict
from notices.models import Notice
from parties.models import Entitlement, Party, Representative
from records.models import Event
from records.refusals import LegalRefusal
from records.sentences import tell
from tests.makers.licensing import (
    MORNING,
    World,
    a_filing,
    a_world,
    accepted,
    checked,
    fresh,
    of_task,
    received,
    task,
)
from tests.makers.parties import an_enterprise
from workflow.actions import Outcome, terminate
from workflow.refusals import NotThereError

pytestmark = pytest.mark.django_db
LATER = MORNING + timedelta(days=1)
ON = date(2026, 9, 23)


def _entitled(world: World) -> Party:
    party = an_enterprise()
    Entitlement.objects.create(
        party=party,
        ground="major_project",
        reason="示范重大项目",
        nominated_by=world.cast.liaison,
        approved_by=world.cast.chief,
        first_on=date(2026, 1, 1),
    )
    return party


def test_the_green_channel_halves_the_promise_and_comes_first() -> None:
    world = a_world("QTS-08")
    party = _entitled(world)

    green = accepted(world, "QTS-08", party=party, asks_for_green_channel=True)
    plain = accepted(world, "QTS-08", party=party)

    assert (green.case.promised_days, green.case.statutory_days, green.case.priority) == (8, 30, 0)
    assert green.promise_factor == Decimal("0.5")
    assert (plain.case.promised_days, plain.case.priority) == (15, 2)


def test_an_entitlement_lost_later_leaves_the_pinned_promise() -> None:
    world = a_world("QTS-08")
    green = accepted(world, "QTS-08", party=_entitled(world), asks_for_green_channel=True)

    Entitlement.objects.update(last_on=ON)

    assert fresh(green).case.promised_days == 8


def test_a_material_may_follow_by_a_dated_promise() -> None:
    world = a_world("QTS-08")
    application = checked(world, "QTS-08", party=_entitled(world), asks_for_green_channel=True)

    promised = Given("fire", Verdict.PROMISED, promised_on=date(2026, 10, 9))
    set_verdicts(application.pk, [promised], by=world.cast.clerk, at=MORNING)
    wrong = Given("site_plan", Verdict.PROMISED, promised_on=date(2026, 10, 9))
    with pytest.raises(LegalRefusal, match="主要材料"):
        set_verdicts(application.pk, [wrong], by=world.cast.clerk, at=MORNING)

    assert application.verdicts.get(material__key="fire").promised_on == date(2026, 10, 9)


def test_the_same_verdicts_again_leave_no_line() -> None:
    world = a_world("QTS-06")
    application = checked(world, "QTS-06")
    lines = Event.objects.about(application.subject).count()

    given = [Given(verdict.material.key, Verdict.COMPLETE) for verdict in application.verdicts.all()]
    set_verdicts(application.pk, given, by=world.cast.clerk2, at=LATER)

    assert Event.objects.about(application.subject).count() == lines


def test_a_material_the_answers_make_needless_is_not_asked_for() -> None:
    world = a_world("QTS-05")

    application = checked(world, "QTS-05")

    keys = set(application.verdicts.values_list("material__key", flat=True))
    assert "energy" in keys
    assert "vehicle_licence" not in keys


def test_a_draft_is_kept_by_its_clerk_and_loses_nothing_to_another_tab() -> None:
    world = a_world()
    clerk = world.cast.clerk
    first = save_draft("d1", {"name": "甲"}, by=clerk, at=MORNING)
    second = save_draft("d1", {"name": "乙"}, by=clerk, at=LATER, revision=first.revision)

    with pytest.raises(LegalRefusal, match="另一个页面"):
        save_draft("d1", {"name": "丙"}, by=clerk, at=LATER, revision=first.revision)
    with pytest.raises(NotThereError):
        save_draft("d1", {"name": "丙"}, by=world.cast.clerk2, at=LATER)
    with pytest.raises(NotThereError):
        save_draft("d2", {}, by=world.cast.enterprise, at=LATER)

    assert second.data == {"name": "乙"}
    assert not Event.objects.filter(subject_kind="draft").exists()
    discard_draft("d1", by=world.cast.clerk2)
    assert Draft.objects.count() == 1
    discard_draft("d1", by=clerk)
    assert not Draft.objects.exists()


def test_a_draft_that_became_an_application_is_forgotten() -> None:
    world = a_world("QTS-18")
    filing = a_filing("QTS-18")
    save_draft(filing.token, {}, by=world.cast.clerk, at=MORNING)

    take_in(filing, [], Saying(Conclusion.KEEP), by=world.cast.clerk, at=MORNING)

    assert not Draft.objects.exists()


@pytest.mark.parametrize(
    ("saying", "state"),
    [
        (Saying(Conclusion.NOT_OURS, whom="应急管理部门"), "not_ours"),
        (Saying(Conclusion.NOT_REQUIRED, reasons="示范"), "not_required"),
        (Saying(Conclusion.KEEP), "received"),
    ],
)
def test_an_intake_may_end_in_another_word(saying: Saying, state: str) -> None:
    world = a_world("QTS-18")

    receipt = take_in(a_filing("QTS-18"), [], saying, by=world.cast.clerk, at=MORNING)

    assert receipt.application.state == state


def test_the_applicants_people_hear_of_each_word() -> None:
    world = a_world("QTS-08")
    party = an_enterprise()
    Representative.objects.create(party=party, person=world.cast.enterprise, first_on=date(2026, 1, 1))

    application = checked(world, "QTS-08", party=party, wrong=["fire"])
    request_correction(application.pk, by=world.cast.clerk, at=MORNING)

    heard = Notice.objects.filter(recipient=world.cast.enterprise)
    assert [notice.kind for notice in heard] == ["application.correction"]
    assert not Notice.objects.filter(recipient=world.cast.enterprise2).exists()


def test_each_sees_only_what_is_theirs() -> None:
    world = a_world("QTS-06")
    people = world.cast
    party = an_enterprise()
    Representative.objects.create(party=party, person=people.enterprise, first_on=date(2026, 1, 1))
    application = received(world, "QTS-06")

    def sees(person: Model) -> bool:
        return Application.objects.seen_by(person, ON).filter(pk=application.pk).exists()  # type: ignore[arg-type]  # people are Person

    assert all(sees(person) for person in (people.clerk, people.equipment, people.chief, people.supervisor))
    assert not any(
        sees(person) for person in (people.legal, people.enterprise, people.admin, people.transport)
    )
    assert not Application.objects.of_representative(people.enterprise, ON).exists()
    assert may(people.clerk, "application.accept", application, on=ON)
    assert not may(people.legal, "application.accept", application, on=ON)
    assert may(people.admin, "catalogue.see_marks", on=ON)


def test_a_likely_duplicate_is_found() -> None:
    world = a_world("QTS-06")
    application = received(world, "QTS-06")
    again = Application.objects.alike(application.case.party, application.item_version.item)

    assert list(again) == [application]


def test_every_line_of_a_life_reads_as_a_sentence() -> None:
    world = a_world("QTS-06")
    application = accepted(world, "QTS-06")
    submit_opinion(task(application, "review").pk, Outcome.AGREE, by=world.cast.equipment, at=LATER)
    decide(task(application, "decision").pk, DecisionKind.GRANTED, by=world.cast.chief, at=LATER)

    told = [tell(event) for event in Event.objects.about(application.subject).in_order()]

    assert len(told) == 5
    assert not any(
        event.verb in line for event, line in zip(Event.objects.about(application.subject), told, strict=True)
    )
    assert "受理" in told[2]
    assert "高局 作出决定：准予" in told[4]
    assert list(untold([fresh(application)])) == []


def test_the_public_list_shows_decisions_but_not_confidential_ones() -> None:
    world = a_world("QTS-06")
    for confidential in (False, True):
        application = accepted(world, "QTS-06")
        submit_opinion(task(application, "review").pk, Outcome.AGREE, by=world.cast.equipment, at=LATER)
        deciding = task(application, "decision").pk
        decide(deciding, DecisionKind.GRANTED, by=world.cast.chief, at=LATER, is_confidential=confidential)

    assert Decision.objects.public().count() == 1


def test_who_asks_in_english_is_answered_in_english() -> None:
    world = a_world("QTS-08")

    application = accepted(world, "QTS-08", language="en")

    documents = Document.objects.filter(subject_key=application.case.number)
    assert {document.language for document in documents} == {"en"}
    assert dict(documents.get(kind="acceptance").content["facts"])
    assert "Filling licence" in str(documents.get(kind="acceptance").content)


def test_every_reason_is_in_both_languages() -> None:
    assert all(reason.text and reason.text_en for reason in reasons().values())


def test_a_filing_on_a_saturday_counts_from_that_day() -> None:
    world = a_world("QTS-06")
    saturday = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)

    application = received(world, "QTS-06", at=saturday, channel="online")

    assert application.received_on == date(2026, 11, 21)
    assert task(application, "intake").due_on == date(2026, 11, 27)


def test_a_case_the_engine_ends_takes_its_application_along() -> None:
    world = a_world("QTS-06")
    ended, sent_back = accepted(world, "QTS-06"), received(world, "QTS-06")

    terminate(ended.case_id, reason="企业已注销", by=world.cast.chief, at=LATER)
    terminate(sent_back.case_id, reason="逾期未补正", outcome=Outcome.SENT_BACK, by=None, at=LATER)

    assert (fresh(ended).state, fresh(sent_back).state) == ("terminated", "returned")
    assert list(untold([fresh(ended), fresh(sent_back)])) == []


def test_neither_a_service_nor_a_superiors_word_ends_by_an_opinion() -> None:
    world = a_world("QTS-12", "QTS-18")
    service, forwarded = accepted(world, "QTS-18"), accepted(world, "QTS-12")
    for step in ("examine", "metrology_review"):
        mine = task(forwarded, step)
        submit_opinion(mine.pk, Outcome.AGREE, by=of_task(world, mine), at=LATER)
    forward(
        task(forwarded, "forward").pk,
        opinion="合格",
        recommends=DecisionKind.GRANTED,
        by=world.cast.leader,
        at=LATER,
    )

    for open_task in (task(service, "acknowledge"), task(forwarded, "superior")):
        with pytest.raises(LegalRefusal, match="不能直接办结"):
            submit_opinion(open_task.pk, Outcome.AGREE, by=world.cast.clerk, at=LATER)
