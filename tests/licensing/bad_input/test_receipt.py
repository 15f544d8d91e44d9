"""Bad input: what nobody may apply for, and who may not, is refused with basis and date."""

from datetime import date, timedelta

import pytest

from licensing.actions import (
    load_catalogue,
    receive_application,
)
from licensing.catalogue_files import Catalogue
from parties.actions import bar
from records.refusals import LegalRefusal
from tests.makers.answers import words
from tests.makers.attempts import attempts, told_once
from tests.makers.licensing import (
    MORNING,
    a_filing,
    a_world,
    only,
    received,
)
from tests.makers.organization import SINCE
from tests.makers.parties import a_natural_person, an_enterprise
from tests.makers.window import at_the_window, new_token, send, sheet_fields
from workflow.models import Case

pytestmark = pytest.mark.django_db


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
    assert attempts(refused.value.code) == 1
    assert not Case.objects.exists()


def test_an_item_not_yet_open_is_refused_with_its_day_and_basis() -> None:
    world = a_world("QTS-06")
    entry = {**only("QTS-06").items[0], "open_on": "2027-01-01"}
    load_catalogue(Catalogue((entry,), only("QTS-06").processes, only("QTS-06").forms), by=None, at=SINCE)

    with pytest.raises(LegalRefusal) as refused:
        received(world, "QTS-06")

    message = told_once("item.not_yet_open", refused)
    assert "2027-01-01" in message
    assert "特种设备安全法" in message


def test_the_window_reads_when_an_item_opens_and_by_what_law() -> None:
    world = a_world("QTS-06")
    entry = {**only("QTS-06").items[0], "open_on": "2099-01-01"}
    load_catalogue(Catalogue((entry,), only("QTS-06").processes, only("QTS-06").forms), by=None, at=SINCE)
    fields = sheet_fields("QTS-06", a_natural_person())

    answer = send(at_the_window(world), new_token(), "accept", fields)

    assert answer.status_code == 422
    assert "2099-01-01" in words(answer)
    assert "特种设备安全法" in words(answer)
    assert attempts("item.not_yet_open") == 1


def test_an_item_closing_on_a_day_takes_applications_until_the_day_before() -> None:
    world = a_world("QTS-06")
    entry = {**only("QTS-06").items[0], "closed_on": "2026-09-23", "closed_reason": "示范取消"}
    load_catalogue(Catalogue((entry,), only("QTS-06").processes, only("QTS-06").forms), by=None, at=SINCE)

    received(world, "QTS-06", at=MORNING - timedelta(days=1))
    with pytest.raises(LegalRefusal) as refused:
        received(world, "QTS-06")

    assert "2026-09-23" in told_once("item.closed", refused)


def test_a_guide_that_has_changed_meanwhile_is_told() -> None:
    world = a_world("QTS-06")
    filing = a_filing("QTS-06")
    entry = {**only("QTS-06").items[0], "quantity": "示范"}
    load_catalogue(Catalogue((entry,), only("QTS-06").processes, only("QTS-06").forms), by=None, at=SINCE)

    with pytest.raises(LegalRefusal) as refused:
        receive_application(filing, by=world.cast.clerk, at=MORNING)

    told_once("item.new_version", refused)


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

    message = told_once("art78.barred", refused)
    assert all(word in message for word in ("2026-12-31", "第七十八条", "示范决定1"))


@pytest.mark.parametrize(("code", "person"), [("QTS-06", False), ("QTS-08", True)])
def test_only_the_right_kind_of_party_applies(code: str, person: bool) -> None:
    world = a_world(code)
    party = a_natural_person() if person else an_enterprise()

    with pytest.raises(LegalRefusal) as refused:
        received(world, code, party=party)

    told_once("item.applicant", refused)


def test_tomorrows_receipt_is_refused() -> None:
    world = a_world("QTS-08")

    with pytest.raises(LegalRefusal) as refused:
        received(world, "QTS-08", received_on=date(2026, 9, 24))

    told_once("art32.received_later", refused)
