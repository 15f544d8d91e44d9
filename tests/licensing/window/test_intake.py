"""Every word of the window on a new application, and its receipt."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from documents.kinds import DocumentKind
from documents.models import Document
from licensing.models import Application, Draft
from licensing.states import State
from parties.actions import bar
from parties.models import Agent, Party
from tests.makers.answers import words
from tests.makers.licensing import World
from tests.makers.organization import sign_in
from tests.makers.parties import a_natural_person, an_enterprise
from tests.makers.window import (
    ITEM,
    new_token,
    send,
    sheet_fields,
    the_application,
    verdict_fields,
)
from workdays.days import local_day

pytestmark = pytest.mark.django_db


def kinds() -> set[str]:
    return set(Document.objects.values_list("kind", flat=True))


def test_a_new_intake_has_a_token_of_its_own_and_keeps_nothing_yet(clerk: Client) -> None:
    first, second = clerk.get(reverse("intake_new")), clerk.get(reverse("intake_new"))

    assert first["Location"] != second["Location"]
    assert clerk.get(first["Location"]).status_code == 200
    assert not Draft.objects.exists()


def test_a_complete_application_is_accepted_with_its_papers_and_its_code(clerk: Client, firm: Party) -> None:
    answer = send(clerk, new_token(), "accept", sheet_fields(ITEM, firm), follow=True)

    assert the_application().state == State.ACCEPTED
    assert kinds() == {DocumentKind.RECEIPT, DocumentKind.ACCEPTANCE}
    assert the_application().case.number in words(answer)
    assert "查询码" in words(answer)
    assert "q-qr" in words(answer)


def test_the_query_code_is_shown_for_one_receipt_only(clerk: Client, world: World, firm: Party) -> None:
    send(clerk, new_token(), "accept", sheet_fields(ITEM, firm))
    url = reverse("window_receipt", args=[the_application().case.number])
    assert 'class="q-query' in words(clerk.get(url))
    other = sign_in(Client(), world.cast.clerk2)
    assert 'class="q-query' not in words(other.get(url))

    send(clerk, new_token(), "accept", sheet_fields(ITEM, an_enterprise("镇江示范二厂")))

    assert 'class="q-query' not in words(clerk.get(url))


def test_the_query_code_leaves_the_session_after_its_minutes(clerk: Client, firm: Party) -> None:
    send(clerk, new_token(), "accept", sheet_fields(ITEM, firm))
    session = clerk.session
    session["receipt"] = session["receipt"] | {"until": (timezone.now() - timedelta(seconds=1)).isoformat()}
    session.save()

    clerk.get(reverse("window_receipt", args=[the_application().case.number]))

    assert "receipt" not in clerk.session


def test_what_is_wanting_is_told_at_once(clerk: Client, firm: Party) -> None:
    fields = sheet_fields(ITEM, firm, term_days="20") | verdict_fields(ITEM, {"site_plan": "incomplete"})

    send(clerk, new_token(), "correct", fields | {"rt-site_plan": "未标注安全距离"})

    application = the_application()
    assert application.state == State.CORRECTION
    assert application.correction.term_days == 20
    assert [line.reason for line in application.correction.lines.all()] == ["未标注安全距离"]
    assert kinds() == {DocumentKind.RECEIPT, DocumentKind.CORRECTION}


def test_an_application_may_just_be_received(clerk: Client, firm: Party) -> None:
    unjudged = {name: value for name, value in sheet_fields(ITEM, firm).items() if not name.startswith("m-")}

    send(clerk, new_token(), "keep", unjudged)

    assert the_application().state == State.RECEIVED
    assert the_application().presenter == "顾晓岚"


def test_what_is_not_ours_is_said_to_whom_it_belongs(clerk: Client, firm: Party) -> None:
    send(clerk, new_token(), "not_ours", sheet_fields(ITEM, firm, whom="镇江市消防救援支队"))

    assert the_application().state == State.NOT_OURS
    assert DocumentKind.NOT_OURS in kinds()


def test_what_needs_no_licence_is_said_in_writing(clerk: Client, firm: Party) -> None:
    send(clerk, new_token(), "not_required", sheet_fields(ITEM, firm, why_none="自用，不对外充装"))

    assert the_application().state == State.NOT_REQUIRED


def test_a_barred_party_is_shown_its_bar_and_refused_in_writing(
    clerk: Client, world: World, firm: Party
) -> None:
    _bar(world, firm)
    token = new_token()

    refused = send(clerk, token, "accept", sheet_fields(ITEM, firm))
    assert refused.status_code == 422
    assert "示范2号" in words(refused)
    send(clerk, token, "barred", sheet_fields(ITEM, firm, reasons="在限制申请期内"))

    assert the_application().state == State.NOT_ACCEPTED


def _bar(world: World, firm: Party) -> None:
    today = local_day(timezone.now())
    bar(
        firm,
        item_code=ITEM,
        ground="提供虚假材料（示范）",
        article="行政许可法第七十八条",
        decision_no="示范2号",
        first_on=today - timedelta(days=10),
        last_on=today + timedelta(days=300),
        by=world.cast.leader,
        at=timezone.now(),
    )


def test_the_same_form_sent_twice_is_one_application(clerk: Client, firm: Party) -> None:
    token, fields = new_token(), sheet_fields(ITEM, firm)

    first, second = send(clerk, token, "accept", fields), send(clerk, token, "accept", fields)

    assert first["Location"] == second["Location"]
    assert Application.objects.count() == 1


def test_a_sent_form_is_not_another_clerks(clerk: Client, world: World, firm: Party) -> None:
    token = new_token()
    send(clerk, token, "accept", sheet_fields(ITEM, firm))
    other = sign_in(Client(), world.cast.clerk2)

    assert other.get(reverse("intake", args=[token])).status_code == 404
    assert send(other, token, "accept", sheet_fields(ITEM, firm)).status_code == 404


def test_a_letter_counts_from_the_day_it_arrived(clerk: Client, firm: Party) -> None:
    arrived = local_day(timezone.now()) - timedelta(days=1)

    send(
        clerk,
        new_token(),
        "keep",
        sheet_fields(ITEM, firm, channel="letter", received_on=arrived.isoformat()),
    )

    assert the_application().received_on == arrived


def test_what_lay_five_days_is_accepted_by_law(clerk: Client, firm: Party) -> None:
    arrived = local_day(timezone.now()) - timedelta(days=30)
    fields = sheet_fields(ITEM, firm, channel="letter", received_on=arrived.isoformat())

    page = clerk.post(reverse("intake_refresh", args=[new_token(), "checklist"]), fields)
    assert "起即为受理，不得再要求补正" in words(page)
    send(clerk, new_token(), "accept", fields)

    assert the_application().is_deemed_accepted
    assert the_application().case.accepted_on == arrived


def test_an_agent_acts_by_a_power_of_attorney_of_that_day(clerk: Client, firm: Party) -> None:
    agent = Agent.objects.create(party=firm, name="朱晓岚", scope="递交材料", first_on=date(2026, 1, 1))
    stranger = Agent.objects.create(
        party=an_enterprise("镇江示范三厂"), name="别人", scope="递交", first_on=date(2026, 1, 1)
    )

    wrong = send(clerk, new_token(), "keep", sheet_fields(ITEM, firm, agent=str(stranger.pk)))
    assert wrong.status_code == 422
    send(clerk, new_token(), "keep", sheet_fields(ITEM, firm, agent=str(agent.pk)))

    assert the_application().agent == agent


def test_a_person_is_not_asked_for_a_firms_licence(clerk: Client) -> None:
    answer = send(clerk, new_token(), "accept", sheet_fields(ITEM, a_natural_person()))

    assert answer.status_code == 422
    assert "只能由企业等组织申请" in words(answer)
