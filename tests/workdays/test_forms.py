"""The public calculator's questions."""

import pytest

from tests.makers.workdays import day, seeded_calendar
from workdays.forms import CalculatorForm
from workdays.reckoning import reckon

TODAY = day("2026-11-24")


def form(**data: object) -> CalculatorForm:
    return CalculatorForm(data, calendar=seeded_calendar(), today=TODAY)


def test_a_start_alone_is_enough() -> None:
    asked = form(start_on="2026-11-24")

    assert asked.is_valid()
    assert asked.pauses() == ()


def test_days_of_testing_begin_after_five_working_days() -> None:
    asked = form(start_on="2026-11-24", pause_days="14")

    assert asked.is_valid()
    (pause,) = asked.pauses()
    assert (pause.first_on, pause.last_on) == (day("2026-12-02"), day("2026-12-15"))
    assert reckon(TODAY, 5, calendar=seeded_calendar(), pauses=asked.pauses()).due_on == day("2026-12-01")


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"start_on": ""}, "start_on"),
        ({"start_on": "yesterday"}, "start_on"),
        ({"start_on": "2050-01-01"}, "start_on"),
        ({"start_on": "1999-01-01"}, "start_on"),
        ({"start_on": "2026-11-24", "pause_days": "-1"}, "pause_days"),
        ({"start_on": "2026-11-24", "pause_days": "99999"}, "pause_days"),
    ],
)
def test_what_cannot_be_reckoned_is_refused_at_its_field(data: dict[str, str], field: str) -> None:
    asked = form(**data)

    assert not asked.is_valid()
    assert list(asked.errors) == [field]
