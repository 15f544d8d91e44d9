"""The calendar is prepared once, renewed when its version changes, and the same for every thread."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection, transaction

from tests.makers.workdays import day, moment, notice_2027, seeded_calendar
from workdays import store
from workdays.actions import enter_year
from workdays.models import CalendarDay, CalendarVersion, CalendarYear

THREADS = 8


@pytest.fixture(autouse=True)
def _nothing_prepared() -> None:
    store._prepared.clear()


@pytest.mark.django_db
def test_migrate_alone_leaves_the_calendar_and_its_version() -> None:
    calendar = store.current_calendar()

    assert (calendar.first_year, calendar.last_year) == (2004, 2036)
    assert calendar.digest == seeded_calendar().digest == store.current_version()
    assert [year for year, facts in calendar.years.items() if facts.is_provisional] == list(range(2027, 2037))


@pytest.mark.django_db
def test_a_prepared_calendar_costs_one_query_and_none_where_the_version_is_known(
    django_assert_num_queries: Any,
) -> None:
    version = store.current_version()
    with django_assert_num_queries(3):
        first = store.current_calendar()
    with django_assert_num_queries(1):
        second = store.current_calendar()
    with django_assert_num_queries(0):
        third = store.current_calendar(version=version)

    assert first is second is third


@pytest.mark.django_db
def test_entering_a_year_gives_another_calendar_at_once() -> None:
    before = store.current_calendar()

    enter_year(notice_2027(), by=None, at=moment("2026-11-24"))

    assert before.is_working(day("2027-02-10"))
    assert not store.current_calendar().is_working(day("2027-02-10"))


@pytest.mark.django_db
def test_an_act_rolled_back_leaves_nothing_stale() -> None:
    before = store.current_calendar()
    with transaction.atomic():
        enter_year(notice_2027(), by=None, at=moment("2026-11-24"))
        assert store.current_calendar() is not before
        transaction.set_rollback(True)

    assert store.current_calendar() is before
    enter_year(notice_2027(off=notice_2027().off[:1]), by=None, at=moment("2026-11-24"))
    assert store.current_calendar().is_working(day("2027-02-10"))


@pytest.mark.django_db
def test_a_process_remembers_few_calendars() -> None:
    for n in range(store.KEPT + 3):
        enter_year(notice_2027(document_no=f"测试〔2026〕{n}号"), by=None, at=moment("2026-11-24"))
        store.current_calendar()

    assert len(store._prepared) == store.KEPT


@pytest.mark.django_db
def test_an_empty_calendar_is_refused_with_what_to_do() -> None:
    CalendarVersion.objects.all().delete()

    with pytest.raises(store.NoCalendarError, match="migrate"):
        store.current_calendar()


def _in_thread(barrier: Barrier) -> object:
    try:
        barrier.wait()
        return store.current_calendar()
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_threads_that_ask_at_once_share_one_calendar_and_all_see_the_next_version() -> None:
    store.current_calendar()
    for document_no in ("测试〔2026〕1号", "测试〔2026〕2号"):
        enter_year(notice_2027(document_no=document_no), by=None, at=moment("2026-11-24"))
        barrier = Barrier(THREADS)
        with ThreadPoolExecutor(THREADS) as pool:
            seen = list(pool.map(_in_thread, [barrier] * THREADS))

        assert len({id(calendar) for calendar in seen}) == 1
        assert store.current_calendar() is seen[0]
        assert store.current_calendar().years[2027].document_no == document_no


@pytest.mark.django_db(transaction=True)
def test_a_version_written_by_another_process_is_seen_at_the_next_question() -> None:
    before = store.current_calendar()
    days = CalendarDay.objects.filter(year=2036)
    days.filter(name="中秋").delete()
    changed = store.prepared(CalendarYear.objects.all(), CalendarDay.objects.all())
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE workdays_calendarversion SET number = number + 1, digest = %s", [changed.digest]
        )

    assert day("2036-10-04") in before.exceptions
    assert store.current_calendar() is not before
    assert day("2036-10-04") not in store.current_calendar().exceptions
