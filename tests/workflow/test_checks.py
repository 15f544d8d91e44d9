"""What may never be is found; commands say so and exit 1; deadlines follow their facts."""

import json
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from notices.models import Notice
from organization.models import Absence, Person, Post
from records.models import Event
from tests.makers.documents import a_document
from tests.makers.organization import Cast
from tests.makers.records import run_sql
from tests.makers.workflow import MORNING, a_case, accepted, clocks, do, reviewed, task_of
from workdays.days import local_day
from workdays.models import CalendarDay, CalendarVersion, CalendarYear
from workdays.store import current_calendar
from workflow.actions import claim, complete, pause
from workflow.actions.checking import check_all
from workflow.actions.recomputing import recompute_all
from workflow.checks import findings
from workflow.deadlines import drifts
from workflow.models import Case, CaseCheck, Task
from workflow.outcomes import Outcome
from workflow.retelling import untold
from workflow.steps import PauseGround

NOW = MORNING + timedelta(minutes=30)


def kinds() -> set[str]:
    return {one.kind for one in findings(NOW)}


def test_a_healthy_house_has_no_findings(people: Cast) -> None:
    accepted(people)
    case = reviewed(people)
    do(people, case, "decision", Outcome.GRANTED)

    assert findings(NOW) == []


def test_a_case_nobody_works_on_is_found(people: Cast) -> None:
    case = a_case(people)
    Task.objects.filter(case=case).update(state="cancelled", open_predecessors=0)

    assert [(one.kind, one.case) for one in findings(NOW)] == [("no_open_task", case.number)]


def test_a_task_nobody_can_take_is_found(people: Cast) -> None:
    case = accepted(people)
    Post.objects.filter(person=people.legal).update(last_on=date(2026, 9, 22))

    found = findings(NOW)
    assert [(one.kind, one.case, one.task) for one in found] == [
        ("nobody_eligible", case.number, task_of(case, "legal").pk)
    ]


@pytest.mark.parametrize("how", ["disabled", "without a post", "away with an absent deputy"])
def test_work_of_somebody_who_is_gone_is_found(people: Cast, how: str) -> None:
    task = task_of(accepted(people), "legal")
    claim(task.pk, by=people.legal, at=MORNING)
    day = local_day(NOW)
    if how == "disabled":
        Person.objects.filter(pk=people.legal.pk).update(is_active=False)
    elif how == "without a post":
        Post.objects.filter(person=people.legal).update(last_on=date(2026, 9, 22))
    else:
        Absence.objects.create(person=people.legal, deputy=people.food, first_on=day, last_on=day)
        Absence.objects.create(person=people.food, deputy=people.quality, first_on=day, last_on=day)

    expected = "assignee_absent" if how.startswith("away") else "assignee_gone"
    assert kinds() == {expected}


def test_an_absence_with_a_present_deputy_is_covered(people: Cast) -> None:
    claim(task_of(accepted(people), "legal").pk, by=people.legal, at=MORNING)
    day = local_day(NOW)
    Absence.objects.create(person=people.legal, deputy=people.food, first_on=day, last_on=day)

    assert kinds() == set()


def test_a_notice_that_did_not_leave_is_found(people: Cast) -> None:
    accepted(people)
    Notice.objects.update(state="waiting", sent_at=None, next_try_at=NOW - timedelta(hours=2))

    assert kinds() == {"unsent_notice"}


@pytest.mark.parametrize(
    ("sql", "kind"),
    [
        ("UPDATE workflow_task SET open_predecessors = 9 WHERE state = 'waiting'", "counter_drift"),
        ("UPDATE workflow_case SET open_pauses = 1", "pause_drift"),
        ("UPDATE workflow_task SET priority = 0", "priority_drift"),
    ],
)
def test_a_counter_that_lies_is_found(people: Cast, sql: str, kind: str) -> None:
    accepted(people)
    run_sql(sql)

    assert kinds() == {kind}


def test_a_state_that_was_never_told_is_found(people: Cast) -> None:
    case = accepted(people)
    assert list(untold(Case.objects.all())) == []

    run_sql("UPDATE workflow_task SET opinion = 'quietly' WHERE state = 'open'")

    ((found, difference),) = untold(Case.objects.all())
    assert found == case
    assert "quietly" in difference


