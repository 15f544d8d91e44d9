"""The enterprise's portal: its own cases and no others, what it has to do, by when; and nothing to change."""

import pytest
from django.test import Client
from django.utils import timezone

from licensing.actions import (
    Piece,
    deliver,
    receive_correction,
    request_correction,
    start_special_procedure,
)
from licensing.states import DeliveryMethod
from notices.models import Notice
from parties.models import Party
from tests.makers.licensing import MORNING, World, accepted, checked, task
from tests.makers.portal import page, served

pytestmark = pytest.mark.django_db


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


def test_every_message_names_its_item_and_case(world: World, firm: Party) -> None:
    application = accepted(world, "QTS-08", party=firm)

    notice = Notice.objects.get(recipient=world.cast.enterprise, kind="application.accepted")

    assert application.case.number in notice.body
    assert application.case.title in notice.body
