"""Conditions come from the newest word of each department, never from one it has taken back."""

import pytest

from licensing.actions import submit_opinion
from licensing.actions.deciding import conditions_of
from licensing.models import Application
from tests.makers.licensing import a_world, fresh, task
from tests.makers.reviewing import CONDITION, just_now, reviewed
from workflow.actions import return_to
from workflow.outcomes import Outcome

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("again", "left"),
    [
        pytest.param({"outcome": Outcome.DISSENT, "opinion": "不再同意"}, [], id="a dissent"),
        pytest.param({"outcome": Outcome.AGREE, "opinion": "同意"}, [], id="consent without conditions"),
        pytest.param(
            {"outcome": Outcome.AGREE_WITH_CONDITIONS, "opinion": "同意", "conditions": ["另一条件"]},
            ["另一条件"],
            id="another condition",
        ),
    ],
)
def test_what_a_department_says_in_a_new_round_replaces_its_conditions(
    again: dict[str, object], left: list[str]
) -> None:
    world = a_world("QTS-08")
    application: Application = reviewed(world, dissent=False)
    lead = world.cast.equipment
    assert conditions_of(fresh(application)) == [CONDITION]

    return_to(
        task(application, "synthesis").pk, step="equipment_review", reason="重看", by=lead, at=just_now()
    )
    submit_opinion(task(application, "equipment_review").pk, by=lead, at=just_now(), **again)  # type: ignore[arg-type]

    assert conditions_of(fresh(application)) == left
