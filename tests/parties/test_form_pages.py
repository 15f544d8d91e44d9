"""Registering, changing and adding through the pages."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from parties.identifiers import id_check, uscc_check
from parties.models import Agent, Bar, Entitlement, Party, Representative
from records.models import ReadLog
from tests.makers.answers import words
from tests.makers.organization import Cast, sign_in
from tests.makers.parties import ON, VINEGAR, a_district, a_natural_person, an_enterprise

pytestmark = pytest.mark.django_db
NUMBER = "11010519491231002X"
NINTH_WRONG = "91321100MA1X00018" + uscc_check("91321100MA1X00018")


def test_a_clerk_registers_an_enterprise(clerk: Client) -> None:
    facts = {"uscc": VINEGAR.lower(), "name": "镇江示范醋业有限公司", "district": a_district().pk}

    answer = clerk.post(reverse("party_new", args=["enterprise"]), facts)

    party = Party.objects.get()
    assert answer.headers["Location"] == reverse("party", args=[party.pk])
    again = words(clerk.post(reverse("party_new", args=["enterprise"]), facts))
    assert "已登记，请直接选用" in again
    assert "镇江示范醋业有限公司" in again


@pytest.mark.parametrize(
    ("kind", "facts", "word"),
    [
        ("enterprise", {"uscc": VINEGAR[:17] + "D"}, "第 18 位校验码"),
        ("enterprise", {"uscc": NINTH_WRONG}, "第 9 位校验码"),
        ("enterprise", {"uscc": "9132110OMA1X00017C"}, "第 8 位“O”"),
        ("enterprise", {"uscc": "9132"}, "长度不对"),
        ("enterprise", {"uscc": "9" * 10_000}, "64"),
        ("enterprise", {}, "请填统一社会信用代码"),
        ("enterprise", {"org_code": "60003734-2"}, "第 9 位校验码"),
        ("enterprise", {"uscc": VINEGAR, "name": "长" * 10_000}, "200"),
        ("enterprise", {"uscc": VINEGAR, "contact_mobile": "<script>"}, "电话只能"),
        ("person", {"id_number": NUMBER[:17] + "1"}, "第 18 位校验码"),
        ("person", {"id_number": "11010519491331002X"}, "出生日期"),
        ("person", {"id_number": "321102209912310018"[:17] + "X"}, "身份证号"),
    ],
)
def test_a_wrong_identifier_is_told_at_its_field_and_nothing_is_lost(
    clerk: Client, kind: str, facts: dict[str, str], word: str
) -> None:
    text = words(
        clerk.post(
            reverse("party_new", args=[kind]),
            {"name": "某某", "district": a_district().pk, "address": "示范路 1 号", **facts},
        )
    )

    assert word in text
    assert "示范路 1 号" in text
    assert not Party.objects.exists()


def test_a_birth_to_come_is_told_at_the_field(clerk: Client) -> None:
    future = "32110220991231001"
    facts = {"name": "未来", "district": a_district().pk, "id_number": future + id_check(future)}

    assert "出生日期" in words(clerk.post(reverse("party_new", args=["person"]), facts))


def test_details_are_changed_and_not_over_anothers_change(clerk: Client) -> None:
    party = an_enterprise(uscc=VINEGAR)
    facts = {"name": party.name, "district": party.district_id, "address": "新址", "version": party.version}

    assert clerk.post(reverse("party_edit", args=[party.pk]), facts).status_code == 302
    late = words(clerk.post(reverse("party_edit", args=[party.pk]), {**facts, "address": "后来的"}))

    party.refresh_from_db()
    assert party.address == "新址"
    assert "刚被他人修改" in late
    assert "后来的" in late


ADDED: list[tuple[str, str, type[Any], dict[str, Any]]] = [
    ("clerk", "agent", Agent, {"name": "钱代理", "scope": "气瓶充装申请"}),
    ("clerk", "representative", Representative, {"person": "enterprise", "role": "handler"}),
    (
        "chief",
        "bar",
        Bar,
        {
            "item_code": "QTS-08",
            "ground": "隐瞒",
            "article": "行政许可法第七十八条",
            "decision_no": "示范决定",
            "last_on": "2027-11-23",
        },
    ),
    ("chief", "entitlement", Entitlement, {"ground": "urgent", "reason": "示范", "promise_factor": "0.5"}),
]


@pytest.mark.parametrize(("who", "what", "model", "facts"), ADDED, ids=[row[1] for row in ADDED])
def test_what_is_added_is_added_once(
    client: Client, people: Cast, who: str, what: str, model: type[Any], facts: dict[str, Any]
) -> None:
    url = reverse("party_add", args=[an_enterprise().pk, what])
    sign_in(client, getattr(people, who))
    facts = {**facts, "first_on": "2026-11-24", "nominated_by": people.liaison.pk}

    assert client.get(url).status_code == 200
    assert client.post(url, facts).status_code == 302
    assert client.post(url, facts).status_code == 200
    assert model.objects.count() == 1


def test_nobody_approves_his_own_nomination_on_the_page(client: Client, people: Cast) -> None:
    url = reverse("party_add", args=[an_enterprise().pk, "entitlement"])
    facts = {"ground": "urgent", "reason": "示范", "first_on": "2026-11-24", "promise_factor": "0.5"}
    sign_in(client, people.chief)

    text = words(client.post(url, {**facts, "nominated_by": people.chief.pk}))

    assert not Entitlement.objects.exists()
    assert "is-wrong" in text


def test_an_appointment_is_ended_and_a_bar_lifted(client: Client, people: Cast) -> None:
    firm = an_enterprise()
    sign_in(client, people.clerk)
    client.post(reverse("party_add", args=[firm.pk, "agent"]), {**ADDED[0][3], "first_on": "2026-11-24"})
    agent = Agent.objects.get()
    Agent.objects.update(first_on=ON - timedelta(days=400))
    client.post(reverse("appointment_end", args=[firm.pk, "agent", agent.pk]))
    assert Agent.objects.get().last_on is not None

    sign_in(client, people.chief)
    client.post(reverse("party_add", args=[firm.pk, "bar"]), {**ADDED[2][3], "first_on": "2026-11-24"})
    client.post(reverse("bar_lift", args=[firm.pk, Bar.objects.get().pk]), {"reason": "决定已撤销"})
    assert Bar.objects.get().lifted_reason == "决定已撤销"


def test_the_green_channel_is_ended_from_the_card(client: Client, people: Cast) -> None:
    firm = an_enterprise()
    sign_in(client, people.chief)
    facts = {"ground": "urgent", "reason": "示范", "first_on": "2026-11-01", "promise_factor": "0.5"}
    add = reverse("party_add", args=[firm.pk, "entitlement"])
    client.post(add, {**facts, "nominated_by": people.liaison.pk})
    end = reverse("entitlement_end", args=[firm.pk, Entitlement.objects.get().pk])

    assert end in words(client.get(reverse("party", args=[firm.pk])))
    assert words(client.post(end, {"reason": ""})).count("is-wrong")
    client.post(end, {"reason": "情况不实"})

    assert Entitlement.objects.get().last_on is not None
    assert end not in words(client.get(reverse("party", args=[firm.pk])))


def test_a_number_is_opened_with_a_reason_only(clerk: Client, people: Cast) -> None:
    party = a_natural_person(id_number=NUMBER)
    url = reverse("party_number", args=[party.pk])

    assert NUMBER not in words(clerk.get(reverse("party", args=[party.pk])))
    assert NUMBER not in words(clerk.post(url, {"reason": " "}))
    assert not ReadLog.objects.exists()
    answer = clerk.post(url, {"reason": "核对证件"})
    assert NUMBER in words(answer)
    assert "no-store" in answer["Cache-Control"]
    assert ReadLog.objects.get().reason == "核对证件"
