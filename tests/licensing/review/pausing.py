"""A special procedure at the lead's own step, as its tests begin it."""

from typing import Any

from licensing.actions import begin_own_procedure
from licensing.models import Application
from tests.makers.licensing import World, task
from tests.makers.reviewing import just_now
from workflow.models import Case, Task

GIVEN = {"ground": "testing", "expected_days": "20", "reason": "送检两瓶"}


def own(application: Application) -> Task:
    return task(application, "equipment_review")


def begun(world: World, application: Application, **facts: Any) -> Case:
    given: dict[str, Any] = {"ground": "testing", "expected_days": 20, "by": world.cast.equipment, **facts}
    return begin_own_procedure(own(application).pk, **{"at": just_now(), **given})
