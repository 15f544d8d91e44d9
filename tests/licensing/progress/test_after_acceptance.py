"""What an applicant is told of a case from its acceptance to its end, on days that are given."""

from datetime import date, datetime, timedelta

import pytest

from licensing.actions import (
    SuperiorWord,
    accept,
    decide,
    end_special_procedure,
    forward,
    issue_licence,
    register_superior_decision,
    request_correction,
    start_special_procedure,
)
from licensing.models import Application
from licensing.progress import dates_of, duties_of, read_progress, story_of, turn_of
from licensing.states import DecisionKind
from tests.licensing.lives import opine
from tests.makers.licensing import MORNING, a_world, accepted, checked, received, task
from tests.makers.progress import DAY, LATER, read, story, titles, turn
from tests.makers.statements import statements
from workdays.days import local_day
from workdays.store import current_calendar
from workflow.actions import extend

pytestmark = pytest.mark.django_db


def test_accepted_the_units_have_the_turn_and_the_promise_counts() -> None:
    world = a_world("QTS-08")
    application = accepted(world, "QTS-08")

    now, (promised, statutory) = turn(application), dates_of(read(application))

    assert (now.who, now.who_note) == ("特种设备安全监察处", "初审")
    assert (now.days, now.max, now.badge_words) == ("还有 15 个工作日", 15, "进度正常")
    assert (promised.on, statutory.on) == (date(2026, 10, 21), date(2026, 11, 11))
    assert titles(application)[-2:] == [("next", "作出决定"), ("next", "最迟这天送到您手里")]


def test_a_forecast_past_the_promise_says_that_the_procedure_does_not_count() -> None:
    world = a_world("QTS-08")
    application = accepted(world, "QTS-08")

    assert "算上不计入时限的特别程序，目前预计" in turn(application).after


def test_a_late_case_says_by_how_much() -> None:
    world = a_world("QTS-08")
    application = accepted(world, "QTS-08")

    now = turn(application, date(2026, 10, 23))

    assert (now.days, now.badge_words, now.tone) == ("已超过承诺 2 个工作日", "超过承诺", "late")


def test_a_standing_clock_says_what_is_left_and_until_when() -> None:
    world = a_world("QTS-08")
    application = accepted(world, "QTS-08")
    start_special_procedure(
        task(application, "examine").pk, expected_days=30, by=world.cast.equipment, at=LATER
    )
    on = DAY + timedelta(days=10)

    now, told = turn(application, on), story(application, on)
    pause = next(chapter for chapter in told if chapter.state == "pause")

    assert (now.days, now.badge_words, now.who) == ("尚余 15 个工作日", "计时中止", "特种设备检验分院")
    assert "预计 10 月 24 日 周六恢复计时" in now.after
    assert pause.title == "鉴定评审，这段时间不计入时限"
    assert pause.link == "特别程序（不计时）告知书"
    assert [chapter.title for chapter in told].count("鉴定评审") == 0
    assert dates_of(read(application, on))[0].on is None


def test_a_finished_procedure_says_how_many_days_were_not_counted() -> None:
    world = a_world("QTS-08")
    application = accepted(world, "QTS-08")
    start_special_procedure(
        task(application, "examine").pk, expected_days=30, by=world.cast.equipment, at=LATER
    )
    end = LATER + timedelta(days=20)
    appraisal = task(application, "appraisal").pk
    end_special_procedure(appraisal, has_passed=True, result="合格", by=world.cast.institute, at=end)
    opine(world, application, "legal_review", at=end)

    told = titles(application, local_day(end))

    assert ("pause", "鉴定评审，这 21 天不计入时限") in told
    assert ("now", "5 个部门同时审查") in told
    words = next(
        chapter.words for chapter in story(application, local_day(end)) if "5 个部门" in chapter.title
    )
    assert "已完成：法规处" in words
    assert "法规处" not in words.split("；")[0]


def test_an_extension_is_told_with_its_reason_and_moves_the_bar() -> None:
    world = a_world("QTS-08")
    application = accepted(world, "QTS-08")
    extend(application.case_id, days=10, reason="现场复杂", by=world.cast.chief, at=LATER)

    told = {chapter.title: chapter.words for chapter in story(application, DAY + timedelta(days=1))}

    assert told["经批准，时限延长 10 个工作日"] == "理由：现场复杂"
    assert turn(application, DAY + timedelta(days=1)).max == 25


