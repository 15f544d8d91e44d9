"""A page about parties is there only for those who may open it."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.makers.organization import Cast, cast, sign_in
from tests.makers.parties import a_natural_person, an_enterprise

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> Cast:
    return cast()


STAFF = "clerk metrology chief leader supervisor liaison admin"
DOORS = {
    # page: who may open it
    "parties": STAFF,
    "party_lookup": STAFF,
    "party_new": "clerk",
    "party": STAFF,
    "person": "clerk",
    "party_edit": "clerk",
    "add agent": "clerk",
    "add representative": "clerk",
    "add bar": "chief leader",
    "add entitlement": "chief leader",
    "add quality": "clerk metrology liaison",
    "add nothing": "",
}


def address(door: str) -> str:
    name, _, what = door.partition(" ")
    if name in ("parties", "party_lookup"):
        return reverse(name)
    if name == "party_new":
        return reverse(name, args=["enterprise"])
    if name == "person":
        return reverse("party", args=[a_natural_person().pk])
    args = [an_enterprise().pk, what] if what else [an_enterprise().pk]
    return reverse({"add": "party_add"}.get(name, name), args=args)


@pytest.mark.parametrize("door", DOORS)
def test_a_page_is_there_only_for_those_who_may_open_it(client: Client, people: Cast, door: str) -> None:
    url = address(door)
    everybody = [*STAFF.split(), "government", "enterprise", "enterprise2"]

    answers = {who: sign_in(client, getattr(people, who)).get(url).status_code for who in everybody}

    may = DOORS[door].split()
    assert answers == {who: 200 if who in may else 404 for who in everybody}
    client.logout()
    assert client.get(url).status_code == 302
