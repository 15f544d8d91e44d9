"""A special procedure at the lead's own step: begun, ended, refused, and warned of when it takes too long."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from documents.models import Document
from licensing.models import Application
from notices.models import Notice
from records.models import Event
from tests.licensing.lives import retold
from tests.licensing.review.pausing import GIVEN, begun, own
from tests.makers.answers import words
from tests.makers.licensing import World, a_world, fresh, task
from tests.makers.reviewing import ITEM, at_desk, get, opine, post, under_review
from workdays.days import local_day
from workflow.actions.overdue import sweep_overdue
from workflow.models import Lateness, Pause
from workflow.steps import PauseGround

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return a_world(ITEM)


@pytest.fixture
def application(world: World) -> Application:
    """Five departments at once, since today."""
    return under_review(world)


def test_the_lead_is_offered_a_procedure_at_its_own_step_and_nobody_else(
    world: World, application: Application
) -> None:
    address = reverse("task_pause", args=[own(application).pk])
    number = application.case.number

    offered = {
        who: address in words(get(getattr(world.cast, who), "case", number))
        for who in ("equipment", "metrology", "clerk", "chief")
    }

    assert offered == {"equipment": True, "metrology": False, "clerk": False, "chief": False}


def test_the_page_offers_the_eight_grounds_and_the_notice(world: World, application: Application) -> None:
    page = words(get(world.cast.equipment, "task_pause", own(application).pk))

    assert all(str(ground.label) in page for ground in PauseGround)
    assert page.count('name="ground"') == 8
    assert "特别程序（不计时）告知书" in page
    assert "文号：签发时自动取号" in page


def test_the_notice_is_drafted_anew_with_another_ground(world: World, application: Application) -> None:
    address = reverse("task_pause_notice", args=[own(application).pk])

    part = words(at_desk(world.cast.equipment).get(address, {"ground": "auction", "expected_days": "45"}))

    assert "依法需要拍卖" in part
    assert "45 日" in part


def test_the_notice_is_given_and_the_clocks_stand_while_siblings_run_on(
    world: World, application: Application
) -> None:
    answer = post(world.cast.equipment, "task_pause", own(application).pk, GIVEN)

    assert answer.status_code == 302
    case = fresh(application).case
    assert (case.promised_on, case.statutory_on, case.open_pauses) == (None, None, 1)
    assert own(application).due_on is None
    assert task(application, "legal_review").due_on is not None
    pause = Pause.objects.get(last_on=None)
    assert (pause.ground, pause.expected_days, pause.reason) == ("testing", 20, "送检两瓶")
    assert pause.notice == Document.objects.filter(kind="special_procedure").latest("pk")
    assert "依法需要检测" in " ".join(pause.notice.content["paragraphs"])
    line = Event.objects.about(case.subject).of_verb("special.started").order_by("-seq").first()
    assert line is not None
    assert line.data["document"] == pause.notice.number
    retold(application)


def test_the_result_lets_the_clocks_run_and_the_step_goes_on(world: World, application: Application) -> None:
    begun(world, application)
    today = local_day(timezone.now())
    given = {"ended_on": today.isoformat(), "result": "检测合格，报告第 7 号"}

    page = words(get(world.cast.equipment, "task_pause", own(application).pk))
    answer = post(world.cast.equipment, "task_pause", own(application).pk, given)

    assert "登记特别程序结果" in page
    assert "第 1 日" in page
    assert answer.status_code == 302
    case = fresh(application).case
    assert case.open_pauses == 0
    assert case.promised_on is not None
    assert own(application).is_open
    assert own(application).due_on is not None
    line = Event.objects.about(case.subject).get(verb="special.resumed")
    assert (line.data["last_on"], line.data["reason"]) == (today.isoformat(), "检测合格，报告第 7 号")
    opine(world, application, "equipment_review")
    retold(application)


def test_an_opinion_is_a_result_and_ends_the_procedure(world: World, application: Application) -> None:
    begun(world, application)

    opine(world, application, "equipment_review")

    assert fresh(application).case.open_pauses == 0


def test_a_procedure_past_its_days_is_on_record_and_warned_of_once(world: World) -> None:
    long_ago = timezone.now() - timedelta(days=30)
    application = under_review(world, at=long_ago)
    begun(world, application, expected_days=5, at=timezone.now() - timedelta(days=7))

    for _ in range(2):
        sweep_overdue(timezone.now())

    row = Lateness.objects.get(kind="procedure", task=own(application))
    assert row.due_on == date.fromordinal(local_day(timezone.now()).toordinal() - 2)
    told = Notice.objects.filter(kind="special.overrun", subject_key=application.case.number)
    assert [notice.recipient for notice in told] == [world.cast.equipment]
    assert "告知书写明最迟" in told[0].body


def test_the_page_asks_little(
    world: World, application: Application, django_assert_max_num_queries: Any
) -> None:
    lead, address = at_desk(world.cast.equipment), reverse("task_pause", args=[own(application).pk])
    lead.get(address)

    with django_assert_max_num_queries(32):
        lead.get(address)
