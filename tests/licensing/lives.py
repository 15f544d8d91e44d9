"""What the stories of licensing share: opinions given, results handed over, the ledger retold."""

from datetime import datetime, timedelta

from licensing.actions import (
    deliver,
    issue_licence,
    submit_opinion,
)
from licensing.models import Application, Licence
from licensing.states import DeliveryMethod
from tests.makers.licensing import MORNING, World, of_task, task
from workflow.actions import Outcome
from workflow.models import Case
from workflow.retelling import untold

LATER = MORNING + timedelta(days=1)


def retold(application: Application) -> None:
    """The stored rows of case and application equal the replay of the case's events."""
    assert list(untold(Case.objects.filter(pk=application.case_id))) == []


def opine(world: World, application: Application, *steps: str, at: datetime = LATER) -> None:
    for step in steps:
        mine = task(application, step)
        submit_opinion(mine.pk, Outcome.AGREE, by=of_task(world, mine), at=at)


def issue_and_deliver(world: World, application: Application, at: datetime) -> Licence:
    clerk = world.cast.clerk
    licence = issue_licence(task(application, "certificate").pk, by=clerk, at=at)
    deliver(
        task(application, "delivery").pk,
        method=DeliveryMethod.COUNTER,
        receiver="示范经办人",
        proof="窗口签收",
        by=clerk,
        at=at,
    )
    return licence
