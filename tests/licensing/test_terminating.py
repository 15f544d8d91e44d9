"""A case ended without a decision, as its applicant hears and reads of it."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from licensing.states import State
from notices.models import Notice
from parties.actions import appoint_representative
from parties.models import RepresentativeRole
from tests.licensing.lives import retold
from tests.makers.answers import words
from tests.makers.licensing import MORNING, a_world, accepted, fresh
from tests.makers.organization import sign_in
from workdays.days import local_day
from workflow.actions import terminate
from workflow.retelling import untold

pytestmark = pytest.mark.django_db


def test_the_applicant_is_told_at_once_and_reads_why() -> None:
    world = a_world("QTS-05")
    application = accepted(world, "QTS-05")
    clerk, applicant = world.cast.clerk, world.cast.enterprise
    appoint_representative(
        application.case.party,
        person=applicant,
        role=RepresentativeRole.HANDLER,
        first_on=local_day(MORNING),
        by=clerk,
        at=MORNING,
    )

    terminate(application.case_id, reason="企业已依法注销", by=clerk, at=MORNING + timedelta(hours=1))

    application = fresh(application)
    assert application.state == State.TERMINATED
    notice = Notice.objects.get(kind="case.terminated", recipient=applicant)
    assert "企业已依法注销" in notice.body
    page = words(sign_in(Client(), applicant).get(reverse("portal_case", args=[application.case.number])))
    assert "理由：企业已依法注销" in page
    assert "作出决定" not in page
    retold(application)
    assert list(untold([application.case])) == []
