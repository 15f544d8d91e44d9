"""Late work that ended on a provisional day goes on record once the notice of the year is there."""

from datetime import date, datetime, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from records.models import Event
from tests.makers.calendar import a_case_over_new_year, year_file
from tests.makers.organization import Cast
from tests.makers.workdays import moment, notice_2027
from tests.makers.workflow import REVIEWS, do
from workdays.actions import enter_year
from workdays.yearnotice import DaysOff
from workflow.actions import Outcome
from workflow.actions.catching_up import begin, sweep_calendar
from workflow.actions.entering import draft_year, enter_draft
from workflow.actions.overdue import sweep_overdue
from workflow.actions.sweeping import sweep_all
from workflow.models import Case, CatchUp, Lateness, YearDraft
from workflow.retelling import untold
from workflow.sweeping import Swept

JANUARY = moment("2027-01-12")
NEW_YEAR_ONLY = notice_2027(off=(DaysOff(date(2027, 1, 1), date(2027, 1, 3), "元旦"),), makeup=())
A_WEEK_OFF = notice_2027(off=(DaysOff(date(2027, 1, 1), date(2027, 1, 7), "元旦"),), makeup=())


def a_review_late_in_january(people: Cast) -> Case:
    """Reviews of five days from 28 December: due 5 January by rule; the legal one ends on the 7th."""
    case = a_case_over_new_year(people, at=moment("2026-12-28"))
    return do(people, case, "legal", at=moment("2027-01-07"))


def rows(kind: str) -> list[tuple[date, date, date | None]]:
    found = Lateness.objects.filter(kind=kind, task__step__code="legal")
    return list(found.values_list("due_on", "since_on", "ended_on"))


def test_what_ended_late_on_a_provisional_day_is_on_record_with_the_notice(people: Cast) -> None:
    case = a_review_late_in_january(people)
    sweep_all(at=moment("2027-01-08"))
    assert rows("task") == []
    enter_year(NEW_YEAR_ONLY, by=None, at=moment("2027-01-11"))

    runs = sweep_all(at=JANUARY)

    assert rows("task") == [(date(2027, 1, 5), date(2027, 1, 6), date(2027, 1, 7))]
    assert runs["calendar"].done > 0
    line = Event.objects.about(case.subject).filter(verb="lateness.found").in_order().first()
    assert line is not None
    assert list(untold(Case.objects.all())) == []


def test_by_the_right_days_it_may_have_been_in_time(people: Cast) -> None:
    a_review_late_in_january(people)
    enter_year(A_WEEK_OFF, by=None, at=moment("2027-01-11"))

    sweep_all(at=JANUARY)

    assert rows("task") == []


def test_by_the_right_days_it_may_have_been_late_though_it_seemed_in_time(people: Cast) -> None:
    case = a_case_over_new_year(people, at=moment("2026-12-28"))
    do(people, case, "legal", at=moment("2027-01-05"))
    notice = notice_2027(
        off=(DaysOff(date(2027, 1, 1), date(2027, 1, 1), "元旦"),),
        makeup=(date(2027, 1, 2), date(2027, 1, 3)),
    )
    enter_year(notice, by=None, at=moment("2027-01-11"))

    sweep_all(at=JANUARY)

    assert rows("task") == [(date(2027, 1, 3), date(2027, 1, 4), date(2027, 1, 5))]


def test_a_second_sweep_adds_nothing(people: Cast) -> None:
    a_review_late_in_january(people)
    enter_year(NEW_YEAR_ONLY, by=None, at=moment("2027-01-11"))
    sweep_all(at=JANUARY)
    found = list(Lateness.objects.values_list("pk", flat=True))

    sweep_all(at=JANUARY + timedelta(minutes=20))

    assert list(Lateness.objects.values_list("pk", flat=True)) == found


