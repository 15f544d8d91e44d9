"""Two administrators, or one pressing twice, at the same instant; workers side by side on one run."""

from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

import pytest
from django.db import connection

from organization.models import Person, Role
from records.models import Event
from records.verification import verify
from tests.makers.at_once import alone, at_once, gained, sqlite_file
from tests.makers.calendar import a_case_over_new_year, year_file
from tests.makers.organization import Cast, cast, give_post
from tests.makers.workdays import moment, notice_2027
from tests.makers.workflow import a_process
from workdays.actions import CalendarMovedError, enter_year
from workdays.models import CalendarYear
from workdays.store import current_calendar
from workflow.actions.catching_up import begin, sweep_calendar
from workflow.actions.entering import MovedMeanwhileError, draft_year, enter_draft
from workflow.deadlines import drifts
from workflow.models import Case, CatchUp, YearDraft
from workflow.retelling import untold

pytestmark = pytest.mark.django_db(transaction=True)
POSTGRESQL = connection.vendor == "postgresql"
THREADS = 32 if POSTGRESQL else 2
NOW = moment("2026-12-22")


@pytest.fixture
def real_locks(tmp_path: Path) -> Callable[[], object]:
    path = tmp_path / "test_calendar_races.sqlite3"
    return lambda: nullcontext() if POSTGRESQL else sqlite_file(path)


@pytest.fixture
def people(transactional_db: None) -> Cast:
    return cast()


def entered() -> int:
    return Event.objects.filter(verb="calendar_year.entered").count()


def test_pressed_by_many_hands_at_once_a_draft_is_entered_once(
    people: Cast, real_locks: Callable[[], "nullcontext[None]"]
) -> None:
    process = a_process()
    for _ in range(4):
        a_case_over_new_year(people, process)
    draft = draft_year(year_file(), by=people.admin, at=NOW)

    def press(_number: int) -> int | None:
        by = Person.objects.get(pk=people.admin.pk)
        return enter_draft(draft.pk, seen=draft.seen, by=by, at=NOW).version

    with real_locks():
        versions = gained(at_once(THREADS, press))
        assert alone(entered) == 1
        assert alone(lambda: CatchUp.objects.count()) == 1
        assert alone(lambda: Event.objects.filter(verb="clock.recomputed").count()) == 8
        assert alone(lambda: list(drifts(current_calendar()))) == []
        assert alone(verify).is_sound

    assert versions == [2] * THREADS


def test_of_two_administrators_at_once_one_wins_and_the_other_is_told(
    people: Cast, real_locks: Callable[[], "nullcontext[None]"]
) -> None:
    a_case_over_new_year(people)
    drafts = []
    for number in range(2):
        drafts.append(draft_year(year_file(document_no=f"示范{number}号"), by=people.admin, at=NOW))
        YearDraft.objects.filter(pk=drafts[-1].pk).update(drafted_by=(people.chief, people.admin)[number])
    admins = (people.chief, people.admin)
    give_post(people.chief, people.unit("office"), Role.ADMINISTRATOR)

    def press(number: int) -> str:
        by = Person.objects.get(pk=admins[number].pk)
        try:
            enter_draft(drafts[number].pk, seen=drafts[number].seen, by=by, at=NOW)
        except (MovedMeanwhileError, CalendarMovedError):
            return "told"
        return f"示范{number}号"

    with real_locks():
        results = gained(at_once(2, press))
        assert alone(entered) == 1
        winner = alone(lambda: CalendarYear.objects.get(year=2027).document_no)
        assert alone(lambda: list(drifts(current_calendar()))) == []

    assert sorted(results) == sorted(["told", winner])


def test_workers_side_by_side_tell_every_date_once(
    people: Cast, real_locks: Callable[[], "nullcontext[None]"], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("workflow.actions.catching_up.CHUNK", 2)
    process = a_process()
    for _ in range(9):
        a_case_over_new_year(people, process)
    enter_year(notice_2027(), by=None, at=NOW)
    begin(2, since=None, at=NOW)

    with real_locks():
        gained(at_once(min(THREADS, 8), lambda _number: sweep_calendar(NOW)))
        run = alone(lambda: CatchUp.objects.get())
        told = alone(lambda: Event.objects.filter(verb="clock.recomputed").count())
        assert alone(lambda: list(untold(Case.objects.all()))) == []
        assert alone(verify).is_sound

    assert (run.looked, run.cases, run.dates, run.is_running, told) == (9, 9, 18, False, 18)
