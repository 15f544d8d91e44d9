"""Every date of an application is counted in the open: for staff on a page, for the applicant in place."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from licensing.actions import (
    Piece,
    receive_correction,
    request_correction,
    start_special_procedure,
)
from licensing.actions.returning import send_back
from licensing.dated import dates_of_case, dates_told
from licensing.models import Application, Decision
from licensing.progress import dates_of
from licensing.sweeps.omissions import sweep_deliveries
from licensing.sweeps.silence import sweep_unanswered
from records.refusals import LegalRefusal
from tests.makers.answers import words
from tests.makers.licensing import MORNING, World, a_world, accepted, checked, fresh, received, task
from tests.makers.organization import sign_in
from tests.makers.parties import an_enterprise
from tests.makers.portal import represent
from tests.makers.progress import read
from tests.makers.window import certified
from tests.makers.workdays import day, moment, notice_2027
from workdays.actions import enter_year
from workdays.store import current_calendar
from workdays.yearnotice import DaysOff
from workflow.models import Lateness, Pause
from workflow.sweeping import Swept

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return a_world("QTS-08", "QTS-06")


def told(application: Application) -> dict[str, tuple[date | None, date | None]]:
    """Each date with the day it was answered."""
    again = fresh(application)
    return {one.code: (one.due_on, one.done_on) for one in dates_of_case(again.case, current_calendar())}


def working(client: Client, application: Application, code: str) -> str:
    return words(client.get(reverse("working", args=[application.case.number, code])))


def test_the_windows_word_counts_from_receipt_and_from_the_last_piece(world: World) -> None:
    application = checked(world, "QTS-08", wrong=["site_plan"])
    assert told(application) == {"word": (day("2026-10-08"), None)}

    request_correction(application.pk, by=world.cast.clerk, at=MORNING)
    assert told(application) == {"reply": (fresh(application).correction.reply_due_on, None)}
    later = MORNING + timedelta(days=1)
    receive_correction(application.pk, [Piece("site_plan")], by=world.cast.clerk, at=later)

    assert told(application)["word"] == (day("2026-10-09"), None)
    assert told(application)["reply"][1] == day("2026-09-24")


def test_after_acceptance_the_inspectors_are_due_and_after_the_decision_the_delivery(world: World) -> None:
    application = accepted(world, "QTS-08")

    assert told(application) == {
        "word": (day("2026-10-08"), day("2026-09-23")),
        "inspectors": (day("2026-10-08"), None),
    }
    done = certified(world)
    assert told(done)["delivery"][1] is None
    assert told(done)["delivery"][0] is not None


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("word", "第三十二条"),
        ("inspectors", "第五十五条"),
        ("promised", "第八十二条"),
        ("statutory", "第八十二条"),
    ],
)
def test_staff_read_each_working_with_its_law(client: Client, world: World, code: str, said: str) -> None:
    page = working(sign_in(client, world.cast.clerk), accepted(world, "QTS-08"), code)

    assert said in page
    assert "daystrip" in page
    assert "中秋放假" in page


@pytest.mark.parametrize("code", ["reply", "delivery", "nothing", "task-0", "task-" + "9" * 40])
def test_a_date_the_case_has_not_is_not_there(client: Client, world: World, code: str) -> None:
    number = accepted(world, "QTS-08").case.number

    assert sign_in(client, world.cast.clerk).get(reverse("working", args=[number, code])).status_code == 404


def test_the_page_of_a_case_shows_what_is_due_beside_its_clocks(client: Client, world: World) -> None:
    application = accepted(world, "QTS-08")

    page = words(sign_in(client, world.cast.clerk).get(reverse("case", args=[application.case.number])))

    assert reverse("working", args=[application.case.number, "inspectors"]) in page
    assert "指派核查人员" in page


def test_days_over_the_limit_stand_in_the_working(
    client: Client, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    application = accepted(world, "QTS-08")
    monkeypatch.setattr(timezone, "now", lambda: moment("2026-10-26"))

    page = working(sign_in(client, world.cast.clerk), application, "promised")

    assert "截至 10 月 26 日，超过时限 3 个工作日。" in page
    assert "超 3" in page
    assert "超过时限第 1—2 日" in page


def test_the_applicant_reads_every_working_in_place_without_names_or_opinions(
    client: Client, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    firm = an_enterprise()
    represent(world, firm, until=None)
    application = accepted(world, "QTS-08", party=firm)
    at = MORNING + timedelta(days=1)
    start_special_procedure(task(application, "examine").pk, expected_days=30, by=world.cast.equipment, at=at)
    monkeypatch.setattr(timezone, "now", lambda: moment("2026-10-12"))

    page = words(
        sign_in(client, world.cast.enterprise).get(reverse("portal_case", args=[application.case.number]))
    )

    assert "逐日看，连同依据" in page
    pause = Pause.objects.select_related("notice").get()
    assert f"中止：{pause.get_ground_display()}" in page
    assert pause.notice.number in page
    names = {person.name for person in vars(world.cast).values() if hasattr(person, "is_self_registered")}
    assert not {name for name in names - {world.cast.enterprise.name} if name in page.replace("镇江新区", "")}


def test_what_the_applicant_is_told_leaves_the_inspectors_out(world: World) -> None:
    application = fresh(accepted(world, "QTS-08"))

    assert [one.code for one in dates_told(application, current_calendar())] == ["word"]


def test_before_acceptance_the_date_the_applicant_waits_for_is_counted_too(world: World) -> None:
    (word,) = dates_of(read(received(world, "QTS-08")))

    assert word.is_current
    assert word.working.sums[0].counted == 1


def test_a_term_is_lengthened_by_days_off_that_came_later_and_never_cut_short(world: World) -> None:
    at = moment("2026-12-14")
    application = checked(world, "QTS-08", at=at, wrong=["site_plan"])
    request_correction(application.pk, by=world.cast.clerk, at=at, term_days=15)
    assert fresh(application).correction.reply_due_on == day("2027-01-05")
    late = moment("2027-01-07")
    assert sweep_unanswered(late) == Swept(held=1)
    off = notice_2027(off=(DaysOff(day("2027-01-01"), day("2027-01-06"), "元旦"),), makeup=())
    enter_year(off, by=None, at=moment("2027-01-04"))

    assert sweep_unanswered(late) == Swept()
    with pytest.raises(LegalRefusal, match="2027-01-08"):
        send_back(application.pk, by=None, at=late)
    assert sweep_unanswered(moment("2027-01-11")) == Swept(1)


def test_a_delivery_is_late_by_the_calendar_in_force_not_by_the_day_its_letter_named(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timezone, "now", lambda: moment("2026-12-21"))
    application = certified(world)
    assert Decision.objects.get(application=application).deliver_by == day("2027-01-05")
    off = notice_2027(off=(DaysOff(day("2027-01-01"), day("2027-01-07"), "元旦"),), makeup=())
    enter_year(off, by=None, at=moment("2027-01-04"))

    assert sweep_deliveries(moment("2027-01-08")) == Swept()
    assert sweep_deliveries(moment("2027-01-12")) == Swept(1)

    assert Lateness.objects.get(kind="delivery").due_on == day("2027-01-11")
    assert told(application)["delivery"][0] == day("2027-01-11")
