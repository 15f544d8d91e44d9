"""The checked deadline examples hold, each traced by hand and by two other calendars."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.makers.workdays import day, seeded_calendar
from workdays.reckoning import Pause, Reckoning, Unit, count, reckon

VECTORS = json.loads((Path(__file__).parent / "data/deadline_vectors.json").read_text(encoding="utf-8"))


def named(vector: dict[str, Any]) -> str:
    return str(vector["name"])


def reckoned(vector: dict[str, Any]) -> Reckoning:
    return reckon(
        day(vector["accepted_on"]),
        vector["limit_working_days"],
        calendar=seeded_calendar(),
        pauses=[Pause(day(first), day(last)) for first, last in vector["suspensions"]],
        extension=vector["extension_days"],
    )


@pytest.mark.parametrize("vector", VECTORS["vectors"], ids=named)
def test_a_limit_in_working_days_ends_where_the_vector_says(vector: dict[str, Any]) -> None:
    reckoning = reckoned(vector)

    assert reckoning.due_on == day(vector["due_on"])
    assert not reckoning.provisional


@pytest.mark.parametrize("vector", VECTORS["vectors"], ids=named)
def test_its_working_counts_as_many_days_and_ends_on_the_due_date(vector: dict[str, Any]) -> None:
    reckoning = reckoned(vector)

    counted = [line for line in reckoning.days if line.counted]
    assert [line.number for line in counted] == list(range(1, reckoning.total + 1))
    assert reckoning.days[-1].is_due
    assert reckoning.days[-1].on == reckoning.due_on


@pytest.mark.parametrize("vector", VECTORS["calendar_day_vectors"], ids=named)
def test_a_limit_in_calendar_days_ends_on_a_working_day(vector: dict[str, Any]) -> None:
    start_on, limit = day(vector["start_on"]), vector["limit_calendar_days"]

    assert reckon(start_on, limit, calendar=seeded_calendar(), unit=Unit.CALENDAR).due_on == day(
        vector["due_on"]
    )


@pytest.mark.parametrize("vector", VECTORS["unresolvable"], ids=named)
def test_a_date_before_its_notice_is_provisional_never_silently_final(vector: dict[str, Any]) -> None:
    reckoning = reckoned(vector)

    assert reckoning.due_on == day(vector["provisional_due_on_weekends_and_statutory_only"])
    assert reckoning.provisional


@pytest.mark.parametrize("vector", VECTORS["signal_vectors"], ids=lambda v: f"{v['due_on']}-{v['as_of']}")
def test_days_over_are_counted_like_days_of_the_limit(vector: dict[str, Any]) -> None:
    until_on = day(vector["finished_on"] or vector["as_of"])

    assert count(day(vector["due_on"]), until_on, calendar=seeded_calendar()) == vector["working_days_over"]
