"""Entrusting (Art. 24): published, dated, to the district's own bureau, never on; who handles what where."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from organization.access import handling_unit
from organization.actions import delegate_function, end_delegation, load_delegations, load_organization
from organization.models import Delegation, District, Function, Role, Unit
from records.models import Event
from records.refusals import LegalRefusal
from tests.makers.organization import Cast, cast, give_post

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 10, 1, 0, tzinfo=UTC)
DAY = date(2026, 3, 10)
ONE = timedelta(days=1)


@pytest.fixture
def house() -> Cast:
    return cast()


def entrust(house: Cast, **facts: Any) -> Delegation:
    wanted = {
        "unit": house.unit("newdistrict"),
        "district": District.objects.get(pk="321171"),
        "first_on": DAY,
        "notice_no": "示范公告第2号（示范数据）",
        "published_on": DAY,
        "by": house.chief,
        "at": AT,
    }
    return delegate_function(Function.FOOD, **{**wanted, **facts})


@pytest.mark.parametrize(
    ("function", "district", "unit", "why"),
    [
        ("special_equipment", "321171", "newdistrict", "委托"),
        ("metrology", "321171", "newdistrict", "示范公告"),
        ("food", "321171", None, "主办处室"),
        ("food", "321181", "danyang", "自己的名义"),
        ("quality", "321112", "dantu", "自己的名义"),
        ("quality", "321102", None, "京口区"),
        ("quality", "321111", None, "润州区"),
        ("quality", "321100", None, "镇江市"),
        ("quality", "000000", None, "000000"),
    ],
)
def test_the_handling_unit_and_its_why(
    house: Cast, function: str, district: str, unit: str | None, why: str
) -> None:
    found, reason = handling_unit(function, district, DAY)

    assert (found.code if found else None) == unit
    assert why in reason


def test_a_delegation_counts_on_its_days_only(house: Cast) -> None:
    entrust(house, first_on=DAY, last_on=DAY + ONE)

    units = [handling_unit("food", "321171", DAY + n * ONE)[0] for n in (-1, 0, 1, 2)]

    assert [unit.code if unit else None for unit in units] == [None, "newdistrict", "newdistrict", None]


def test_it_is_told_in_the_ledger_with_its_notice(house: Cast) -> None:
    entrust(house)

    line = Event.objects.get(verb="function.delegated")
    assert (line.subject_key, line.data["notice_no"]) == ("food:321171", "示范公告第2号（示范数据）")


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"notice_no": "  "}, "art24.publication"),
        ({"published_on": DAY + ONE}, "art24.publication"),
        ({"unit": "legal"}, "art24.delegate"),
        ({"unit": "danyang"}, "art24.delegate"),
        ({"unit": "transport"}, "art24.delegate"),
    ],
    ids=["no notice", "published late", "a department", "another district", "an outside authority"],
)
def test_an_unlawful_delegation_is_refused_and_the_attempt_is_told(
    house: Cast, facts: dict[str, Any], code: str
) -> None:
    if "unit" in facts:
        facts = {"unit": house.unit(facts["unit"])}

    with pytest.raises(LegalRefusal) as refusal:
        entrust(house, **facts)

    assert refusal.value.code == code
    assert Event.objects.get(verb="attempt.refused").data["code"] == code
    assert not Delegation.objects.filter(function="food").exists()


def test_an_entrusted_unit_cannot_entrust_on(house: Cast) -> None:
    give_post(house.newdistrict, house.unit("newdistrict"), Role.ADMINISTRATOR)
    entrust(house)

    with pytest.raises(LegalRefusal) as refusal:
        entrust(house, first_on=DAY + ONE, by=house.newdistrict)

    assert refusal.value.code == "art24.reentrustment"


def test_nobody_else_entrusts(house: Cast) -> None:
    with pytest.raises(PermissionDenied):
        entrust(house, by=house.clerk)


def test_the_same_function_is_entrusted_once_at_a_time(house: Cast) -> None:
    first = entrust(house)

    with pytest.raises(ValidationError, match="日期重叠"):
        entrust(house, first_on=DAY + ONE)

    end_delegation(first, last_on=DAY, by=house.chief, at=AT)
    entrust(house, first_on=DAY + ONE)
    assert Delegation.objects.filter(function="food").count() == 2


@pytest.mark.parametrize(
    "facts",
    [{"notice_no": "  "}, {"published_on": DAY + ONE}, {"function": "tax"}, {"last_on": DAY - ONE}],
    ids=["no notice", "published late", "unknown function", "turned round"],
)
def test_the_database_refuses_an_unlawful_row(house: Cast, facts: dict[str, Any]) -> None:
    row = {
        "function": "food",
        "unit": house.unit("newdistrict"),
        "district_id": "321171",
        "first_on": DAY,
        "notice_no": "示范",
        "published_on": DAY,
    }

    with pytest.raises(IntegrityError), transaction.atomic():
        Delegation.objects.create(**{**row, **facts})


def test_the_data_file_is_loaded_as_often_as_one_likes() -> None:
    first = load_organization(by=None, at=AT)
    Unit.objects.filter(code="legal").update(short_name="旧名")
    second = load_organization(by=None, at=AT)
    third = load_organization(by=None, at=AT)

    assert (len(first["added"]), first["changed"]) == (31, [])
    assert second == {"added": [], "changed": ["legal"]}
    assert third == {"added": [], "changed": []}
    assert Event.objects.filter(verb="organization.loaded").count() == 2
    assert Unit.objects.get(code="legal").short_name == "法规处"


def test_demo_delegations_say_that_they_are_for_show() -> None:
    load_organization(by=None, at=AT)

    assert load_delegations(by=None, at=AT) == 4
    assert load_delegations(by=None, at=AT) == 0
    assert all("示范" in row.notice_no for row in Delegation.objects.all())