@pytest.mark.parametrize(
    ("kind", "title"), [(DecisionKind.GRANTED, "决定：准予"), (DecisionKind.DENIED, "决定：不予许可")]
)
def test_a_decision_is_told_with_its_paper_but_not_its_makers(kind: DecisionKind, title: str) -> None:
    world = a_world("QTS-06")
    application = accepted(world, "QTS-06")
    opine(world, application, "review")
    reasons = "" if kind == DecisionKind.GRANTED else "示范理由"
    decide(task(application, "decision").pk, kind, reasons=reasons, by=world.cast.leader, at=LATER)

    chapter = next(one for one in story(application, DAY + timedelta(days=1)) if one.title == title)

    assert chapter.url.startswith("/paper/")
    assert "高局" not in chapter.words + chapter.title


def test_the_certificate_is_the_windows_turn_and_the_collecting_the_applicants() -> None:
    world = a_world("QTS-06")
    application = accepted(world, "QTS-06")
    opine(world, application, "review")
    decide(task(application, "decision").pk, DecisionKind.GRANTED, by=world.cast.leader, at=LATER)
    on = DAY + timedelta(days=1)

    assert (turn(application, on).who, turn(application, on).who_note) == ("窗口", "制作证照")
    issue_licence(task(application, "certificate").pk, by=world.cast.clerk, at=LATER)
    assert (turn(application, on).who, turn(application, on).is_you) == ("您", True)
    assert [duty.kind for duty in duties_of(read(application, on))] == ["collect"]
    assert ("now", "可以领取了") in titles(application, on)


def test_a_refusal_makes_no_certificate() -> None:
    world = a_world("QTS-06")
    application = accepted(world, "QTS-06")
    opine(world, application, "review")
    decide(
        task(application, "decision").pk,
        DecisionKind.DENIED,
        reasons="示范理由",
        by=world.cast.leader,
        at=LATER,
    )

    told = titles(application, DAY + timedelta(days=1))

    assert ("now", "可以领取了") in told
    assert not [title for _state, title in told if "证照" in title]


def test_a_forwarded_case_is_the_superiors_turn_with_the_superiors_limit() -> None:
    world = a_world("QTS-12")
    application = accepted(world, "QTS-12")
    assert "前转报" in turn(application).before
    opine(world, application, "examine", "metrology_review")
    forward(
        task(application, "forward").pk,
        opinion="建议准予",
        recommends=DecisionKind.GRANTED,
        by=world.cast.leader,
        at=LATER,
    )
    on = DAY + timedelta(days=1)

    now, told = turn(application, on), story(application, on)

    assert (now.who, now.days, now.max) == ("江苏省主管部门", "由上级机关计时", 0)
    assert ("done", "已转报上级机关") in titles(application, on)
    assert "由上级机关计算" in next(one.words for one in told if one.title == "上级机关决定")

    word = SuperiorWord(False, "示范〔2026〕1号", local_day(LATER), reasons="示范")
    register_superior_decision(task(application, "superior").pk, word, by=world.cast.clerk, at=LATER)
    assert ("done", "上级机关不予许可") in titles(application, on)


def test_acceptance_by_silence_says_why() -> None:
    world = a_world("QTS-06")
    application = received(world, "QTS-06")
    accept(application.pk, by=None, at=MORNING + timedelta(days=20))

    told = {chapter.title: chapter.words for chapter in story(application, DAY + timedelta(days=20))}

    assert "五个工作日内没有告知" in told["受理了"]


def test_a_promise_beyond_the_known_calendar_is_marked_provisional() -> None:
    world = a_world("QTS-08")
    at = datetime.fromisoformat("2026-12-21T10:00:00+08:00")
    application = accepted(world, "QTS-08", at=at)
    on = local_day(at)

    promised, _statutory = dates_of(read(application, on))
    deciding = next(one for one in story(application, on) if one.title == "作出决定")

    assert turn(application, on).is_provisional
    assert promised.is_provisional
    assert deciding.provisional


def test_reading_costs_at_most_nine_statements() -> None:
    world = a_world("QTS-08")
    application = checked(world, "QTS-08", wrong=["site_plan"])
    request_correction(application.pk, by=world.cast.clerk, at=MORNING)
    calendar = current_calendar()

    with statements() as asked:
        progress = read_progress(
            Application.objects.filter(pk=application.pk), today=DAY, calendar=calendar, with_verdicts=True
        )
        assert progress is not None
        turn_of(progress), duties_of(progress), dates_of(progress)
        story_of(progress, address=str)

    assert len(asked.asked) <= 9
