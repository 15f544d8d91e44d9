"""怎么算出来的: the strip, the lines, the sentences and the pages they stand on."""

from datetime import date
from typing import Any

import pytest
from django.template import Context, Template

from tests.makers.workdays import day, seeded_calendar
from workdays.daylines import LineKind
from workdays.explaining import explain
from workdays.public_words import provisional_note, public_rule
from workdays.reckoning import Pause, Reckoning, Unit, reckon

TODAY = day("2026-11-24")
APPRAISAL = Pause(day("2026-10-12"), day("2026-11-13"), "专家评审", "告知书", "/documents/7/")


def mock_case(**changes: Any) -> Reckoning:
    """The case drawn in the mock: accepted on 23 September, fifteen days, an expert review of 33 days."""
    facts: dict[str, Any] = {"limit": 15, "pauses": (APPRAISAL,), "calendar": seeded_calendar()}
    return reckon(day("2026-09-23"), **{**facts, **changes})


def render(source: str, **context: object) -> str:
    return Template("{% load workdays %}" + source).render(Context({"today": TODAY, **context}))


def test_the_panel_sums_up_start_limit_holidays_and_pauses() -> None:
    working = explain(mock_case(), today=TODAY, start_word="受理")

    assert working.summary == (
        "受理 9 月 23 日 ＋ 15 个工作日，跨中秋、国庆节（10 月 10 日周六补班），扣除专家评审 33 天"
    )
    assert working.due_words == "11 月 25 日"
    assert working.counted == 15


def test_the_sentences_add_up() -> None:
    assert explain(mock_case(), today=TODAY).sentences == (
        "中止前 7 日 ＋ 恢复后 8 日 ＝ 15 日。",
        "放假 10 天、中止 33 天不计，补班 1 天照计。",
        "不中止则为 10 月 21 日 周三。",
        "日历：2026 年放假安排（正式）。",
    )


def test_the_strip_has_a_row_per_week_and_a_cell_per_day() -> None:
    weeks = explain(mock_case(), today=TODAY).weeks

    assert [week.monday for week in weeks][::9] == [day("2026-09-21"), day("2026-11-23")]
    assert {len(week.before) + len(week.days) + len(week.after) for week in weeks} == {7}
    cells = {cell.line.on: (cell.css, cell.label, cell.words) for week in weeks for cell in week.days}
    assert cells[day("2026-09-23")] == ("day-zero", "23", "起算 0")
    assert cells[day("2026-09-24")] == ("day-count", "24", "第 1")
    assert cells[day("2026-10-01")] == ("day-off", "10.1", "国庆节")
    assert cells[day("2026-10-10")] == ("day-makeup", "10", "补班 7")
    assert cells[day("2026-10-11")] == ("day-rest", "11", "休")
    assert cells[day("2026-10-12")] == ("day-pause", "12", "中止")
    assert cells[TODAY] == ("day-count day-today", "24", "今天 14")
    assert cells[day("2026-11-25")] == ("day-due", "25", "到期 15")


def test_the_lines_draw_like_days_together_with_their_ground() -> None:
    lines = [
        (run.first_on, run.nature, run.counted, run.words) for run in explain(mock_case(), today=TODAY).runs
    ]

    assert lines[0] == (day("2026-09-23"), "起算当日", 0, "不计，从次一工作日起算")
    assert lines[2] == (day("2026-09-25"), "中秋放假", 0, "国务院放假通知，3 天不计")
    assert lines[6] == (day("2026-10-10"), "调休上班", 1, "第 7 日，周六照计")
    assert lines[7] == (day("2026-10-11"), "周日", 0, "1 天不计")
    assert lines[8] == (day("2026-10-12"), "中止：专家评审", 0, "行政许可法第四十五条，33 天不计")
    assert lines[-1] == (day("2026-11-23"), "工作日", 3, "第 13—15 日，11 月 25 日到期")


def test_an_extension_stands_apart_in_head_and_lines() -> None:
    working = explain(mock_case(pauses=(), extension=3), today=TODAY)

    assert "＋ 延期 3 个工作日" in working.summary
    assert [line.number for line in working.reckoning.days if line.is_extension] == [16, 17, 18]
    assert working.runs[-1].words == "第 18 日，延期，10 月 26 日到期"
    assert working.sentences[0] == "起算当日不计，数满 18 个工作日。"


def test_several_pauses_leave_several_stretches() -> None:
    stops = (Pause(day("2026-09-28"), day("2026-09-29")), APPRAISAL)

    assert (
        explain(mock_case(pauses=stops), today=TODAY).sentences[0] == "中止之外各段 1 ＋ 4 ＋ 10 ＝ 15 日。"
    )


def test_a_standing_clock_says_what_is_used_and_left() -> None:
    standing = mock_case(pauses=(Pause(day("2026-10-12"), None, "检验"),), as_of=day("2026-10-20"))
    working = explain(standing, today=day("2026-10-20"))

    assert working.sentences[0] == "计时中止，已用 7 日，尚余 8 日，恢复后再定日期。"
    assert standing.days[-1].on == day("2026-10-20")
    assert "恢复后再定日期" in render('{% working r id="w" title="承诺办结" today=today %}', r=standing)


