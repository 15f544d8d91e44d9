"""Makers of the green channel: an entitled party, and an application that may send a material later."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from licensing.actions import Given, accept, set_verdicts
from licensing.models import Application, MaterialVerdict
from licensing.verdicts import Verdict
from parties.models import Entitlement, Party
from tests.makers.licensing import MORNING, World, checked
from tests.makers.parties import an_enterprise

ITEM, LATER_PIECE = "QTS-08", "fire"  # a material that is none of the main ones
PROMISED_ON = date(2026, 10, 9)


def entitled(world: World, party: Party | None = None, **facts: Any) -> Party:
    """A party with a green channel since the new year."""
    party = party or an_enterprise()
    given = {"ground": "major_project", "first_on": date(2026, 1, 1), **facts}
    Entitlement.objects.create(
        party=party,
        reason="示范重大项目",
        nominated_by=world.cast.liaison,
        approved_by=world.cast.chief,
        **given,
    )
    return party


def promising(
    world: World, *, at: datetime = MORNING, on: date = PROMISED_ON, party: Party | None = None
) -> Application:
    """Received and checked, one material to follow by its promised day."""
    firm = entitled(world, party)
    application = checked(world, ITEM, at=at, party=firm, asks_for_green_channel=True)
    promise = Given(LATER_PIECE, Verdict.PROMISED, promised_on=on)
    set_verdicts(application.pk, [promise], by=world.cast.clerk, at=at)
    return application


def promised(world: World, **facts: Any) -> Application:
    """Accepted, one material to follow by its promised day."""
    application = promising(world, **facts)
    return accept(application.pk, by=world.cast.clerk, at=facts.get("at", MORNING))


def the_verdict(application: Application) -> MaterialVerdict:
    """The one on the promised material."""
    return application.verdicts.get(material__key=LATER_PIECE)
