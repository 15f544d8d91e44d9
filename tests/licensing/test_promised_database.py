"""The database takes a promised piece once, only of a promise, and only between acceptance and decision."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from licensing.actions import receive_promised, withdraw
from tests.makers.licensing import MORNING, World, a_world
from tests.makers.promising import ITEM, LATER_PIECE, promised, promising

pytestmark = pytest.mark.django_db
DAY_AFTER = MORNING + timedelta(days=1)


@pytest.fixture
def world() -> World:
    return a_world(ITEM)


INSERT = """INSERT INTO licensing_promisedpiece
    (verdict_id, came_on, channel, note, taken_by_id, taken_at, token)
    SELECT m.id, {day}, 'window', '', m.set_by_id, {at}, '' FROM licensing_materialverdict m
    JOIN licensing_material l ON l.id = m.material_id WHERE l.key = '{key}'"""


def attack(guard: str, sql: str) -> None:
    with pytest.raises(DatabaseError, match=guard), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def insert(day: str = "'2026-09-24'", at: str = "m.set_at", key: str = LATER_PIECE) -> str:
    return INSERT.format(day=day, at=at, key=key)


def test_the_database_takes_a_piece_once_and_only_of_a_promise(world: World) -> None:
    application = promised(world)

    attack("of_a_promise", insert(key="site_plan"))
    attack("of_a_promise", insert(day="'2026-09-22'"))
    attack("of_a_promise", insert(at="'2026-09-01 00:00:00+00:00'"))
    receive_promised(application.pk, LATER_PIECE, by=world.cast.clerk, at=DAY_AFTER)

    attack("(?i)unique|no_replace", insert())
    attack("stays", "UPDATE licensing_promisedpiece SET came_on = '2026-09-25'")
    attack("kept", "DELETE FROM licensing_promisedpiece")
    attack(
        "piece_came",
        "UPDATE licensing_materialverdict SET verdict = 'complete' WHERE verdict = 'promised'",
    )


def test_the_database_takes_none_before_acceptance_or_after_the_end(world: World) -> None:
    application = promising(world)
    attack("before_the_decision", insert())
    withdraw(application.pk, reason="不办了", by=world.cast.clerk, at=DAY_AFTER)
    attack("before_the_decision", insert())
