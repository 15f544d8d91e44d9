"""Entering a year: what is refused, and that nothing changed then."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.db import OperationalError, connection

from records.models import Event
from tests.makers.workdays import all_an_entry_changes, day, moment, notice_2027
from workdays.actions import enter_year
from workdays.models import CalendarVersion
from workdays.store import current_calendar
from workdays.yearnotice import DaysOff, NoticeRefusedError, YearNotice

NOW = moment("2026-11-24")


def off(*spans: tuple[str, str]) -> tuple[DaysOff, ...]:
    return tuple(DaysOff(day(first), day(last)) for first, last in spans)


REFUSALS = {
    "a weekday as make-up day": (notice_2027(makeup=(day("2027-02-17"),)), "本来就上班"),
    "overlapping days off": (
        notice_2027(off=off(("2027-02-05", "2027-02-12"), ("2027-02-12", "2027-02-13"))),
        "与第 1 段重叠",
    ),
    "days off that end before they begin": (
        notice_2027(off=off(("2027-02-12", "2027-02-05"))),
        "结束早于开始",
    ),
    "days off for longer than a month": (notice_2027(off=off(("2027-02-05", "2027-03-12"))), "超过 31 天"),
    "a make-up day inside days off": (notice_2027(makeup=(day("2027-02-06"),)), "同时列为放假"),
    "a make-up day twice": (notice_2027(makeup=(day("2027-01-30"),) * 2), "写了两次"),
    "no days off at all": (notice_2027(off=()), "没有任何放假日期"),
    "no document number": (notice_2027(document_no="  "), "没有文号"),
    "a document number without end": (notice_2027(document_no="长" * 65), "超过 64 个字符"),
    "a paper from tomorrow": (notice_2027(issued_on=day("2026-11-25")), "发文日期"),
    "a paper from long ago": (notice_2027(issued_on=day("2021-11-25")), "发文日期"),
    "a day of another year": (notice_2027(off=off(("2027-02-05", "2028-02-12"))), "不属于 2027 年"),
    "a make-up day of another year": (notice_2027(makeup=(day("2026-02-14"),)), "不属于 2027 年"),
    "a year already closed": (notice_2027(year=2025), "已结束"),
    "a year with a gap before it": (notice_2027(year=2038), "请先录入 2037 年"),
    "a year that is none": (notice_2027(year=20270), "不是可以录入的年份"),
}


@pytest.mark.django_db
@pytest.mark.parametrize(("notice", "reason"), REFUSALS.values(), ids=REFUSALS.keys())
def test_a_bad_notice_is_refused_whole_and_nothing_changes(notice: YearNotice, reason: str) -> None:
    before = all_an_entry_changes()

    with pytest.raises(NoticeRefusedError, match=reason):
        enter_year(notice, by=None, at=NOW)

    assert all_an_entry_changes() == before


@pytest.mark.django_db
def test_every_reason_is_told_at_once_each_on_its_line() -> None:
    bad = notice_2027(
        document_no="",
        off=off(("2027-02-05", "2027-02-12"), ("2027-02-10", "2027-02-13")),
        makeup=(day("2027-02-17"),),
    )

    with pytest.raises(NoticeRefusedError) as refusal:
        enter_year(bad, by=None, at=NOW)

    assert [fault.where for fault in refusal.value.faults] == [
        "文号",
        "放假第 2 段（2027-02-10 至 2027-02-13）",
        "调休上班第 1 天（2027-02-17）",
    ]
    assert len(str(refusal.value).splitlines()) == 3


@pytest.mark.django_db
def test_past_days_of_an_entered_year_are_locked() -> None:
    enter_year(notice_2027(), by=None, at=NOW)
    before = all_an_entry_changes()

    with pytest.raises(NoticeRefusedError, match="2027-02-05：已过"):
        enter_year(notice_2027(off=notice_2027().off[::2]), by=None, at=moment("2027-03-01"))

    assert all_an_entry_changes() == before


@pytest.mark.django_db
def test_today_is_locked_and_tomorrow_is_not() -> None:
    enter_year(notice_2027(), by=None, at=NOW)
    shorter = (notice_2027().off[0], DaysOff(day("2027-02-05"), day("2027-02-11")), notice_2027().off[2])

    with pytest.raises(NoticeRefusedError, match="2027-02-12：已过或就是今天"):
        enter_year(notice_2027(off=shorter), by=None, at=moment("2027-02-12", "00:00"))
    enter_year(notice_2027(off=shorter), by=None, at=moment("2027-02-11", "23:59"))


@pytest.mark.django_db
def test_a_notice_against_that_of_another_year_is_refused() -> None:
    enter_year(
        notice_2027(off=(*notice_2027().off, DaysOff(day("2027-12-31"), day("2028-01-02")))), by=None, at=NOW
    )
    against = YearNotice(
        2028, "测试〔2027〕1号", day("2027-11-05"), off(("2028-01-24", "2028-01-31")), (day("2028-01-02"),)
    )

    with pytest.raises(NoticeRefusedError, match="与 2027 年通知的安排相反"):
        enter_year(against, by=None, at=moment("2027-11-20"))


def _enter(document_no: str, barrier: Barrier) -> str:
    try:
        barrier.wait()
        enter_year(notice_2027(document_no=document_no), by=None, at=NOW)
    except (NoticeRefusedError, OperationalError) as refusal:
        return str(refusal)
    finally:
        connection.close()
    return ""


@pytest.mark.django_db(transaction=True)
def test_two_who_enter_at_once_leave_one_whole_calendar() -> None:
    barrier = Barrier(4)
    with ThreadPoolExecutor(4) as pool:
        refusals = list(pool.map(_enter, [f"测试〔2026〕{n}号" for n in range(4)], [barrier] * 4))

    entered = refusals.count("")
    assert entered >= 1
    assert CalendarVersion.objects.get().number == 1 + entered
    assert CalendarVersion.objects.get().digest == current_calendar().digest
    assert Event.objects.filter(subject_kind="calendar_year").count() == entered


def test_the_days_of_a_span_are_its_own() -> None:
    span = DaysOff(date(2027, 1, 1), date(2027, 1, 3))

    assert date(2027, 1, 3) in span
    assert date(2027, 1, 4) not in span
    assert "2027-01-03" not in span
