"""Makers of the portal: who acts for a firm, its pages as the firm reads them, a service that is done."""

from __future__ import annotations

from datetime import date

from django.test import Client
from django.urls import reverse

from licensing.actions import finish, issue_licence, submit_opinion
from licensing.models import Application
from parties.actions import appoint_representative
from parties.models import Party, RepresentativeRole
from tests.makers.licensing import MORNING, World, accepted, of_task, task
from workflow.actions import Outcome

SINCE = date(2020, 1, 1)


def represent(world: World, party: Party, *, until: date | None) -> None:
    """The cast's enterprise acts for a party since 2020."""
    appoint_representative(
        party,
        person=world.cast.enterprise,
        role=RepresentativeRole.HANDLER,
        first_on=SINCE,
        last_on=until,
        by=world.cast.clerk,
        at=MORNING,
    )


def page(client: Client, name: str = "portal", *args: str) -> str:
    """What a page of the portal says."""
    return client.get(reverse(name, args=args)).content.decode()


def served(world: World, party: Party) -> Application:
    """A service done, its certificate ready at the window."""
    application = accepted(world, "QTS-17", party=party)
    arrange = task(application, "arrange")
    submit_opinion(arrange.pk, Outcome.AGREE, by=of_task(world, arrange), at=MORNING)
    verify = task(application, "verification")
    finish(verify.pk, by=of_task(world, verify), at=MORNING, result="合格")
    issue_licence(task(application, "certificate").pk, by=world.cast.clerk, at=MORNING)
    return application
