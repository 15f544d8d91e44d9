"""Summaries of history: equal to the rows, made anew without harm, healed and reported where they drifted."""

from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction

from oversight.actions.counting import differences, rebuild_counts
from oversight.actions.summarising import rebuild_figures
from oversight.figures import FIGURES
from oversight.figures.dwells import stuck
from oversight.figures.history import history
from oversight.models import DayCount, Rebuild
from tests.makers.organization import Cast
from tests.makers.oversight import asking, noon
from tests.makers.workflow import a_case, accepted, clocks, do, reviewed, task_of
from workflow.actions import complete
from workflow.actions.dwelling import rebuild_dwells
from workflow.actions.overdue import sweep_overdue
from workflow.models import Dwell
from workflow.outcomes import Outcome
from workflow.spread import at_share
from workflow.usual import usual_days

TODAY = date(2026, 10, 30)


@pytest.fixture
def past(people: Cast) -> Cast:
    """Cases decided in time and late, one still open and late, in two districts."""
    for at in (noon(9, 30), noon(10, 9), noon(10, 22), noon(10, 28)):
        do(people, reviewed(people), "decision", Outcome.GRANTED, at=at)
    late = accepted(people, a_case(people, district="321102"))
    do(people, late, "legal", at=noon(9, 25))
    sweep_overdue(noon(10, 29))
    return people


@pytest.mark.parametrize(
    ("spread", "percent", "value"),
    [({}, 50, 0), ({3: 1}, 50, 3), ({1: 1, 2: 1}, 50, 1), ({1: 5, 9: 5}, 90, 9), ({0: 9, 7: 1}, 90, 0)],
)
def test_the_middle_is_the_nearest_rank(spread: dict[int, int], percent: int, value: int) -> None:
    assert at_share(spread, percent) == value


def test_the_summary_equals_the_rows_and_twice_changes_nothing(past: Cast) -> None:
    first = rebuild_counts(at=noon(10, 30))

    again = rebuild_counts(at=noon(10, 30))

    assert (first.through, first.different > 0) == (date(2026, 10, 29), True)
    assert (again.rows, again.different) == (first.rows, 0)
    assert Rebuild.objects.count() == 1


@pytest.mark.parametrize(
    "drift",
    [
        "UPDATE oversight_daycount SET received = received + 1, decided = decided + 1",
        "DELETE FROM oversight_daycount",
        "INSERT INTO oversight_daycount (day, unit, item, district, kind, source, received, decided, on_time,"
        " late, unlawful, extended, passed)"
        " VALUES ('2026-10-01', 'x', '', '321171', '', 'bureau', 9, 0, 0, 0, 0, 0, 0)",
    ],
    ids=["wrong", "missing", "too many"],
)
def test_what_drifted_is_found_and_healed(past: Cast, drift: str) -> None:
    rebuild_counts(at=noon(10, 30))
    with connection.cursor() as cursor:
        cursor.execute(drift)
    assert differences(date(2026, 10, 29)).number > 0

    rebuild_counts(at=noon(10, 30))

    assert differences(date(2026, 10, 29)).number == 0


def test_imported_history_is_kept_apart(past: Cast) -> None:
    DayCount.objects.create(day=date(2026, 10, 1), district="321171", source="elsewhere", decided=7)

    rebuild_counts(at=noon(10, 30))

    assert DayCount.objects.filter(source="elsewhere").get().decided == 7
    assert sum(month.counts["decided"] for month in history(asking(past.supervisor, TODAY)).months) == 4


