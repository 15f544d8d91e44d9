"""A question asked during the first examination: who still owes an answer, and the answers themselves."""

import pytest

from licensing.models import Application
from tests.makers.answers import words
from tests.makers.licensing import World, a_world, task
from tests.makers.reviewing import ITEM, examined, get, just_now, post
from workflow.actions import complete, consult
from workflow.models import Task
from workflow.outcomes import Outcome

pytestmark = pytest.mark.django_db
WAITS = "协办尚未回复：计量处。"
ANSWER = "压力表不能免检。"


@pytest.fixture
def world() -> World:
    return a_world(ITEM)


@pytest.fixture
def application(world: World) -> Application:
    """Waiting for its first examination and for what the metrologists answer."""
    application = examined(world)
    consult(
        task(application, "examine").pk,
        units=[world.cast.unit("metrology")],
        question="压力表能否免检？",
        days=2,
        by=world.cast.equipment,
        at=just_now(),
    )
    return application


def answered(world: World, application: Application) -> None:
    asked = Task.objects.get(case=application.case, step=None)
    complete(asked.pk, Outcome.ANSWERED, by=world.cast.metrology, at=just_now(), opinion=ANSWER)


def test_the_page_names_who_has_not_answered(world: World, application: Application) -> None:
    page = words(get(world.cast.equipment, "special_procedure", task(application, "examine").pk))

    assert WAITS in page


def test_the_notice_waits_for_the_answer_and_says_so(world: World, application: Application) -> None:
    pk = task(application, "examine").pk

    refused = post(world.cast.equipment, "special_procedure", pk, {"expected_days": "20"})

    assert (refused.status_code, task(application, "examine").state) == (422, "open")
    assert WAITS in words(refused)


def test_the_answer_is_read_where_it_was_asked_for(world: World, application: Application) -> None:
    answered(world, application)

    page = words(get(world.cast.equipment, "special_procedure", task(application, "examine").pk))

    assert ANSWER in page
    assert "尚未回复" not in page