def test_a_limit_in_calendar_days_says_how_its_last_day_moved() -> None:
    moved = reckon(day("2026-01-16"), 30, calendar=seeded_calendar(), unit=Unit.CALENDAR)
    working = explain(moved, today=TODAY)

    assert working.summary == "起算 1 月 16 日 ＋ 30 天"
    assert not any("放假 " in sentence for sentence in working.sentences)
    assert "2 月 15 日期满，逢休息日，顺延至 2 月 24 日。" in working.sentences
    assert working.runs[-1].words == "期满日休息，顺延至此"
    assert working.law == "民法典第二百零一条、第二百零三条"
    assert "数到第 30 天" in public_rule(working)
    assert {cell.css for cell in working.weeks[1].days} == {"day-count"}


def test_the_public_reads_sums_per_week_and_why_a_date_is_provisional() -> None:
    working = explain(reckon(TODAY, 30, calendar=seeded_calendar()), today=TODAY, start_word="受理")

    sums = [(week.words, week.counted, week.total) for week in working.sums]
    assert sums[0] == ("仅周末不计", 3, 3)
    assert sums[-2] == ("元旦", 4, 27)
    assert sums[-1] == ("仅周末不计", 3, 30)
    assert provisional_note(working) == "2027 年放假安排还没有公布，公布后可能有一两天变化。"
    assert public_rule(working).startswith("2026 年 11 月 24 日（周二）受理，这天是第 0 天")


def test_a_date_late_in_december_waits_for_the_next_year() -> None:
    working = explain(reckon(day("2026-12-21"), 5, calendar=seeded_calendar()), today=TODAY)

    assert working.provisional_years == (2027,)


def test_the_public_sees_pauses_and_make_up_days() -> None:
    sums = explain(mock_case(), today=TODAY).sums

    assert [week.words for week in sums][2:4] == ["国庆节，周六补班，照计", "依法不计时 7 天"]


def test_a_limit_of_no_days_explains_itself() -> None:
    working = explain(reckon(TODAY, 0, calendar=seeded_calendar()), today=TODAY)

    assert working.sentences[0] == "起算当日不计，数满 0 个工作日。"
    assert [cell.css for week in working.weeks for cell in week.days] == ["day-zero day-today"]


def test_the_staff_page_carries_the_parts_of_the_look_and_the_document_of_the_pause() -> None:
    page = render('{% working r id="w1" title="承诺办结" unfolded=True today=today %}', r=mock_case())

    assert '<details class="working" id="w1" open>' in page
    assert "怎么算出来的：承诺办结 11 月 25 日" in page
    assert '<td class="day-due">' in page
    assert '<a href="/documents/7/">告知书</a>' in page
    assert page.count("<caption") == page.count("<table") == 2


def test_names_from_a_notice_or_a_ground_are_escaped() -> None:
    nasty = Pause(day("2026-10-12"), day("2026-10-13"), "<script>alert(1)</script>", "<b>", "javascript:x")
    page = render('{% working r id="w" title=t today=today %}', r=mock_case(pauses=(nasty,)), t="<i>")

    assert "<script>" not in page
    assert "<i>" not in page


def test_the_public_page_marks_the_provisional_week() -> None:
    reckoning = reckon(TODAY, 30, calendar=seeded_calendar())
    page = render("{% public_working r today=today %}", r=reckoning)

    assert '<table class="q-working">' in page
    assert '<tr class="is-off"><th scope="row" class="nb num">12-28 至 01-03</th>' in page
    assert page.count("暂定</span>") == 2


def test_tags_say_days_and_days_left() -> None:
    calendar = seeded_calendar()

    assert (
        render("{{ on|day_words }} {{ on|full_day }}", on=day("2026-12-01"))
        == "12 月 1 日 周二 2026 年 12 月 1 日（周二）"
    )
    assert render("{{ on|day_words }}", on=None) == "—"
    said = render("{% days_left on today %}", on=day("2026-12-01"), calendar=calendar)
    assert said == "剩余 5 个工作日（最迟 12 月 1 日，当日有效）"
    assert render("{% days_left on today %}", on=day("2026-11-20"), calendar=calendar).startswith(
        "超 2 个工作日"
    )
    provisional = render("{% days_left on today %}", on=day("2027-01-06"), calendar=calendar)
    assert provisional.startswith("剩余 ")
    assert "暂定</span>" in provisional
    assert render("{% days_left on today %}", on=None, calendar=calendar) == "计时中止"
    assert render('{% days_left on today "calendar" %}', on=day("2026-11-26"), calendar=calendar).startswith(
        "剩余 2 天"
    )


@pytest.mark.django_db
def test_a_page_of_many_rows_asks_for_the_calendar_once(django_assert_max_num_queries: Any) -> None:
    rows = [date(2026, 12, n) for n in range(1, 29)]

    with django_assert_max_num_queries(3):
        render("{% for on in rows %}{% days_left on today %}{% endfor %}", rows=rows)


def test_every_kind_of_line_has_its_word() -> None:
    assert [str(kind.label) for kind in LineKind] == [
        "起算当日",
        "工作日",
        "调休上班",
        "周末",
        "放假",
        "中止",
    ]
