"""Passed limits on record: once each, with the right days, whoever or whatever was away meanwhile."""

from datetime import UTC, date, datetime

import pytest
from django.db import DatabaseError, connection, transaction

from records.models import Event
from tests.makers.documents import a_document
from tests.makers.organization import Cast
from tests.makers.statements import statements
from tests.makers.workflow import REVIEWS, a_case, accepted, do, reviewed, task_of
from tests.workflow.refusing import refused
from workflow.actions import close_lateness, complete, pause, say_why
from workflow.actions.overdue import sweep_overdue
from workflow.lateness import LatenessKind
from workflow.models import Case, Lateness
from workflow.outcomes import Outcome
from workflow.refusals import AlreadyDoneError, NotThereError
from workflow.retelling import untold
from workflow.steps import PauseGround
from workflow.sweeping import Swept


def noon(month: int, day: int) -> datetime:
    """Noon in Zhenjiang, 2026."""
    return datetime(2026, month, day, 4, 0, tzinfo=UTC)


def kinds(case: Case) -> list[str]:
    return sorted(Lateness.objects.filter(case=case).values_list("kind", flat=True))


@pytest.mark.parametrize(
    ("day", "found"),
    [(noon(9, 29), 0), (noon(9, 30), 1), (noon(10, 8), 1), (noon(10, 9), 5)],
    ids=["last day is in time", "institute past its three days", "others on their last day", "all five late"],
)
def test_a_task_is_late_from_the_day_after_its_last(people: Cast, day: datetime, found: int) -> None:
    accepted(people)

    assert sweep_overdue(day) == Swept(found)


def test_it_takes_effect_on_the_next_working_day_however_late_the_sweep_comes(people: Cast) -> None:
    case = accepted(people)

    sweep_overdue(noon(10, 16))

    row = Lateness.objects.get(task=task_of(case, "legal"))
    assert (row.due_on, row.since_on, row.unit) == (
        date(2026, 10, 8),
        date(2026, 10, 9),
        row.task and row.task.unit,
    )
    line = Event.objects.about(case.subject).in_order().last()
    assert line is not None
    assert line.verb == "lateness.found"
    told = line.data["limits"][-1]
    assert (told["kind"], told["due_on"], told["since_on"]) == ("task", "2026-10-08", "2026-10-09")


def test_twice_or_later_finds_nothing_more(people: Cast) -> None:
    case = accepted(people)
    sweep_overdue(noon(10, 9))
    lines = Event.objects.about(case.subject).count()

    assert sweep_overdue(noon(10, 9)) == Swept(0)
    assert sweep_overdue(noon(10, 12)) == Swept(0)

    assert Lateness.objects.count() == len(REVIEWS)
    assert Event.objects.about(case.subject).count() == lines


def test_promise_and_law_are_two_limits_and_name_who_holds_the_case_up(people: Cast) -> None:
    case = reviewed(people)

    sweep_overdue(noon(10, 22))
    sweep_overdue(noon(10, 29))

    assert kinds(case) == ["promise", "statute", "task"]
    promise = Lateness.objects.get(kind=LatenessKind.PROMISE)
    assert (promise.due_on, promise.since_on) == (date(2026, 10, 21), date(2026, 10, 22))
    assert promise.unit == task_of(case, "decision").unit


def test_late_work_goes_on_record_with_the_act_even_if_no_sweep_ran(people: Cast) -> None:
    case = reviewed(people)

    do(people, case, "decision", Outcome.GRANTED, at=noon(10, 22))

    assert kinds(case) == ["promise", "task"]
    assert set(Lateness.objects.values_list("ended_on", flat=True)) == {date(2026, 10, 22)}
    line = Event.objects.about(case.subject).in_order().last()
    assert line is not None
    assert line.data["late"] == ["task", "promise"]


def test_the_act_ends_what_the_sweep_found(people: Cast) -> None:
    case = accepted(people)
    sweep_overdue(noon(10, 9))

    do(people, case, "legal", at=noon(10, 12))

    row = Lateness.objects.get(task=task_of(case, "legal"))
    assert (row.ended_on, Lateness.objects.running().count()) == (date(2026, 10, 12), 4)


