"""The figures of the home page: asked of the cases, never invented."""

from collections import Counter
from datetime import date, timedelta
from statistics import median_low

import pytest
from django.test import Client
from django.urls import reverse

from documents.models import Document
from licensing.actions import decide, submit_opinion
from licensing.models import Application
from licensing.states import DecisionKind
from tests.makers.licensing import MORNING, World, a_world, accepted, task
from tests.makers.statements import statements
from workdays.store import current_calendar
from workflow.actions import Outcome, extend
from workflow.models import Pause
from workflow.steps import PauseGround
from zhenjiang_qts.decided import decided
from zhenjiang_qts.figures import figures, median_of

pytestmark = pytest.mark.django_db
END_OF_SEPTEMBER = date(2026, 9, 30)
ITEM = "QTS-06"


def _done(world: World, days_later: int, *, stood_on: date | None = None) -> None:
    """An operator's certificate, promised in five days, granted some days after 23 September."""
    application = accepted(world, ITEM)
    if stood_on:
        _stand_still(application, stood_on)
    at = MORNING + timedelta(days=days_later)
    review = task(application, "review")
    submit_opinion(review.pk, Outcome.AGREE, by=world.cast.equipment, at=at)
    decide(task(application, "decision").pk, DecisionKind.GRANTED, by=world.cast.leader, at=at)


def _stand_still(application: Application, on: date) -> None:
    """A day of inspection that is not counted."""
    Pause.objects.create(
        case=application.case,
        task=task(application, "review"),
        ground=PauseGround.INSPECTION,
        notice=Document.objects.order_by("pk")[0],
        first_on=on,
        last_on=on,
        expected_days=1,
    )


def test_without_decided_cases_there_are_no_figures() -> None:
    world = a_world(ITEM)
    accepted(world, ITEM)

    assert figures(END_OF_SEPTEMBER) is None


def test_the_days_are_counted_as_working_days_from_acceptance() -> None:
    world = a_world(ITEM)
    _done(world, 1)
    _done(world, 5)  # over the Mid-Autumn holiday: 24 and 28 September count

    found = figures(END_OF_SEPTEMBER)

    assert found is not None
    assert (found.decided, found.on_time, found.days) == (2, 2, 1)
    assert [(item.days, item.promised) for item in found.items] == [(1, found.promised)]


def test_a_late_case_stays_in_the_denominator() -> None:
    world = a_world(ITEM)
    _done(world, 1)
    _done(world, 60)

    found = figures(date(2026, 12, 1))

    assert found is not None
    assert (found.decided, found.late, found.share) == (2, 1, 50.0)
    assert sum(month.late for month in found.months) == 1


def test_nearly_all_is_not_shown_as_all() -> None:
    world = a_world(ITEM)
    _done(world, 1)

    found = figures(END_OF_SEPTEMBER)

    assert found is not None
    assert found.__class__(**{**vars(found), "decided": 10_000, "on_time": 9_999}).share == 99.9


def test_the_home_page_shows_nothing_it_does_not_know(client: Client) -> None:
    page = client.get(reverse("home"))

    assert page.status_code == 200
    assert "我们办得怎么样" not in page.content.decode()


def test_a_decision_about_a_person_is_published_without_the_name(client: Client) -> None:
    world = a_world(ITEM)
    _done(world, 1)

    page = client.get(reverse("home")).content.decode()

    assert "自然人（姓名不公开）" in page
    assert Application.objects.get().case.party.name not in page


def test_extended_cases_are_named_apart() -> None:
    world = a_world(ITEM)
    application = accepted(world, ITEM)
    extend(application.case_id, days=10, reason="材料复杂", by=world.cast.chief, at=MORNING)
    at = MORNING + timedelta(days=1)
    submit_opinion(task(application, "review").pk, Outcome.AGREE, by=world.cast.equipment, at=at)
    decide(task(application, "decision").pk, DecisionKind.GRANTED, by=world.cast.leader, at=at)

    found = figures(END_OF_SEPTEMBER)

    assert found is not None
    assert (found.decided, found.extended) == (1, 1)


def test_cases_alike_are_counted_together_and_those_whose_clocks_stood_apart() -> None:
    world = a_world(ITEM)
    _done(world, 5)
    _done(world, 5)
    _done(world, 5, stood_on=date(2026, 9, 24))

    found = decided(date(2026, 1, 1), END_OF_SEPTEMBER, current_calendar())

    assert sorted((each.days, each.number) for each in found.done) == [(1, 1), (2, 2)]


@pytest.mark.parametrize(
    "values", [[1], [1, 2], [3, 1, 2], [5, 5, 1, 1], [2, 9, 9, 9], [4, 4, 4, 0, 0]], ids=str
)
def test_a_median_of_counted_values_is_that_of_each_of_them(values: list[int]) -> None:
    assert median_of(Counter(values).items()) == median_low(values)


def test_the_figures_cost_five_statements() -> None:
    world = a_world(ITEM)
    _done(world, 1)

    with statements() as asked:
        figures(END_OF_SEPTEMBER)

    assert len(asked.asked) <= 5
