"""Every number equals its rows, whatever is filtered; each counts what its name says."""

from datetime import date

import pytest

from notices.actions import drain
from oversight.actions.foreseeing import sweep_outlooks
from oversight.figures import FIGURES
from oversight.figures.cases import OpenCases, numbers
from tests.makers.licensing import a_world, received
from tests.makers.licensing import accepted as accepted_application
from tests.makers.organization import Cast
from tests.makers.oversight import asking, noon
from tests.makers.workflow import a_case, accepted, do, reviewed, task_of
from workflow.actions import claim, close_lateness
from workflow.actions.checking import check_all
from workflow.actions.overdue import sweep_overdue
from workflow.models import Case, Lateness, SweepRun
from workflow.outcomes import Outcome

LATE = date(2026, 10, 22)
FILTERS = [
    {},
    {"district": "321171"},
    {"district": "321102"},
    {"unit": "legal"},
    {"person": "legal"},
    {"person": "-"},
    {"step": "legal"},
    {"item": "QTS-08"},
    {"kind": "joint"},
    {"first_on": date(2026, 10, 1), "last_on": date(2026, 10, 31)},
    {"unit": "nowhere"},
]


@pytest.fixture
def busy(people: Cast) -> Cast:
    """Cases in every standing a supervisor looks for, as of 22 October."""
    accepted(people)
    claim(task_of(reviewed(people), "decision").pk, by=people.chief, at=noon(9, 24))
    a_case(people)
    early = reviewed(people)
    do(people, early, "decision", Outcome.GRANTED, at=noon(10, 12))
    claimed = accepted(people, a_case(people, at=noon(10, 14)), at=noon(10, 14))
    claim(task_of(claimed, "legal").pk, by=people.legal, at=noon(10, 14))
    fresh = accepted(people, a_case(people, at=noon(9, 27)), at=noon(9, 27))
    sweep_overdue(noon(10, 22))
    sweep_outlooks(noon(10, 22))
    row = Lateness.objects.filter(case=fresh).first()
    assert row is not None
    close_lateness(row.pk, link="合法性审查", reason="人手不足", by=people.supervisor, at=noon(10, 22))
    people.equipment.is_active = False
    people.equipment.save()
    drain(noon(10, 22))
    check_all(at=noon(10, 22))
    return people


@pytest.mark.parametrize("filters", FILTERS, ids=str)
def test_every_number_equals_the_rows_it_opens(busy: Cast, filters: dict[str, str | date]) -> None:
    question = asking(busy.supervisor, LATE, **filters)

    for figure in FIGURES.values():
        assert figure.number(question) == len(list(figure.lines(question))), figure.code


def test_the_dashboard_counts_in_one_statement_what_each_figure_counts_alone(busy: Cast) -> None:
    question = asking(busy.supervisor, LATE)
    figures = [figure for figure in FIGURES.values() if isinstance(figure, OpenCases)]

    together = numbers(question, figures)

    assert together == {figure.code: figure.number(question) for figure in figures}


@pytest.mark.parametrize(
    ("code", "number"),
    [("late", 2), ("unlawful", 0), ("open", 6), ("orphans", 3), ("tasks", 18), ("unclosed", 19)],
)
def test_each_counts_what_its_name_says(busy: Cast, code: str, number: int) -> None:
    assert FIGURES[code].number(asking(busy.supervisor, LATE)) == number


def test_a_late_case_names_unit_person_and_link(busy: Cast) -> None:
    question = asking(busy.supervisor, LATE)

    cells = [
        dict(zip([column.code for column in FIGURES["late"].columns], line.cells, strict=True))
        for line in FIGURES["late"].lines(question)
    ]

    signing = [row for row in cells if row["step"] == "局长签批"]
    assert [(row["unit"], row["person"], row["left"]) for row in signing] == [("局领导", "高局", -1)]


def test_what_waits_for_the_calendar_is_summed_over_the_sweeps(people: Cast) -> None:
    for code, held in (("overdue", 2), ("words", 1), ("reminders", 0)):
        SweepRun.objects.create(
            code=code, day=LATE, first_ran_at=noon(10, 22), last_ran_at=noon(10, 22), held=held
        )
    question = asking(people.supervisor, LATE)

    assert FIGURES["held"].number(question) == 3
    assert [line.cells[1] for line in FIGURES["held"].lines(question)] == [2, 1]


def test_rows_are_walked_page_by_page_without_loss(busy: Cast) -> None:
    question, figure = asking(busy.supervisor, LATE), FIGURES["tasks"]

    found, after = [], ""
    while True:
        sheet = figure.sheet(question, after, size=4)
        found += [line.cells for line in sheet.lines]
        after = sheet.after
        if not after:
            break

    assert found == [line.cells for line in figure.lines(question)]


@pytest.mark.parametrize(
    "place", ["x", "2026-13-01_1", "2026-10-01_", "9999-12-31_99999999999999999999", "_"]
)
def test_a_place_that_is_none_begins_at_the_beginning(busy: Cast, place: str) -> None:
    question, figure = asking(busy.supervisor, LATE), FIGURES["tasks"]

    assert figure.sheet(question, place).lines == figure.sheet(question).lines


def test_items_and_kinds_narrow_licensing_cases(db: None) -> None:
    world = a_world("QTS-08", "QTS-01")
    accepted_application(world, "QTS-08")
    received(world, "QTS-01")

    question = asking(world.cast.supervisor, date(2026, 9, 24), item="QTS-08")

    assert FIGURES["open"].number(question) == 1
    assert FIGURES["open"].number(question.but(item="")) == Case.objects.open().count() == 2
