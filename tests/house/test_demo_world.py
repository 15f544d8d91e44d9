"""The demo world: made through the real acts, the same each time, sound in every check."""

from datetime import datetime
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from notices.models import Notice
from organization.models import Person
from workdays.days import SHANGHAI, local_day
from workflow.models import Case
from zhenjiang_qts.demo.cast import known_firms
from zhenjiang_qts.demo.world import Size, build, live

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=SHANGHAI)
TINY = Size(cases=14, months=1, firms=8, citizens=1, recent=0.5)


def made() -> dict[str, Any]:
    return build(TINY, now=NOON, progress=lambda _line: None)


def told() -> list[tuple[Any, ...]]:
    """What a reader would compare of two worlds."""
    columns = ("number", "title", "party__name", "state", "outcome", "accepted_on", "promised_on", "last_seq")
    return list(Case.objects.order_by("number").values_list(*columns))


@pytest.mark.django_db
def test_the_same_seed_makes_the_same_world() -> None:
    with transaction.atomic():
        made()
        first = told()
        transaction.set_rollback(True)
    made()

    assert len(first) == TINY.cases
    assert told() == first


@pytest.mark.django_db
def test_every_check_finds_the_world_sound_and_nothing_happens_after_the_evening_before() -> None:
    made()

    for command in (("verify_ledger",), ("check_cases", "--replay"), ("recompute_deadlines", "--check")):
        call_command(*command, stdout=StringIO())  # a fault raises: exit status 1
    assert (
        max(local_day(moment) for moment in Case.objects.values_list("received_at", flat=True)) < NOON.date()
    )


@pytest.mark.django_db
def test_more_cases_leave_nothing_undelivered() -> None:
    made()

    live(known_firms(), Size(cases=4, months=1, firms=0, citizens=0), now=NOON, progress=lambda _line: None)

    assert not Notice.objects.stuck(NOON).exists()
    call_command("check_cases", "--replay", stdout=StringIO())


@pytest.mark.django_db
def test_a_world_whose_building_was_interrupted_is_not_prepared_and_make_fresh_is_named() -> None:
    def interrupted(_line: str) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build(TINY, now=NOON, progress=interrupted)

    assert Person.objects.exists()
    with pytest.raises(CommandError, match="make fresh"):
        call_command("prepare")


@pytest.mark.django_db
def test_a_world_that_was_built_is_prepared_and_left_as_it_is() -> None:
    made()

    call_command("prepare")

    assert Case.objects.count() == TINY.cases


@pytest.mark.django_db
def test_a_filled_database_refuses_another_world_and_names_make_fresh(settings: Any) -> None:
    settings.DEMO = True
    Person.objects.create_user("somebody", name="某人")

    with pytest.raises(CommandError, match="make fresh"):
        call_command("demo", "--small")


@pytest.mark.django_db
def test_there_is_no_demo_world_in_production(settings: Any) -> None:
    settings.DEMO = False

    with pytest.raises(CommandError, match="DEMO=1"):
        call_command("demo")
    with pytest.raises(CommandError, match="no demo world"):
        call_command("simulate", "--cases", "1")
