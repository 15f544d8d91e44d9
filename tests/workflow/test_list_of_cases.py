"""The list of cases: which of the dates it shows are provisional."""

from datetime import UTC, datetime

from django.test import Client
from django.urls import reverse

from tests.makers.answers import words
from tests.makers.organization import Cast, sign_in
from tests.makers.workflow import a_case, a_process, task_of
from workflow.actions import Clocks, Outcome, complete

DECEMBER = datetime(2026, 12, 7, 2, 0, tzinfo=UTC)


def listed(people: Cast, promised: int) -> str:
    """The list with one case accepted in December, whose statutory limit ends in the unknown year."""
    case = a_case(people, a_process(promised_days=promised), at=DECEMBER)
    limits = Clocks(DECEMBER.date(), promised, 30)
    complete(task_of(case, "intake").pk, Outcome.ACCEPTED, by=people.clerk, at=DECEMBER, clocks=limits)
    case.refresh_from_db()
    assert case.is_provisional
    return words(sign_in(Client(), people.clerk).get(reverse("search")))


def test_a_promise_in_a_known_year_is_not_provisional(people: Cast) -> None:
    assert "暂定" not in listed(people, promised=8)


def test_a_promise_in_a_year_without_its_notice_is(people: Cast) -> None:
    assert "暂定" in listed(people, promised=25)