@pytest.mark.parametrize("rebuilt_on", [None, (10, 10), (10, 30)], ids=["never", "weeks ago", "this night"])
@pytest.mark.parametrize("filters", [{}, {"district": "321102"}, {"unit": "legal"}], ids=str)
def test_each_month_equals_the_rows_it_opens(
    past: Cast, rebuilt_on: tuple[int, int] | None, filters: dict[str, str]
) -> None:
    if rebuilt_on:
        rebuild_counts(at=noon(*rebuilt_on))
    question = asking(past.supervisor, TODAY, **filters)
    codes = {"decided": "decided", "on_time": "on-time", "late": "decided-late"}

    for month in history(question).months:
        asked = question.but(first_on=month.first_on, last_on=month.last_on)
        for measure, code in {**codes, "unlawful": "decided-unlawful", "passed": "passed"}.items():
            rows = list(FIGURES[code].lines(asked))
            assert month.counts[measure] == len(rows) == FIGURES[code].number(asked), (month, measure)


def test_the_share_on_time_is_rounded_down(past: Cast) -> None:
    october = history(asking(past.supervisor, TODAY)).months[-1]

    assert (october.counts["on_time"], october.counts["late"], october.share) == (1, 2, 33.3)


def test_usual_dwell_is_counted_from_the_tasks_it_opens(past: Cast) -> None:
    rebuild_dwells(at=noon(10, 30))

    for row in Dwell.objects.filter(unit__isnull=False).select_related("unit"):
        assert row.unit is not None
        question = asking(
            past.supervisor,
            TODAY,
            process=row.process_code,
            step=row.step_code,
            unit=row.unit.code,
            first_on=row.first_on,
            last_on=row.last_on,
        )
        lines = list(FIGURES["done-tasks"].lines(question))
        stays = sorted(int(str(line.cells[-1])) for line in lines)
        assert (row.count, row.median) == (len(lines), stays[(len(stays) - 1) // 2])


def test_a_step_is_stuck_where_tasks_lie_longer_than_they_used_to(people: Cast) -> None:
    case = a_case(people)
    process = case.process
    for each in (case, *(a_case(people, process) for _more in range(5))):
        complete(
            task_of(each, "intake").pk, Outcome.ACCEPTED, by=people.clerk, at=noon(9, 23), clocks=clocks()
        )
    for each in process.cases.exclude(pk=case.pk):
        do(people, each, "legal", at=noon(9, 24))
    rebuild_dwells(at=noon(10, 8))

    steps = {one.step: one for one in stuck(asking(people.supervisor, date(2026, 10, 8)))}

    lying = steps["legal"]
    assert lying.usual is not None
    assert (lying.tone, lying.open, lying.median, lying.usual.median, lying.usual.count) == (
        "late",
        1,
        5,
        1,
        5,
    )
    assert steps["metrology"].tone == "hold"
    assert usual_days()[process.code]["legal"] == 1


def test_the_command_rebuilds_checks_and_fails_on_drift(past: Cast) -> None:
    call_command("rebuild_figures", "--json")
    call_command("rebuild_figures", "--check")
    DayCount.objects.all().delete()

    with pytest.raises(CommandError, match="不符"):
        call_command("rebuild_figures", "--check")


def test_the_night_may_come_twice(past: Cast) -> None:
    first = rebuild_figures(at=noon(10, 30))

    again = rebuild_figures(at=noon(10, 30))

    assert (again.rows, again.different, again.dwells) == (first.rows, 0, 0)


@pytest.mark.parametrize(
    "attack",
    [
        "UPDATE oversight_daycount SET on_time = decided + 1",
        "INSERT INTO oversight_daycount (day, unit, item, district, kind, source, received, decided, on_time,"
        " late, unlawful, extended, passed) SELECT day, unit, item, district, kind, source, received,"
        " decided, on_time, late, unlawful, extended, passed FROM oversight_daycount",
        "UPDATE workflow_dwell SET median = p90 + 1",
        "UPDATE workflow_dwell SET count = 0",
    ],
    ids=["more in time than decided", "a day twice", "median beyond nine in ten", "counted of nothing"],
)
def test_the_database_keeps_summaries_sane(past: Cast, attack: str) -> None:
    rebuild_figures(at=noon(10, 30))

    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(attack)
