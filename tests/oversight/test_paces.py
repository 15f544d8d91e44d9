"""时限压缩: law, promise and what it really takes; pauses left out, every count opens its cases."""

from datetime import date, datetime

import pytest

from licensing.actions import decide, submit_opinion
from licensing.models import Application
from licensing.states import DecisionKind
from oversight.actions.pacing import rebuild_paces
from oversight.figures import FIGURES, Asked
from oversight.figures.paces import Compression, compressions
from oversight.models import Pace
from tests.makers.documents import a_document
from tests.makers.licensing import World, a_world, accepted, task
from tests.makers.oversight import asking, noon
from tests.makers.parties import a_natural_person
from tests.makers.window import SHORT
from workflow.models import Pause
from workflow.outcomes import Outcome
from workflow.steps import PauseGround

TODAY = date(2026, 10, 30)


@pytest.fixture
def world(db: None) -> World:
    return a_world(SHORT)


def decided(world: World, accepted_at: datetime, decided_at: datetime) -> Application:
    """A licence accepted and decided on given days."""
    application = accepted(world, SHORT, at=accepted_at, party=a_natural_person())
    submit_opinion(task(application, "review").pk, Outcome.AGREE, by=world.cast.equipment, at=decided_at)
    decide(task(application, "decision").pk, DecisionKind.GRANTED, by=world.cast.chief, at=decided_at)
    return application


def shown(world: World) -> tuple[Compression, Asked]:
    """The one item, and the question that opens its cases."""
    question = asking(world.cast.supervisor, TODAY)
    (found,) = compressions(question)
    return found, question.but(item=found.year.item, first_on=found.year.first_on, last_on=found.year.last_on)


def test_an_item_stands_beside_its_law_and_promise_and_opens_its_cases(world: World) -> None:
    decided(world, noon(9, 21), noon(9, 22))
    decided(world, noon(10, 12), noon(10, 16))
    rebuild_paces(at=noon(10, 30))

    found, opened = shown(world)

    assert found.version.promised_limit is not None
    assert found.version.statutory_limit is not None
    assert found.version.promised_limit <= found.version.statutory_limit
    assert (found.year.median, found.trend, found.year.count) == (1, "1 → 4", 2)
    assert found.year.count == FIGURES["measured"].number(opened)
    assert found.steps > 1


def test_days_of_a_pause_are_left_out(world: World) -> None:
    application = accepted(world, SHORT, at=noon(10, 12), party=a_natural_person())
    review = task(application, "review")
    Pause.objects.create(
        case=application.case,
        task=review,
        ground=PauseGround.EXPERT_REVIEW,
        notice=a_document(),
        first_on=date(2026, 10, 13),
        expected_days=2,
        last_on=date(2026, 10, 14),
    )
    submit_opinion(review.pk, Outcome.AGREE, by=world.cast.equipment, at=noon(10, 16))
    decide(task(application, "decision").pk, DecisionKind.GRANTED, by=world.cast.chief, at=noon(10, 16))

    rebuild_paces(at=noon(10, 30))

    assert Pace.objects.get(is_year=True).median == 2


def test_what_is_decided_today_waits_for_the_night(world: World) -> None:
    decided(world, noon(10, 29), noon(10, 30))

    assert rebuild_paces(at=noon(10, 30)) == 0
    assert rebuild_paces(at=noon(10, 31)) == 2
