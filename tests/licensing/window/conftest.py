"""A clerk at the window, and a firm that asks for the filling licence."""

import pytest
from django.test import Client

from parties.models import Party
from tests.makers.licensing import World, a_world
from tests.makers.parties import an_enterprise
from tests.makers.window import ITEM, at_the_window


@pytest.fixture
def world() -> World:
    return a_world(ITEM, "QTS-03", "QTS-06")


@pytest.fixture
def clerk(world: World) -> Client:
    return at_the_window(world)


@pytest.fixture
def firm() -> Party:
    return an_enterprise(contact_name="严一诺", contact_mobile="13800000002")