def test_check_cases_answers_in_json_and_exits_1(people: Cast) -> None:
    case = accepted(people)
    run_sql("UPDATE workflow_case SET open_pauses = 1")
    Notice.objects.update(state="sent", sent_at=NOW)
    said = StringIO()

    with pytest.raises(CommandError, match="1"):
        call_command("check_cases", "--json", stdout=said)

    told: dict[str, Any] = json.loads(said.getvalue())
    assert told["count"] == 1
    assert told["findings"][0]["case"] == case.number


def test_check_cases_with_replay_is_content_with_a_sound_house(people: Cast) -> None:
    a_case(people)
    said = StringIO()
    Notice.objects.update(state="sent", sent_at=NOW)

    call_command("check_cases", "--replay", stdout=said)

    assert "没有发现问题" in said.getvalue()


def moved_calendar() -> None:
    """2026-09-28 becomes a day off, as if by a late notice (past every check of the calendar's own act)."""
    year = CalendarYear.objects.get(year=2026)
    CalendarDay.objects.create(on=date(2026, 9, 28), year=year, kind="holiday", is_working=False, name="示范")
    CalendarVersion.objects.update(digest=f"{CalendarVersion.objects.get().digest[:60]}test")


def test_deadlines_follow_a_new_calendar_and_tell_old_and_new(people: Cast) -> None:
    case = accepted(people)
    moved_calendar()
    assert len(list(drifts(current_calendar()))) == 7
    said = StringIO()
    with pytest.raises(CommandError):
        call_command("recompute_deadlines", "--check", "--json", stdout=said)
    assert json.loads(said.getvalue())["count"] == 7

    call_command("recompute_deadlines", stdout=StringIO())

    call_command("recompute_deadlines", "--check", stdout=StringIO())
    lines = Event.objects.about(case.subject).filter(verb__in=("clock.recomputed", "task.recomputed"))
    told = {line.data.get("clock") or line.data["step"]: line.data for line in lines}
    assert len(lines) == len(told) == 7
    assert (told["promised_on"]["from"], told["promised_on"]["to"]) == ("2026-10-21", "2026-10-22")
    assert list(untold(Case.objects.all())) == []


def test_a_published_calendar_makes_provisional_dates_final(people: Cast) -> None:
    late = datetime(2026, 12, 15, 2, 0, tzinfo=UTC)
    case = a_case(people, at=late)
    started = clocks(date(2026, 12, 15))
    case = complete(task_of(case, "intake").pk, Outcome.ACCEPTED, by=people.clerk, at=late, clocks=started)
    assert case.is_provisional
    CalendarYear.objects.filter(year=2027).update(
        source="notice",
        is_provisional=False,
        document_no="示范",
        issued_on=date(2026, 12, 1),
        entered_at=late,
    )
    CalendarVersion.objects.update(digest=f"{CalendarVersion.objects.get().digest[:60]}fine")

    recompute_all(by=None, at=late)

    case.refresh_from_db()
    assert not case.is_provisional
    line = Event.objects.about(case.subject).in_order().last()
    assert line is not None
    assert line.verb == "clock.confirmed"
    assert list(drifts(current_calendar())) == []


def test_a_second_recomputation_finds_nothing_to_do(people: Cast) -> None:
    accepted(people)
    moved_calendar()

    assert len(recompute_all(by=None, at=NOW)) == 1
    assert recompute_all(by=None, at=NOW) == []


def test_a_closed_or_decided_case_is_left_as_it_was(people: Cast) -> None:
    case = reviewed(people)
    do(people, case, "decision", Outcome.GRANTED)
    do(people, case, "certificate", Outcome.ISSUED)
    moved_calendar()

    assert recompute_all(by=None, at=NOW) == []


def test_paused_cases_have_no_drift(people: Cast) -> None:
    case = accepted(people)
    pause(
        task_of(case, "legal").pk,
        ground=PauseGround.TESTING,
        notice=a_document(),
        expected_days=5,
        by=people.legal,
        at=NOW,
    )

    assert list(drifts(current_calendar())) == []


def test_the_periodic_check_keeps_what_it_found_for_the_supervisors(people: Cast) -> None:
    accepted(people)
    run_sql("UPDATE workflow_case SET open_pauses = 1")

    check_all(at=NOW - timedelta(days=31))
    check_all(at=NOW)

    kept = CaseCheck.objects.newest_first()
    assert [(one.at, one.count) for one in kept] == [(NOW, 1)]
    assert kept[0].findings[0]["kind"] == "pause_drift"
