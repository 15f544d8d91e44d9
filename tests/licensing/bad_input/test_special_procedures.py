"""What Art. 45 does not know is refused, naming the article or the open procedure."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from documents.models import Document
from licensing.actions import end_own_procedure
from licensing.models import Application
from organization.models import Person
from records.models import Event
from tests.licensing.review.pausing import GIVEN, begun, own
from tests.makers.answers import words
from tests.makers.licensing import World, a_world, fresh, task
from tests.makers.reviewing import ITEM, get, post, under_review
from tests.workflow.refusing import refused
from workdays.days import local_day
from workflow.models import Pause
from workflow.refusals import NotThereError

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return a_world(ITEM)


@pytest.fixture
def application(world: World) -> Application:
    """Five departments at once, since today."""
    return under_review(world)


@pytest.mark.parametrize(
    ("facts", "code", "names"),
    [
        ({"ground": "holiday"}, "art45.ground", "第四十五条"),
        ({"ground": ""}, "art45.ground", "第四十五条"),
        ({"expected_days": 0}, "art45.expected_days", "第四十五条"),
    ],
    ids=["a ninth ground", "no ground", "no days"],
)
def test_an_unlawful_procedure_is_refused_and_the_attempt_recorded(
    world: World, application: Application, facts: dict[str, Any], code: str, names: str
) -> None:
    documents = Document.objects.count()

    with refused(code) as refusal:
        begun(world, application, **facts)

    assert names in refusal.value.message
    assert Event.objects.get(verb="attempt.refused").data["code"] == code
    assert Document.objects.count() == documents
    assert not Pause.objects.filter(last_on=None).exists()


def test_a_second_procedure_at_a_step_names_the_open_one(world: World, application: Application) -> None:
    begun(world, application)
    number = Pause.objects.get(last_on=None).notice.number

    with refused("workflow.pause_open") as refusal:
        begun(world, application, ground="auction")

    assert number in refusal.value.message
    assert "检测" in refusal.value.message
    assert Document.objects.filter(kind="special_procedure").latest("pk").number == number


@pytest.mark.parametrize(
    ("days", "code"), [(-1, "workflow.pause_ends_before_start"), (1, "workflow.pause_ends_later")]
)
def test_a_procedure_ends_between_its_start_and_today(
    world: World, application: Application, days: int, code: str
) -> None:
    begun(world, application)
    today = local_day(timezone.now())

    with refused(code):
        end_own_procedure(
            own(application).pk,
            result="合格",
            ended_on=today + timedelta(days=days),
            by=world.cast.equipment,
            at=timezone.now(),
        )
    given = {"ended_on": (today + timedelta(days=days)).isoformat(), "result": "合格"}
    answer = post(world.cast.equipment, "task_pause", own(application).pk, given)

    assert answer.status_code == 422
    assert 'id="id_ended_on_error"' in words(answer)
    assert fresh(application).case.open_pauses == 1


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({**GIVEN, "ground": "holiday"}, "ground"),
        ({**GIVEN, "ground": ""}, "ground"),
        ({**GIVEN, "expected_days": "0"}, "expected_days"),
        ({**GIVEN, "expected_days": "三十"}, "expected_days"),
    ],
)
def test_what_the_law_does_not_know_is_refused_at_its_field(
    world: World, application: Application, given: dict[str, str], field: str
) -> None:
    answer = post(world.cast.equipment, "task_pause", own(application).pk, given)

    assert answer.status_code == 422
    assert f'id="id_{field}_error"' in words(answer)
    assert "送检两瓶" in words(answer)


@pytest.mark.parametrize("who", ["metrology", "legal", "clerk", "chief", "institute"])
def test_others_begin_nothing_at_the_leads_step(world: World, application: Application, who: str) -> None:
    stranger: Person = getattr(world.cast, who)

    assert get(stranger, "task_pause", own(application).pk).status_code == 404
    assert post(stranger, "task_pause", own(application).pk, GIVEN).status_code == 404
    with pytest.raises(NotThereError):
        begun(world, application, by=stranger)


def test_a_department_that_does_not_lead_pauses_nothing_at_its_own_step(
    world: World, application: Application
) -> None:
    pk = task(application, "metrology_review").pk

    assert get(world.cast.metrology, "task_pause", pk).status_code == 404
    assert get(world.cast.equipment, "task_pause", pk).status_code == 404


def test_without_a_result_in_words_the_clocks_stay_where_they_are(
    world: World, application: Application
) -> None:
    begun(world, application)

    with refused("licensing.no_result"):
        end_own_procedure(own(application).pk, result=" ", by=world.cast.equipment, at=timezone.now())

    assert fresh(application).case.open_pauses == 1
