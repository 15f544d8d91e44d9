"""The enterprise's portal: its own cases and no others, what it has to do, by when; and nothing to change."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from licensing.actions import (
    Piece,
    deliver,
    finish,
    issue_licence,
    receive_correction,
    request_correction,
    start_special_procedure,
    submit_opinion,
)
from licensing.models import Application
from licensing.states import DeliveryMethod
from parties.actions import appoint_representative
from parties.models import Party, RepresentativeRole
from tests.makers.licensing import MORNING, World, a_world, accepted, checked, of_task, task
from tests.makers.organization import sign_in
from tests.makers.parties import an_enterprise
from workflow.actions import Outcome

pytestmark = pytest.mark.django_db


SINCE = date(2020, 1, 1)


CANARY = "金丝雀"


NO_CASE = "321100-20200101-99999-0"


PAGES = ("portal", "portal_cases", "portal_licences")


@pytest.fixture
def world() -> World:
    return a_world("QTS-08", "QTS-17")


@pytest.fixture
def firm(world: World) -> Party:
    party = an_enterprise("镇江示范燃气有限公司")
    represent(world, party, until=None)
    return party


@pytest.fixture
def portal(client: Client, world: World, firm: Party) -> Client:
    return sign_in(client, world.cast.enterprise)


def represent(world: World, party: Party, *, until: date | None) -> None:
    appoint_representative(
        party,
        person=world.cast.enterprise,
        role=RepresentativeRole.HANDLER,
        first_on=SINCE,
        last_on=until,
        by=world.cast.clerk,
        at=MORNING,
    )


def page(client: Client, name: str = "portal", *args: str) -> str:
    return client.get(reverse(name, args=args)).content.decode()


def served(world: World, party: Party) -> Application:
    """A service done, its certificate ready at the window."""
    application = accepted(world, "QTS-17", party=party)
    arrange = task(application, "arrange")
    submit_opinion(arrange.pk, Outcome.AGREE, by=of_task(world, arrange), at=MORNING)
    verify = task(application, "verification")
    finish(verify.pk, by=of_task(world, verify), at=MORNING, result="合格")
    issue_licence(task(application, "certificate").pk, by=world.cast.clerk, at=MORNING)
    return application


def test_the_desk_shows_whose_turn_each_case_is(portal: Client, world: World, firm: Party) -> None:
    accepted(world, "QTS-08", party=firm)

    words = page(portal)

    assert firm.name in words
    assert firm.code in words
    assert "在办的 1 件" in words
    assert "轮到特种设备安全监察处" in words
    assert "现在不用您做什么" in words


def test_a_correction_comes_first_among_what_is_to_be_done(portal: Client, world: World, firm: Party) -> None:
    application = checked(world, "QTS-08", party=firm, wrong=["site_plan", "rules"])
    request_correction(application.pk, by=world.cast.clerk, at=MORNING)

    words = page(portal)
    case = page(portal, "portal_case", application.case.number)

    assert "您要做的 1 件事" in words
    assert "补交 2 件材料" in words
    assert case.count('class="q-upload is-fix"') == 2
    assert "缺少签名或者盖章" in case
    assert "补正通知书" in case


def test_a_piece_that_came_is_no_longer_asked_for(portal: Client, world: World, firm: Party) -> None:
    application = checked(world, "QTS-08", party=firm, wrong=["site_plan"])
    request_correction(application.pk, by=world.cast.clerk, at=MORNING)
    receive_correction(application.pk, [Piece("site_plan")], by=world.cast.clerk, at=MORNING)

    assert "现在不用您做什么" in page(portal)
    assert "收到您补的材料" in page(portal, "portal_case", application.case.number)


def test_a_result_that_waits_is_to_be_collected_and_then_is_not(
    portal: Client, world: World, firm: Party
) -> None:
    application = served(world, firm)

    assert "领取办理结果" in page(portal)

    deliver(
        task(application, "delivery").pk,
        method=DeliveryMethod.COUNTER,
        receiver="示范",
        proof="签收",
        by=world.cast.clerk,
        at=MORNING,
    )
    assert "领取办理结果" not in page(portal)
    assert "办结了" in page(portal, "portal_cases")


def test_a_standing_clock_says_until_when(portal: Client, world: World, firm: Party) -> None:
    now = timezone.now()
    application = accepted(world, "QTS-08", party=firm, at=now)
    start_special_procedure(
        task(application, "examine").pk, expected_days=30, by=world.cast.equipment, at=now
    )

    assert "特别程序期间不计时限，预计" in page(portal)
