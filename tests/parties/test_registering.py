"""Registering parties and changing their details: one row, one line, nothing personal in the chain."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from parties.actions import (
    adopt_credit_code,
    change_details,
    register_enterprise,
    register_person,
    reveal_id_number,
)
from parties.identifiers import IdentifierError
from parties.models import Party
from parties.refusals import AlreadyRegisteredError, ChangedMeanwhileError, PartyRefusal
from records.models import Event, PersonalValue, ReadLog
from tests.makers.parties import AT, VINEGAR, a_district, a_natural_person, an_enterprise, someone

pytestmark = pytest.mark.django_db
NUMBER = "11010519491231002X"


def lines(party: Party) -> list[Event]:
    return list(Event.objects.filter(subject_kind="party", subject_key=str(party.pk)).order_by("seq"))


def test_an_enterprise_is_registered_with_the_organisation_code_inside_its_credit_code() -> None:
    party = an_enterprise(uscc=" 91321100ma1x00017c ")

    assert (party.uscc, party.org_code, party.pinyin_initials) == (VINEGAR, "MA1X00017", "zjsfcyyxgs")
    assert [event.verb for event in lines(party)] == ["party.registered"]
    assert lines(party)[0].data["uscc"] == VINEGAR


def test_a_code_is_registered_once() -> None:
    an_enterprise(uscc=VINEGAR)

    with pytest.raises(AlreadyRegisteredError) as refused:
        an_enterprise("另一个名字", uscc=VINEGAR)

    assert refused.value.field == "uscc"
    assert Party.objects.count() == 1


def test_a_wrong_code_is_not_registered() -> None:
    with pytest.raises(IdentifierError):
        an_enterprise(uscc=VINEGAR[:17] + "D")

    assert not Party.objects.exists()


def test_an_older_enterprise_adopts_the_credit_code_made_of_its_organisation_code() -> None:
    party = register_enterprise(name="示范老厂", org_code="MA1X0001-7", district=a_district(), by=None, at=AT)

    adopt_credit_code(party, uscc=VINEGAR, by=None, at=AT)

    party.refresh_from_db()
    assert party.uscc == VINEGAR
    with pytest.raises(PartyRefusal):
        adopt_credit_code(an_enterprise(), uscc=VINEGAR, by=None, at=AT)


def test_the_number_of_a_person_is_nowhere_in_clear() -> None:
    party = a_natural_person("顾晓岚", id_number=NUMBER)

    party.refresh_from_db()
    row = json.dumps({field.attname: str(getattr(party, field.attname)) for field in Party._meta.fields})
    assert NUMBER not in row
    assert party.id_masked == "110**************X"
    event = json.dumps(lines(party)[0].data, ensure_ascii=False)
    assert "顾晓岚" not in event
    assert "110*" not in event
    kept = PersonalValue.objects.filter(event_id=lines(party)[0].pk).values_list("name", flat=True)
    assert set(kept) == {"name", "id_masked"}


def test_a_person_is_registered_once() -> None:
    a_natural_person(id_number=NUMBER)

    with pytest.raises(AlreadyRegisteredError):
        a_natural_person("别人", id_number=NUMBER.lower())


def test_a_birth_in_the_future_is_refused() -> None:
    with pytest.raises(IdentifierError):
        register_person(
            name="未来人", id_number=NUMBER, district=a_district(), by=None, at=AT - timedelta(days=36_500)
        )


def test_opening_a_number_is_logged() -> None:
    party, clerk = a_natural_person(id_number=NUMBER), someone()

    assert reveal_id_number(party, reason="核对证件", by=clerk, at=AT) == NUMBER

    log = ReadLog.objects.get()
    assert (log.actor_id, log.field, log.reason) == (clerk.pk, "id_number", "核对证件")


def test_a_change_writes_old_and_new_and_keeps_persons_out_of_the_chain() -> None:
    party = an_enterprise(legal_representative="周一", address="旧址")

    change_details(party, address="新址", legal_representative="吴二", by=None, at=AT)

    line = lines(party)[-1]
    assert line.data["changes"] == {"address": ["旧址", "新址"]}
    assert line.data["fields"] == ["address", "legal_representative"]
    assert "吴二" not in json.dumps(line.data, ensure_ascii=False)
    kept = dict(PersonalValue.objects.filter(event_id=line.pk).values_list("name", "value"))
    assert kept == {"legal_representative.old": "周一", "legal_representative.new": "吴二"}


def test_a_change_of_nothing_writes_nothing() -> None:
    party = an_enterprise(address="旧址")

    change_details(party, address=" 旧址 ", by=None, at=AT)

    assert len(lines(party)) == 1


def test_a_new_name_is_found_and_the_old_one_no_more() -> None:
    party = an_enterprise("镇江示范醋业有限公司")

    change_details(party, name="丹阳样板香料厂", by=None, at=AT)

    assert Party.objects.search("样板").get() == party
    assert not Party.objects.search("醋业").exists()
    assert Party.objects.search("ybxl").get() == party


def test_of_two_who_change_at_once_the_second_is_told() -> None:
    party = an_enterprise()
    other = Party.objects.get(pk=party.pk)
    change_details(party, address="甲", by=None, at=AT)

    with pytest.raises(ChangedMeanwhileError):
        change_details(other, address="乙", by=None, at=AT)

    party.refresh_from_db()
    assert party.address == "甲"


@pytest.mark.parametrize("field", ["uscc", "kind", "id_number_sealed", "is_demo"])
def test_what_is_no_detail_cannot_be_changed(field: str) -> None:
    with pytest.raises(TypeError):
        change_details(an_enterprise(), by=None, at=AT, **{field: "x"})


@pytest.mark.parametrize(
    "name", ["=1+1", "<script>alert(1)</script>", "#set text(red) \\ {{ x }}", "😀" * 20, "堃喆镕㛃䶮𬭎"]
)
def test_strange_names_are_kept_as_typed(name: str) -> None:
    assert Party.objects.get(pk=an_enterprise(name).pk).name == name


@pytest.mark.parametrize("name", ["", "  ", "\u202e", "长" * 10_000])
def test_an_empty_or_endless_name_is_refused(name: str) -> None:
    with pytest.raises(ValidationError):
        an_enterprise(name)

    assert not Party.objects.exists()


def facts_of_a_row(**changed: Any) -> dict[str, Any]:
    return {"name": "行", "kind": "enterprise", "org_code": "MA1X00017", "district": a_district(), **changed}


@pytest.mark.parametrize(
    "changed",
    [
        {"name": ""},
        {"org_code": ""},
        {"kind": "person"},
        {"kind": "person", "org_code": ""},
        {"id_number_digest": "a" * 64, "id_number_sealed": "x"},
        {"kind": "person", "org_code": "", "id_number_digest": "a" * 64},
    ],
    ids=[
        "no name",
        "no code",
        "a person with a code",
        "a person without a number",
        "a firm with a number",
        "unsealed",
    ],
)
def test_the_database_refuses_a_party_not_identified_by_its_kind(changed: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Party.objects.bulk_create([Party(**facts_of_a_row(**changed))])


@pytest.mark.parametrize(
    "same", [{"uscc": VINEGAR, "org_code": "Y"}, {"org_code": "MA1X00017"}], ids=["wide", "short"]
)
def test_the_database_refuses_the_same_code_twice(same: dict[str, Any]) -> None:
    an_enterprise(uscc=VINEGAR)

    with pytest.raises(IntegrityError), transaction.atomic():
        Party.objects.bulk_create([Party(**facts_of_a_row(**same))])
