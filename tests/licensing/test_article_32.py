"""The five outcomes of intake and the second leg (Art. 32)."""

from datetime import date, timedelta

import pytest

from documents.models import Document
from licensing.actions import (
    Ground,
    Piece,
    accept,
    amend_answers,
    declare_not_required,
    receive_correction,
    refuse_acceptance,
    request_correction,
)
from licensing.states import State
from records.refusals import LegalRefusal
from tests.makers.article_32 import DAY_5, DAY_6, corrected, documents_of
from tests.makers.licensing import (
    MORNING,
    World,
    a_world,
    checked,
    fresh,
    good_answers,
    judge,
    received,
    task,
)
from workdays.days import local_day
from workflow.refusals import NotThereError

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return a_world("QTS-08", "QTS-06")


def test_complete_is_accepted_and_both_clocks_start(world: World) -> None:
    application = checked(world, "QTS-08")

    accept(application.pk, by=world.cast.clerk, at=MORNING)

    case = fresh(application).case
    assert fresh(application).state == State.ACCEPTED
    assert (case.accepted_on, case.promised_days, case.statutory_days) == (date(2026, 9, 23), 15, 30)
    assert documents_of(application) == ["receipt", "acceptance"]
    assert task(application, "examine").state == "open"


def test_not_ours_names_whom_and_ends(world: World) -> None:
    application = received(world, "QTS-08")

    refuse_acceptance(
        application.pk, ground=Ground.NOT_OURS, whom="应急管理部门", by=world.cast.clerk, at=MORNING
    )

    assert fresh(application).state == State.NOT_OURS
    assert not fresh(application).case.is_open
    document = Document.objects.get(kind="not_ours")
    assert "应急管理部门" in document.content["paragraphs"][0]


def test_nothing_needed_is_told_in_writing(world: World) -> None:
    application = received(world, "QTS-08")

    declare_not_required(application.pk, reasons="自用气瓶不对外充装", by=world.cast.clerk, at=MORNING)

    assert fresh(application).state == State.NOT_REQUIRED
    assert documents_of(application) == ["receipt", "no_licence_needed"]


def test_corrected_on_the_spot_is_accepted(world: World) -> None:
    application = received(world, "QTS-08", answers={"media": ["oxygen"]})
    judge(world, application, at=MORNING)
    with pytest.raises(LegalRefusal) as refused:
        accept(application.pk, by=world.cast.clerk, at=MORNING)

    amend_answers(application.pk, good_answers("QTS-08"), by=world.cast.clerk, at=MORNING)
    accept(application.pk, by=world.cast.clerk, at=MORNING)

    assert refused.value.code == "art32.form_incomplete"
    assert fresh(application).state == State.ACCEPTED


def test_incomplete_is_told_once_everything_and_the_intakes_clock_stands(world: World) -> None:
    application = corrected(world)

    document = Document.objects.get(kind="correction")
    assert application.state == State.CORRECTION
    assert [row[1] for row in document.content["table"]["rows"]] == [
        "场地平面图与安全距离说明",
        "消防验收意见",
    ]
    assert application.correction.reply_due_on == date(2026, 11, 11)
    assert task(application, "intake").due_on is None
    assert task(application, "intake").state == "open"


def test_everything_on_the_notice_given_must_be_accepted_from_the_day_of_the_last_piece(world: World) -> None:
    application, clerk = corrected(world), world.cast.clerk
    receive_correction(application.pk, [Piece("fire")], by=clerk, at=DAY_5)
    receive_correction(application.pk, [Piece("site_plan")], by=clerk, at=DAY_6)
    with pytest.raises(LegalRefusal) as refused:
        refuse_acceptance(application.pk, ground=Ground.STILL_DEFICIENT, by=clerk, at=DAY_6)

    accept(application.pk, by=clerk, at=DAY_6 + timedelta(days=3))

    assert refused.value.code == "art32.must_accept"
    assert fresh(application).case.accepted_on == local_day(DAY_6)
    assert not fresh(application).is_deemed_accepted


@pytest.mark.parametrize("who", ["equipment", "legal", "chief", "supervisor"])
def test_nobody_but_the_window_takes_in_what_was_asked_for(world: World, who: str) -> None:
    application = corrected(world)

    with pytest.raises(NotThereError):
        receive_correction(application.pk, [Piece("fire")], by=getattr(world.cast, who), at=DAY_5)


def test_still_deficient_is_refused_with_its_reasons_and_never_asked_again(world: World) -> None:
    application, clerk = corrected(world), world.cast.clerk
    receive_correction(
        application.pk, [Piece("fire"), Piece("site_plan", "仍未标注距离")], by=clerk, at=DAY_5
    )
    with pytest.raises(LegalRefusal) as accepted:
        accept(application.pk, by=clerk, at=DAY_5)
    with pytest.raises(LegalRefusal) as again:
        request_correction(application.pk, by=clerk, at=DAY_5)

    refuse_acceptance(application.pk, ground=Ground.STILL_DEFICIENT, by=clerk, at=DAY_5)

    assert accepted.value.code == "art32.still_deficient"
    assert again.value.code == "art32.second_correction"
    assert "仍未标注距离" in Document.objects.get(kind="not_accepted").content["paragraphs"][0]
    assert "六十日" in Document.objects.get(kind="not_accepted").content["rights"][0]


def test_only_what_the_notice_lists_may_be_asked_for(world: World) -> None:
    application = corrected(world)

    with pytest.raises(LegalRefusal) as refused:
        receive_correction(application.pk, [Piece("staff", "过期")], by=world.cast.clerk, at=DAY_5)

    assert refused.value.code == "art32.not_on_the_notice"


def test_deficiency_is_no_ground_before_the_one_correction(world: World) -> None:
    application = checked(world, "QTS-08", wrong=["fire"])

    with pytest.raises(LegalRefusal) as refused:
        refuse_acceptance(application.pk, ground=Ground.STILL_DEFICIENT, by=world.cast.clerk, at=MORNING)

    assert refused.value.code == "art32.correct_first"


def test_an_unanswered_notice_is_not_yet_deficient(world: World) -> None:
    application = corrected(world)

    with pytest.raises(LegalRefusal) as refused:
        refuse_acceptance(application.pk, ground=Ground.STILL_DEFICIENT, by=world.cast.clerk, at=DAY_6)

    assert refused.value.code == "art32.unanswered"
