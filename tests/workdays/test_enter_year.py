"""A year's notice is entered whole with its paper, or refused with every reason and nothing changed."""

import pytest

from records.models import Event
from tests.makers.workdays import all_an_entry_changes, day, moment, notice_2027
from workdays.actions import enter_year, preview_year
from workdays.models import CalendarVersion, Source
from workdays.reckoning import reckon
from workdays.store import current_calendar
from workdays.yearnotice import DaysOff, YearNotice

NOW = moment("2026-11-24")


@pytest.mark.django_db
def test_a_notice_turns_a_provisional_date_into_a_final_one() -> None:
    before = reckon(day("2027-01-25"), 15, calendar=current_calendar())

    enter_year(notice_2027(), by=None, at=NOW)

    after = reckon(day("2027-01-25"), 15, calendar=current_calendar())
    assert (before.due_on, before.provisional) == (day("2027-02-17"), True)
    assert (after.due_on, after.provisional) == (day("2027-02-20"), False)
    off = [line for line in after.days if line.on == day("2027-02-10")]
    assert [line.document for line in off] == ["测试〔2026〕1号"]


@pytest.mark.django_db
def test_the_last_week_of_december_becomes_final_with_the_next_notice() -> None:
    assert current_calendar().is_provisional(day("2026-12-30"))

    enter_year(notice_2027(), by=None, at=NOW)

    assert not current_calendar().is_provisional(day("2026-12-30"))
    assert current_calendar().is_provisional(day("2027-12-30"))


@pytest.mark.django_db
def test_an_entry_leaves_one_ledger_line_that_retells_it() -> None:
    enter_year(notice_2027(), by=None, at=NOW)

    event = Event.objects.get(subject_kind="calendar_year", subject_key="2027")
    assert (event.verb, event.actor_name, event.at) == ("calendar_year.entered", "系统", NOW)
    assert event.data["document_no"] == "测试〔2026〕1号"
    assert event.data["issued_on"] == "2026-11-10"
    assert event.data["off"][1] == ["2027-02-05", "2027-02-12", "春节"]
    assert event.data["makeup"] == ["2027-01-30", "2027-02-20"]
    assert event.data["was_provisional"] is True
    assert {"2027-01-30", "2027-02-09", "2027-04-05"} <= set(event.data["changed"])


@pytest.mark.django_db
def test_the_stored_version_is_that_of_the_stored_days() -> None:
    year = enter_year(notice_2027(), by=None, at=NOW)

    version = CalendarVersion.objects.get()
    assert (version.number, version.digest) == (2, current_calendar().digest)
    assert (year.source, year.is_provisional, year.entered_at) == (Source.NOTICE, False, NOW)


@pytest.mark.django_db
def test_a_preview_is_the_calendar_that_the_entry_makes_and_writes_nothing() -> None:
    before = all_an_entry_changes()
    preview = preview_year(notice_2027(), at=NOW)
    assert all_an_entry_changes() == before

    enter_year(notice_2027(), by=None, at=NOW)
    assert current_calendar().digest == preview.digest


@pytest.mark.django_db
def test_a_year_may_be_entered_again_as_far_as_days_to_come() -> None:
    enter_year(notice_2027(), by=None, at=NOW)
    longer = (*notice_2027().off[:2], DaysOff(day("2027-10-01"), day("2027-10-08"), "国庆节"))

    enter_year(notice_2027(document_no="测试〔2027〕9号", off=longer), by=None, at=moment("2027-03-01"))

    assert not current_calendar().is_working(day("2027-10-08"))
    assert Event.objects.filter(subject_key="2027").count() == 2
    assert Event.objects.order_by("pk").last().data["old_document_no"] == "测试〔2026〕1号"  # type: ignore[union-attr]  # just counted


@pytest.mark.django_db
def test_a_notice_may_reach_into_the_december_before() -> None:
    off = (DaysOff(day("2026-12-30"), day("2027-01-01")), *notice_2027().off[1:])
    enter_year(notice_2027(off=off, makeup=(day("2026-12-26"),)), by=None, at=NOW)

    calendar = current_calendar()
    assert (calendar.is_working(day("2026-12-31")), calendar.is_working(day("2026-12-26"))) == (False, True)
    assert calendar.day_kind(day("2026-12-31")).document_no == "测试〔2026〕1号"
    assert calendar.day_kind(day("2026-12-31")).name == "元旦"


@pytest.mark.django_db
def test_a_year_ended_without_its_notice_can_still_be_entered() -> None:
    enter_year(notice_2027(), by=None, at=moment("2028-01-05"))

    assert not current_calendar().is_provisional(day("2027-06-01"))


@pytest.mark.django_db
def test_two_notices_that_order_a_day_alike_stand_together() -> None:
    enter_year(
        notice_2027(off=(*notice_2027().off, DaysOff(day("2027-12-31"), day("2028-01-01")))), by=None, at=NOW
    )
    next_year = YearNotice(
        2028, "测试〔2027〕1号", day("2027-11-05"), (DaysOff(day("2028-01-01"), day("2028-01-02")),), ()
    )

    enter_year(next_year, by=None, at=moment("2027-11-20"))

    calendar = current_calendar()
    assert calendar.day_kind(day("2028-01-01")).year == 2027
    assert not calendar.is_working(day("2027-12-31"))