def test_a_case_decided_late_on_provisional_days_is_on_record_too(people: Cast) -> None:
    case = a_case_over_new_year(people, at=moment("2026-12-21"), promised=9)
    assert case.promised_on == date(2027, 1, 4)
    for step in REVIEWS:
        case = do(people, case, step, at=moment("2027-01-06"))
    do(people, case, "decision", Outcome.GRANTED, at=moment("2027-01-06", "11:00"))
    sweep_all(at=moment("2027-01-08"))
    assert not Lateness.objects.filter(kind="promise").exists()
    enter_year(NEW_YEAR_ONLY, by=None, at=moment("2027-01-11"))

    sweep_all(at=JANUARY)

    row = Lateness.objects.get(kind="promise")
    assert (row.due_on, row.ended_on, row.person) == (date(2027, 1, 4), date(2027, 1, 6), people.chief)


def test_the_page_records_it_at_once(people: Cast) -> None:
    a_review_late_in_january(people)
    draft = draft_year(year_file(NEW_YEAR_ONLY), by=people.admin, at=JANUARY)

    enter_draft(draft.pk, seen=draft.seen, by=people.admin, at=JANUARY)

    assert len(rows("task")) == 1
    assert CatchUp.objects.get().late == 1


def test_while_clocks_still_follow_nothing_is_put_on_record(people: Cast) -> None:
    a_case_over_new_year(people, at=moment("2026-09-23"), promised=15)
    enter_year(notice_2027(), by=None, at=JANUARY)
    begin(2, since=None, at=JANUARY)

    assert sweep_overdue(JANUARY) == Swept(0, Lateness.objects.count() + 7)
    assert not Lateness.objects.exists()
    sweep_calendar(JANUARY)

    assert sweep_overdue(JANUARY).done == 7


def test_an_act_while_clocks_still_follow_leaves_its_lateness_to_the_run(people: Cast) -> None:
    case = a_case_over_new_year(people, at=moment("2026-12-28"))
    enter_year(NEW_YEAR_ONLY, by=None, at=moment("2027-01-06"))
    begin(2, since=date(2026, 12, 25), at=moment("2027-01-06"))
    do(people, case, "legal", at=moment("2027-01-07"))
    assert rows("task") == []

    sweep_calendar(moment("2027-01-07"))

    assert [row[0] for row in rows("task")] == [date(2027, 1, 5)]


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE workflow_yeardraft SET notices = '{}'",
        "UPDATE workflow_yeardraft SET version = NULL, entered_at = NULL",
        "DELETE FROM workflow_yeardraft",
        "UPDATE workflow_catchup SET version = 9",
        "UPDATE workflow_catchup SET cursor = 0",
        "UPDATE workflow_catchup SET is_running = TRUE, done_at = NULL",
        "UPDATE workflow_catchup SET done_at = NULL",
        "UPDATE workflow_catchup SET done_at = '2020-01-01 00:00:00'",
        "DELETE FROM workflow_catchup",
    ],
)
def test_an_entry_and_its_run_are_facts(people: Cast, sql: str) -> None:
    a_case_over_new_year(people)
    now = datetime.fromisoformat("2026-12-22T10:00+08:00")
    draft = draft_year(year_file(), by=people.admin, at=now)
    enter_draft(draft.pk, seen=draft.seen, by=people.admin, at=now)

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_a_person_has_one_draft_and_the_house_one_run_at_a_time(people: Cast) -> None:
    now = moment("2026-12-22")
    draft = draft_year(year_file(), by=people.admin, at=now)
    begin(2, since=None, at=now)

    with pytest.raises(DatabaseError), transaction.atomic():
        YearDraft.objects.create(notices={}, base="a", seen="b", drafted_by=people.admin, drafted_at=now)
    with pytest.raises(DatabaseError), transaction.atomic():
        CatchUp.objects.create(version=3, started_at=now)
    assert draft_year(year_file(document_no="2"), by=people.admin, at=now).pk == draft.pk
