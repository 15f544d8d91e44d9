"""Demo data and real data never meet."""

from datetime import UTC, datetime

import pytest
from django.test import Client, override_settings

from tests.makers.organization import make_person
from zhenjiang_qts.guards import is_loopback
from zhenjiang_qts.models import World
from zhenjiang_qts.world import WrongWorldError, check_world, mark_after_migration

NOON = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def unmarked() -> None:
    World.objects.all().delete()


def test_a_database_migrated_in_a_first_run_is_marked_as_demo() -> None:
    assert World.objects.get().is_demo


def test_a_database_with_people_but_no_mark_is_taken_for_real(unmarked: None) -> None:
    make_person("somebody")

    mark_after_migration()

    assert not World.objects.get().is_demo


@override_settings(DEMO=False)
def test_a_database_migrated_in_production_is_real(unmarked: None) -> None:
    mark_after_migration()

    assert not World.objects.get().is_demo


def test_a_mark_is_never_changed_by_migrating_again(unmarked: None) -> None:
    World.objects.create(is_demo=False, marked_at=NOON)

    mark_after_migration()

    assert not World.objects.get().is_demo


@pytest.mark.parametrize(("is_demo", "mode"), [(True, False), (False, True)], ids=["demo data", "real data"])
def test_data_is_not_served_in_the_other_mode(unmarked: None, is_demo: bool, mode: bool) -> None:
    World.objects.create(is_demo=is_demo, marked_at=NOON)

    with override_settings(DEMO=mode), pytest.raises(WrongWorldError):
        check_world()


@pytest.mark.parametrize("mode", [True, False])
def test_data_is_served_in_its_own_mode(unmarked: None, mode: bool) -> None:
    World.objects.create(is_demo=mode, marked_at=NOON)

    with override_settings(DEMO=mode):
        check_world()


@pytest.mark.parametrize(
    ("address", "answer"),
    [("127.0.0.1", 200), ("::1", 200), ("192.0.2.7", 403), ("::ffff:192.0.2.7", 403), ("nonsense", 403)],
)
def test_a_demo_answers_its_own_machine_only(client: Client, address: str, answer: int) -> None:
    assert client.get("/healthz", REMOTE_ADDR=address).status_code == answer


@pytest.mark.parametrize(
    ("host", "answer"),
    [
        ("127.0.0.1", True),
        ("localhost", True),
        ("[::1]", True),
        ("192.168.1.9", False),
        ("10.0.0.1", False),
        ("qts", False),
    ],
)
def test_only_loopback_addresses_are_this_machine(host: str, answer: bool) -> None:
    assert is_loopback(host) is answer
