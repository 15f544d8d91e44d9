"""While a correction is open it is the applicant's turn, on every page that says whose turn it is."""

from datetime import timedelta

import pytest
from django.test import Client

from licensing.actions import Piece, receive_correction, request_correction
from licensing.case_file.awaited import awaited
from licensing.models import Application, CorrectionLine
from tests.makers.answers import words
from tests.makers.licensing import World, a_world, checked
from tests.makers.organization import sign_in
from tests.makers.portal import page, represent
from tests.makers.progress import turn
from tests.makers.reviewing import ITEM, appraising, get, just_now
from workdays.days import local_day
from workdays.store import current_calendar
from workdays.words import day_of_year
from workflow.models import Pause

pytestmark = pytest.mark.django_db
TODAY = local_day(just_now())


@pytest.fixture
def world() -> World:
    return a_world(ITEM)


def corrected(world: World) -> Application:
    """Two materials asked for today."""
    application = checked(world, ITEM, at=just_now(), wrong=["application", "site_plan"])
    request_correction(application.pk, by=world.cast.clerk, at=just_now())
    return application


def owed(application: Application) -> list[CorrectionLine]:
    lines = CorrectionLine.objects.filter(correction__application=application)
    return list(lines.select_related("material", "correction").order_by("material__order"))


def test_the_case_says_the_applicant_owes_what_by_when(world: World) -> None:
    application = corrected(world)
    lines = owed(application)

    said = words(get(world.cast.clerk, "case", application.case.number))

    head = said[said.index("轮到") : said.index("案件单")]
    assert "申请人" in head
    assert "补交 2 件材料" in head
    assert "林晓" not in head
    assert day_of_year(lines[0].correction.reply_due_on, TODAY) in head
    for line in lines:
        assert line.material.title in head


def test_the_inbox_says_so_in_the_row_and_counts_no_days(world: World) -> None:
    corrected(world)

    said = words(get(world.cast.clerk, "inbox"))

    assert "轮到申请人：补交 2 件材料" in said
    assert "最迟" in said


def test_portal_and_tracking_say_it_is_the_applicants_turn(world: World, client: Client) -> None:
    application = corrected(world)
    represent(world, application.case.party, until=None)

    said = page(sign_in(client, world.cast.enterprise), "portal_case", application.case.number)

    assert turn(application, TODAY).is_you
    assert "补交 2 件材料" in said


def test_once_everything_has_come_it_is_the_windows_turn_again(world: World) -> None:
    application = corrected(world)
    pieces = [Piece(line.material.key) for line in owed(application)]

    receive_correction(application.pk, pieces, by=world.cast.clerk, at=just_now())

    application.case.refresh_from_db()
    assert not awaited([application.case], on=TODAY, calendar=current_calendar())


def test_the_institute_sees_when_its_uncounted_step_is_expected_to_end(world: World) -> None:
    appraising(world)
    until = TODAY + timedelta(days=20)

    said = words(get(world.cast.institute, "inbox"))

    assert "预计" in said
    assert f"{until:%m-%d}" in said
    assert "告知需要 20 天，不计入时限" in said


def test_an_expected_day_that_has_passed_is_said_and_is_no_lateness(world: World) -> None:
    appraising(world, at=just_now() - timedelta(days=30))

    said = words(get(world.cast.institute, "inbox"))

    assert Pause.objects.get().expected_on < TODAY
    assert "已过预计" in said
    assert "本环节已超时" not in said
