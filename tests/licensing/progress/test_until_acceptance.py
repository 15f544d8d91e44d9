"""What an applicant is told of a case until it is accepted, on days that are given."""

from datetime import date, timedelta

import pytest

from licensing.actions import (
    Piece,
    declare_not_required,
    receive_correction,
    refuse_acceptance,
    request_correction,
    withdraw,
)
from licensing.actions.refusing import Ground
from licensing.progress import dates_of, duties_of
from tests.makers.licensing import MORNING, a_world, checked, received
from tests.makers.progress import DAY, LATER, read, story, titles, turn

pytestmark = pytest.mark.django_db


def test_before_the_windows_word_the_window_owes_it_within_five_days() -> None:
    world = a_world("QTS-06")
    application = received(world, "QTS-06")

    now = turn(application)

    assert (now.who, now.days, now.max, now.tone) == ("窗口", "还有 5 个工作日", 5, "ok")
    assert titles(application)[:2] == [("done", "收到您的申请"), ("now", "窗口正在核对材料")]
    assert titles(application)[-1] == ("next", "办好")
    (word,) = dates_of(read(application))
    assert (word.title, word.on, word.limit) == ("告知受理结果", read(application).word.due_on, "5 个工作日")
    assert "第三十二条" in word.working.law


def test_silence_after_five_days_is_told_as_the_law_tells_it() -> None:
    world = a_world("QTS-06")
    application = received(world, "QTS-06")

    now = turn(application, date(2026, 10, 12))

    assert (now.days, now.tone) == ("依法视为已受理", "late")


def test_a_correction_is_the_applicants_turn_until_the_last_piece_comes() -> None:
    world = a_world("QTS-08")
    application = checked(world, "QTS-08", wrong=["site_plan", "rules"])
    request_correction(application.pk, by=world.cast.clerk, at=MORNING)

    asked, (duty,) = turn(application), duties_of(read(application))

    assert (asked.who, asked.is_you, asked.who_note) == ("您", True, "补交 2 件材料")
    assert [line[0] for line in duty.lines] == ["场地平面图与安全距离说明", "充装管理制度与应急预案"]
    assert all(reason and basis for _material, reason, basis in duty.lines)
    assert ("now", "等您补交 2 件材料") in titles(application)

    short = Piece("rules", "缺应急预案")
    receive_correction(application.pk, [Piece("site_plan"), short], by=world.cast.clerk, at=LATER)
    between, (duty,) = turn(application, DAY + timedelta(days=1)), duties_of(read(application))
    assert (between.is_you, between.who_note) == (True, "补交 1 件材料")
    assert [line[:2] for line in duty.lines] == [("充装管理制度与应急预案", "缺应急预案")]

    receive_correction(application.pk, [Piece("rules")], by=world.cast.clerk, at=LATER)
    after = turn(application, DAY + timedelta(days=1))
    assert (after.who, after.who_note) == ("窗口", "核对补交的材料")
    assert duties_of(read(application)) == []


def test_silence_after_an_answer_is_acceptance_though_a_piece_is_owed() -> None:
    world = a_world("QTS-08")
    application = checked(world, "QTS-08", wrong=["site_plan", "rules"])
    request_correction(application.pk, by=world.cast.clerk, at=MORNING)
    receive_correction(application.pk, [Piece("site_plan")], by=world.cast.clerk, at=LATER)

    silent = turn(application, date(2026, 10, 12))

    assert (silent.who, silent.days) == ("窗口", "依法视为已受理")


def test_a_correction_past_its_term_says_so() -> None:
    world = a_world("QTS-08")
    application = checked(world, "QTS-08", wrong=["site_plan"])
    asked = request_correction(application.pk, by=world.cast.clerk, at=MORNING)

    late = asked.reply_due_on + timedelta(days=1)

    assert (turn(application, late).days, turn(application, late).tone) == ("期限已过", "late")
    assert turn(application, asked.reply_due_on).days == "今天是最后一天"
    assert duties_of(read(application, late))[0].is_late


@pytest.mark.parametrize(
    ("end", "title", "paper"),
    [
        ("refused", "不归我们办", True),
        ("not_required", "不需要许可", True),
        ("withdrawn", "您撤回了申请", False),
    ],
)
def test_an_end_before_acceptance_is_told_with_its_paper(end: str, title: str, paper: bool) -> None:
    world = a_world("QTS-06")
    application = checked(world, "QTS-06")
    clerk = world.cast.clerk
    if end == "refused":
        refuse_acceptance(application.pk, ground=Ground.NOT_OURS, whom="示范机关", by=clerk, at=MORNING)
    elif end == "not_required":
        declare_not_required(application.pk, reasons="示范理由", by=clerk, at=MORNING)
    else:
        withdraw(application.pk, reason="示范", by=clerk, at=MORNING)

    last = story(application)[-1]

    assert (last.title, bool(last.url)) == (title, paper)
    assert turn(application).who == "办结了"
