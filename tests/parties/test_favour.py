"""Bars hold for their item and days; the green channel needs two people and a reason."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from organization.models import Person, Role
from parties.actions import add_quality_record, bar, end_entitlement, entitle, lift
from parties.models import Bar, Entitlement, EntitlementGround, Party, QualityKind
from parties.refusals import PartyRefusal
from records.models import Event
from records.sentences import tell
from tests.makers.parties import AT, ON, an_enterprise, someone

pytestmark = pytest.mark.django_db


@pytest.fixture
def chief() -> Person:
    return someone("郑局", Role.HEAD_OF_ORGAN, "leadership")


@pytest.fixture
def firm() -> Party:
    return an_enterprise()


def barred(firm: Party, by: Person, **changed: Any) -> Bar:
    facts: dict[str, Any] = {
        "item_code": "QTS-08",
        "ground": "隐瞒有关情况申请",
        "article": "行政许可法第七十八条",
        "decision_no": "示范决定（示范数据）",
        "first_on": ON,
        "last_on": ON + timedelta(days=364),
        **changed,
    }
    return bar(firm, by=by, at=AT, **facts)


def test_a_bar_keeps_a_party_from_one_item_on_its_days(firm: Party, chief: Person) -> None:
    made = barred(firm, chief)

    barring = Bar.objects.barring
    assert barring(firm, "QTS-08", ON).get() == made
    assert barring(firm, "QTS-08", made.last_on or ON).exists()
    assert not barring(firm, "QTS-08", ON - timedelta(days=1)).exists()
    assert not barring(firm, "QTS-08", date(2027, 11, 24)).exists()
    assert not barring(firm, "QTS-09", ON).exists()
    assert not barring(an_enterprise("别家"), "QTS-08", ON).exists()


def test_a_lifted_bar_holds_no_more(firm: Party, chief: Person) -> None:
    made = barred(firm, chief)

    lift(made, reason="决定已被撤销", by=chief, at=AT)

    assert not Bar.objects.barring(firm, "QTS-08", ON).exists()
    with pytest.raises(PartyRefusal):
        lift(made, reason="再次", by=chief, at=AT)


@pytest.mark.parametrize("missing", ["ground", "article", "decision_no", "item_code"])
def test_a_bar_says_why(firm: Party, chief: Person, missing: str) -> None:
    with pytest.raises(ValidationError):
        barred(firm, chief, **{missing: ""})


def test_only_a_leader_bars(firm: Party) -> None:
    with pytest.raises(PermissionDenied):
        barred(firm, someone("王丽", Role.CLERK))


def test_the_database_refuses_a_bar_without_end(firm: Party, chief: Person) -> None:
    made = barred(firm, chief)

    for wrong in ({"last_on": None}, {"last_on": ON - timedelta(days=1)}, {"article": ""}, {"lifted_on": ON}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Bar.objects.filter(pk=made.pk).update(**wrong)


def entitled(firm: Party, by: Person, **changed: Any) -> Entitlement:
    facts: dict[str, Any] = {
        "ground": EntitlementGround.HIGH_TECH,
        "reason": "省级高新技术企业（示范数据）",
        "nominated_by": changed.pop("nominated_by", None) or someone("联络员"),
        "first_on": ON,
        **changed,
    }
    return entitle(firm, by=by, at=AT, **facts)


def test_an_entitlement_holds_on_its_days(firm: Party, chief: Person) -> None:
    made = entitled(firm, chief, last_on=ON + timedelta(days=30))

    assert Entitlement.objects.in_force(firm, ON).get() == made
    assert not Entitlement.objects.in_force(firm, ON + timedelta(days=31)).exists()
    assert made.promise_factor == Decimal("0.5")


def test_nobody_approves_what_he_nominated(firm: Party, chief: Person) -> None:
    with pytest.raises(PartyRefusal, match="提名人以外"):
        entitled(firm, chief, nominated_by=chief)

    made = entitled(firm, chief)
    with pytest.raises(IntegrityError), transaction.atomic():
        Entitlement.objects.filter(pk=made.pk).update(nominated_by=chief)


@pytest.mark.parametrize(
    "wrong",
    [
        {"reason": " "},
        {"promise_factor": Decimal(0)},
        {"promise_factor": Decimal("1.5")},
        {"last_on": date(2020, 1, 1)},
    ],
)
def test_an_entitlement_has_a_reason_and_shortens(firm: Party, chief: Person, wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        entitled(firm, chief, **wrong)


def test_the_green_channel_is_opened_by_a_leader(firm: Party) -> None:
    with pytest.raises(PermissionDenied):
        entitled(firm, someone("处长", Role.SECTION_HEAD))


def test_every_act_reads_as_a_sentence(firm: Party, chief: Person) -> None:
    lift(barred(firm, chief), reason="决定已被撤销", by=chief, at=AT)
    entitled(firm, chief)
    add_quality_record(
        firm, kind=QualityKind.AWARD, title="质量管理奖", on=ON, source="示范数据", by=chief, at=AT
    )

    told = [tell(event) for event in Event.objects.filter(subject_kind="party").order_by("seq")]
    assert told == [
        f"系统 登记企业 镇江示范醋业有限公司 {firm.uscc}",
        "郑局 限制申请 QTS-08 至 2027-11-23：隐瞒有关情况申请（行政许可法第七十八条，示范决定（示范数据））",
        "郑局 解除限制：决定已被撤销",
        "郑局 批准绿色通道（高新技术企业）：省级高新技术企业（示范数据），2026-11-24 至 —",
        "郑局 记入质量档案（荣誉与品牌）：质量管理奖，来源：示范数据",
    ]


def test_an_entitlement_is_ended_once_with_a_reason(firm: Party, chief: Person) -> None:
    made = entitled(firm, chief)
    with pytest.raises(PartyRefusal, match="理由"):
        end_entitlement(made, reason=" ", by=chief, at=AT)

    assert end_entitlement(made, reason="情况不实", by=chief, at=AT).last_on == ON
    with pytest.raises(PartyRefusal, match="已经终止"):
        end_entitlement(made, reason="情况不实", by=chief, at=AT)
    with pytest.raises(PermissionDenied):
        end_entitlement(made, reason="情况不实", by=someone("处长", Role.SECTION_HEAD), at=AT)


def test_an_entitlement_to_come_that_is_ended_holds_on_its_first_day_at_most(
    firm: Party, chief: Person
) -> None:
    made = entitled(firm, chief, first_on=ON + timedelta(days=9))

    assert end_entitlement(made, reason="撤回", by=chief, at=AT).last_on == made.first_on
