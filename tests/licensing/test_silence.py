"""Silence of the window is acceptance (Art. 32), but never of a barred party."""

from datetime import date, datetime, timedelta

import pytest

from documents.models import Document
from licensing.actions import (
    Ground,
    Piece,
    accept,
    receive_correction,
    refuse_acceptance,
    request_correction,
)
from licensing.states import State
from parties.actions import bar
from records.models import Event
from records.refusals import LegalRefusal
from tests.makers.article_32 import DAY_5, DAY_6, corrected
from tests.makers.licensing import (
    MORNING,
    World,
    a_world,
    checked,
    fresh,
    judge,
    received,
)
from tests.makers.parties import an_enterprise

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return a_world("QTS-08", "QTS-06")


@pytest.mark.parametrize(
    ("at", "accepted_on", "deemed"),
    [
        pytest.param(DAY_5, date(2026, 10, 8), False, id="a word on the fifth day counts from that day"),
        pytest.param(DAY_6, date(2026, 9, 23), True, id="silence until the sixth counts from receipt"),
    ],
)
def test_silence_of_five_days_is_acceptance_from_receipt(
    world: World, at: datetime, accepted_on: date, deemed: bool
) -> None:
    application = checked(world, "QTS-08")

    accept(application.pk, by=world.cast.clerk, at=at)

    application = fresh(application)
    event = Event.objects.about(application.subject).get(verb="application.accepted")
    assert (application.case.accepted_on, application.is_deemed_accepted) == (accepted_on, deemed)
    assert event.data["is_late"] is deemed
    assert event.data["received_on"] == "2026-09-23"


def test_what_the_law_has_accepted_goes_on_with_what_is_there(world: World) -> None:
    application = checked(world, "QTS-08", wrong=["fire"])

    accept(application.pk, by=world.cast.clerk, at=DAY_6)

    paragraphs = Document.objects.get(kind="acceptance").content["paragraphs"]
    assert fresh(application).is_deemed_accepted
    assert "第三十二条" in paragraphs[1]


def test_after_five_days_nothing_more_may_be_asked_for(world: World) -> None:
    application = checked(world, "QTS-08", wrong=["fire"])

    with pytest.raises(LegalRefusal) as refused:
        request_correction(application.pk, by=world.cast.clerk, at=DAY_6)

    assert refused.value.code == "art32.deemed_accepted"
    assert "2026-10-08" in refused.value.message


def test_silence_after_a_correction_is_acceptance_too(world: World) -> None:
    application, clerk = corrected(world), world.cast.clerk
    receive_correction(application.pk, [Piece("fire"), Piece("site_plan", "不清")], by=clerk, at=DAY_5)

    with pytest.raises(LegalRefusal) as refused:
        refuse_acceptance(
            application.pk, ground=Ground.STILL_DEFICIENT, by=clerk, at=DAY_5 + timedelta(days=8)
        )

    assert refused.value.code == "art32.deemed_accepted"


def test_a_letter_counts_from_the_day_it_arrived(world: World) -> None:
    application = received(world, "QTS-08", at=DAY_5, received_on=date(2026, 9, 23), channel="letter")

    assert application.received_on == application.case.received_on == date(2026, 9, 23)


def test_a_barred_party_is_refused_in_writing_and_never_accepted_by_silence(world: World) -> None:
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
    application = received(world, "QTS-08", party=party, to_be_refused=True)
    judge(world, application, at=MORNING)

    with pytest.raises(LegalRefusal) as refused:
        accept(application.pk, by=world.cast.clerk, at=DAY_6)
    refuse_acceptance(
        application.pk, ground=Ground.BARRED, reasons="限制申请期内", by=world.cast.clerk, at=DAY_6
    )

    assert refused.value.code == "art78.barred"
    assert fresh(application).state == State.NOT_ACCEPTED
