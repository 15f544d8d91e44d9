"""A firm at its portal, signed in."""

import pytest
from django.test import Client

from parties.models import Party
from tests.makers.licensing import World, a_world
from tests.makers.organization import sign_in
from tests.makers.parties import an_enterprise
from tests.makers.portal import represent


@pytest.fixture
def world() -> World:
    return a_world("QTS-08", "QTS-17")


@pytest.fixture
def firm(world: World) -> Party:
    party = an_enterprise("镇江示范燃气有限公司")
    represent(world, party, until=None)
    return party


@pytest.fixture
def portal(client: Client, world: World, firm: Party) -> Client:
    return sign_in(client, world.cast.enterprise)
