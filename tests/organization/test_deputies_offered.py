"""Who is offered as a deputy: people of the organ of the absent one."""

import pytest
from django.test import Client
from django.urls import reverse

from organization.models import Person
from tests.makers.organization import Cast, cast, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> Cast:
    return cast()


def offered_to(person: Person) -> set[str]:
    page = sign_in(Client(), person).get(reverse("absences"))
    return {deputy.username for deputy in page.context["form"].fields["deputy"].queryset}


@pytest.mark.parametrize("who", ["equipment", "newdistrict", "chief"])
def test_the_bureau_is_deputised_by_its_own_people(house: Cast, who: str) -> None:
    offered = offered_to(getattr(house, who))

    assert {"legal", "leader"} <= offered
    assert not {"transport", "government", "enterprise"} & offered


def test_an_outside_authority_is_deputised_by_its_own_people(house: Cast) -> None:
    assert offered_to(house.transport) == {"transport"}


def test_an_administrator_records_for_every_organ(house: Cast) -> None:
    assert {"legal", "transport", "government"} <= offered_to(house.admin)
