"""The open clocks follow the calendar: in batches, after any interruption, each date told once."""

from datetime import date, timedelta

import pytest

from records.models import Event
from tests.makers.calendar import DECEMBER, a_case_over_new_year, year_file
from tests.makers.organization import Cast
from tests.makers.statements import statements
from tests.makers.workdays import moment, notice_2027
from tests.makers.workflow import a_process, do
from workdays.actions import enter_year
from workdays.store import current_calendar
from workdays.yearnotice import DaysOff
from workflow.actions import Outcome
from workflow.actions.catching_up import begin, catch_up, sweep_calendar
from workflow.actions.entering import AT_ONCE, draft_year, enter_draft
from workflow.deadlines import drifts
from workflow.models import Case, CatchUp, Task
from workflow.retelling import untold

NOW = moment("2026-12-22")


def test_a_task_that_moves_has_its_line_with_its_step(people: Cast) -> None:
    case = a_case_over_new_year(people, at=moment("2026-12-28"))
    stored = dict(Task.objects.open().values_list("step__code", "due_on"))
    draft = draft_year(
        year_file(notice_2027(off=(DaysOff(date(2027, 1, 1), date(2027, 1, 5), "元旦"),), makeup=())),
        by=people.admin,
        at=moment("2026-12-29"),
    )

    enter_draft(draft.pk, seen=draft.seen, by=people.admin, at=moment("2026-12-29"))

    lines = Event.objects.about(case.subject).filter(verb="task.recomputed")
    told = {one.data["step"]: (one.data["from"], one.data["to"]) for one in lines}
    assert stored["legal"] == date(2027, 1, 5)
    assert told["合法性审查"] == ("2027-01-05", "2027-01-07")
    assert list(untold(Case.objects.all())) == []


def test_a_case_whose_clocks_end_before_the_first_day_that_differs_is_not_even_read(people: Cast) -> None:
    a_case_over_new_year(people, at=moment("2026-11-02"), promised=15)
    draft = draft_year(year_file(), by=people.admin, at=NOW)

    enter_draft(draft.pk, seen=draft.seen, by=people.admin, at=NOW)

    assert CatchUp.objects.get().total == 0


def test_a_run_killed_half_way_goes_on_where_it_was(people: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workflow.actions.catching_up.CHUNK", 1)
    process = a_process()
    cases = [a_case_over_new_year(people, process) for _ in range(AT_ONCE + 3)]
    draft = draft_year(year_file(), by=people.admin, at=NOW)

    enter_draft(draft.pk, seen=draft.seen, by=people.admin, at=NOW)

    run = CatchUp.objects.get()
    assert (run.looked, run.total, run.is_running) == (AT_ONCE, len(cases), True)
    assert Event.objects.filter(verb="clock.recomputed").count() == 2 * AT_ONCE
    sweep_calendar(NOW + timedelta(minutes=1))
    run.refresh_from_db()
    assert (run.looked, run.cases, run.dates, run.is_running) == (
        len(cases),
        len(cases),
        2 * len(cases),
        False,
    )
    assert Event.objects.filter(verb="clock.recomputed").count() == 2 * len(cases)
    assert list(drifts(current_calendar())) == []


def test_a_notice_entered_by_hand_moves_the_clocks_with_the_next_sweep(people: Cast) -> None:
    case = a_case_over_new_year(people)
    sweep_calendar(NOW)
    enter_year(notice_2027(), by=None, at=NOW)

    assert sweep_calendar(NOW).done == 2

    case.refresh_from_db()
    assert case.promised_on == date(2027, 2, 1)
    assert sweep_calendar(NOW).done == 0


def test_a_second_look_finds_what_an_act_wrote_by_the_old_calendar(people: Cast) -> None:
    case = a_case_over_new_year(people)
    draft = draft_year(year_file(), by=people.admin, at=NOW)
    enter_draft(draft.pk, seen=draft.seen, by=people.admin, at=NOW)
    Case.objects.filter(pk=case.pk).update(promised_on=date(2027, 2, 2), sort_on=date(2027, 2, 2))

    sweep_calendar(NOW + timedelta(minutes=5))
    case.refresh_from_db()
    assert case.promised_on == date(2027, 2, 2)
    sweep_calendar(NOW + timedelta(minutes=11))

    case.refresh_from_db()
    assert case.promised_on == date(2027, 2, 1)
    assert CatchUp.objects.get().checked_at == NOW + timedelta(minutes=11)


def test_a_newer_version_takes_over_what_an_older_run_left(people: Cast) -> None:
    a_case_over_new_year(people)
    begin(2, since=date(2026, 12, 25), at=NOW)

    begin(3, since=date(2027, 6, 1), at=NOW)

    old, new = CatchUp.objects.order_by("version")
    assert (old.is_running, new.is_running, new.since, new.total) == (False, True, date(2026, 12, 25), 1)


def test_many_cases_cost_as_many_statements_as_one(people: Cast) -> None:
    process = a_process()
    counted = []
    for count, number in ((1, "1"), (7, "2")):
        for _ in range(count):
            a_case_over_new_year(people, process)
        enter_year(notice_2027(document_no=number), by=None, at=NOW)
        Case.objects.update(promised_on=date(2027, 1, 29), sort_on=date(2027, 1, 29))
        begin(int(number) + 5, since=date(2026, 12, 25), at=NOW)
        with statements() as asked:
            catch_up(NOW)
        counted.append(len(asked.asked))

    assert counted[0] == counted[1] <= 20


def test_a_decided_case_keeps_the_dates_it_was_decided_by(people: Cast) -> None:
    case = a_case_over_new_year(people)
    for step in ("equipment", "metrology", "institute", "legal", "district"):
        do(people, case, step, at=DECEMBER + timedelta(hours=1))
    do(people, case, "decision", Outcome.GRANTED, at=DECEMBER + timedelta(hours=2))
    draft = draft_year(year_file(), by=people.admin, at=NOW)

    enter_draft(draft.pk, seen=draft.seen, by=people.admin, at=NOW)

    case.refresh_from_db()
    assert case.promised_on == date(2027, 2, 2)
