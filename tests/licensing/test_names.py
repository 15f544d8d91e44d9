"""What the ledger of an application says in English."""

import pytest
from django.conf import settings
from django.test import Client

from tests.makers.licensing import a_world, accepted

pytestmark = pytest.mark.django_db


def test_the_ledger_names_item_and_materials_in_the_readers_language(client: Client) -> None:
    world = a_world("QTS-08")
    number = accepted(world, "QTS-08").case.number
    client.force_login(world.cast.clerk)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"

    lines = client.get(f"/cases/{number}/").context["timeline"].lines

    told = " ".join(line.words for line in lines)
    assert "Filling licence for mobile pressure vessels and gas cylinders" in told
    assert "移动式压力容器" not in told
    assert "充装许可申请书" not in told