def test_work_in_time_costs_no_statement_and_leaves_no_row(people: Cast) -> None:
    case = accepted(people)
    task = task_of(case, "legal")

    with statements() as asked:
        complete(task.pk, Outcome.AGREE, by=people.legal, at=noon(10, 8))

    assert not [one for one in asked.of("workflow") if "lateness" in one]
    assert not Lateness.objects.exists()


def test_a_special_procedure_past_its_told_days_is_late(people: Cast) -> None:
    case = accepted(people)
    task = task_of(case, "institute")
    pause(
        task.pk,
        ground=PauseGround.EXPERT_REVIEW,
        notice=a_document(),
        expected_days=10,
        by=people.equipment,
        at=noon(9, 24),
    )

    assert sweep_overdue(noon(10, 4)) == Swept(0)
    assert sweep_overdue(noon(10, 5)) == Swept(1)

    row = Lateness.objects.get(kind=LatenessKind.PROCEDURE)
    assert (row.task, row.due_on) == (task, date(2026, 10, 4))


def test_a_limit_on_a_provisional_day_waits_for_its_notice(people: Cast) -> None:
    case = a_case(people, at=datetime(2026, 12, 25, 4, 0, tzinfo=UTC))
    accepted(people, case, at=datetime(2026, 12, 25, 4, 0, tzinfo=UTC))

    assert sweep_overdue(datetime(2027, 1, 11, 4, 0, tzinfo=UTC)) == Swept(0, held=len(REVIEWS))
    assert not Lateness.objects.exists()


def test_the_unit_says_why_and_supervision_closes(people: Cast) -> None:
    case = accepted(people)
    sweep_overdue(noon(10, 9))
    row = Lateness.objects.get(task=task_of(case, "legal"))

    say_why(row.pk, reason="等待企业补充说明", by=people.legal, at=noon(10, 9))
    close_lateness(row.pk, link="法规处审查", reason="人手不足", by=people.supervisor, at=noon(10, 12))

    row.refresh_from_db()
    assert (row.said, row.said_by, row.link, row.closed_by) == (
        "等待企业补充说明",
        people.legal,
        "法规处审查",
        people.supervisor,
    )
    with pytest.raises(AlreadyDoneError):
        say_why(row.pk, reason="再说", by=people.legal, at=noon(10, 13))
    assert not list(untold(Case.objects.filter(pk=case.pk)))


def test_only_the_unit_speaks_only_supervision_closes_and_both_in_words(people: Cast) -> None:
    case = accepted(people)
    sweep_overdue(noon(10, 9))
    row = Lateness.objects.get(task=task_of(case, "legal"))

    with pytest.raises(NotThereError):
        say_why(row.pk, reason="不是我处", by=people.metrology, at=noon(10, 9))
    with pytest.raises(NotThereError):
        close_lateness(row.pk, link="法规处", reason="忙", by=people.legal, at=noon(10, 9))
    with refused("lateness.no_link"):
        close_lateness(row.pk, link=" ", reason="忙", by=people.supervisor, at=noon(10, 9))
    with refused("lateness.no_reason"):
        say_why(row.pk, reason="", by=people.legal, at=noon(10, 9))


@pytest.mark.parametrize(
    "attack",
    [
        "DELETE FROM workflow_lateness",
        "UPDATE workflow_lateness SET due_on = '2026-12-01'",
        "UPDATE workflow_lateness SET kind = 'promise'",
        "UPDATE workflow_lateness SET closed_at = found_at",
    ],
    ids=["deleted", "moved", "renamed", "closed without link and reason"],
)
def test_the_database_keeps_a_passed_limit(people: Cast, attack: str) -> None:
    accepted(people)
    sweep_overdue(noon(9, 30))

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(attack)

    assert Lateness.objects.get().due_on == date(2026, 9, 29)


def test_a_closed_row_never_changes(people: Cast) -> None:
    accepted(people)
    sweep_overdue(noon(9, 30))
    row = Lateness.objects.get()
    close_lateness(row.pk, link="特检院", reason="设备故障", by=people.supervisor, at=noon(9, 30))

    with pytest.raises(DatabaseError), transaction.atomic():
        Lateness.objects.update(reason="没有原因")
    assert Lateness.objects.get().reason == "设备故障"
