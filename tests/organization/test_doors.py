"""The side bar: each person sees only the doors he or she may open."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from organization.doors import Door, _doors, doors_for, holds, register_door
from organization.models import Role
from tests.makers.organization import Cast, cast, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> Cast:
    return cast()


@pytest.fixture
def only_these(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("organization.doors._doors", {})


def door(key: str, order: int, section: str = "", **facts: Any) -> Door:
    wanted = {"title": key, "icon": "door", "url_name": "people", "may": lambda person: True, **facts}
    return Door(key=key, order=order, section=section, **wanted)


def keys(person: Any, path: str = "") -> list[str]:
    return [one.key for one in doors_for(person, path)]


@pytest.mark.parametrize(
    ("account", "seen"),
    [
        ("admin", {"absences", "people", "delegations"}),
        ("chief", {"absences", "delegations"}),
        ("clerk", {"absences"}),
        ("enterprise", set()),
    ],
)
def test_the_doors_of_organization_open_by_post(house: Cast, account: str, seen: set[str]) -> None:
    assert set(keys(getattr(house, account))) & {"absences", "people", "delegations"} == seen


def test_main_work_comes_first_and_sections_stay_together(house: Cast, only_these: None) -> None:
    for one in (door("b", 500, "查阅"), door("z", 900), door("c", 700, "管理"), door("d", 800, "查阅")):
        register_door(one)

    assert keys(house.clerk) == ["z", "b", "d", "c"]


def test_the_longest_matching_address_is_the_current_door(house: Cast, only_these: None) -> None:
    register_door(door("people", 1))
    register_door(door("absences", 2, url_name="absences"))

    current = [one.key for one in doors_for(house.clerk, reverse("absences")) if one.is_current]

    assert current == ["absences"]


def test_a_badge_counts_for_the_person_who_looks(house: Cast, only_these: None) -> None:
    register_door(door("inbox", 1, badge=lambda person: person.pk))

    assert [one.badge for one in doors_for(house.clerk)] == [house.clerk.pk]


def test_a_door_registered_again_is_replaced(house: Cast, only_these: None) -> None:
    register_door(door("inbox", 1))
    register_door(door("inbox", 1, title="新名"))

    assert [one.title for one in doors_for(house.clerk)] == ["新名"]


def test_a_door_by_role_asks_for_today(house: Cast) -> None:
    assert holds(Role.CLERK)(house.clerk)
    assert not holds(Role.CLERK)(house.chief)
    assert holds()(house.chief)
    assert not holds()(house.enterprise)


def test_every_registered_door_leads_somewhere() -> None:
    for one in _doors.values():
        assert reverse(one.url_name)


def test_the_top_bar_names_the_person_unit_and_title(house: Cast, client: Client) -> None:
    page = sign_in(client, house.clerk).get(reverse("absences")).content.decode()

    assert "林晓" in page
    assert "行政许可服务处 · 窗口人员" in page
    assert 'aria-current="page"' in page
