"""An account that registered itself holds no post and deputises for nobody, in the act and the database."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from organization.access import standing
from organization.actions import appoint, record_absence
from organization.models import Absence, Person, Post, Role
from tests.makers.organization import LONG_AGO, SINCE, Cast, cast, give_post, make_person

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 10)


@pytest.fixture
def house() -> Cast:
    return cast()


@pytest.fixture
def stranger() -> Person:
    return make_person("stranger", is_self_registered=True)


def test_the_act_refuses_it(house: Cast, stranger: Person) -> None:
    with pytest.raises(ValidationError, match="自行注册"):
        appoint(stranger, house.unit("window"), Role.CLERK, first_on=DAY, by=house.admin, at=SINCE)
    with pytest.raises(ValidationError, match="不能代办"):
        record_absence(house.clerk, deputy=stranger, first_on=DAY, last_on=DAY, by=house.clerk, at=SINCE)


def test_the_database_refuses_a_post_for_it(house: Cast, stranger: Person) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        give_post(stranger, house.unit("window"))


def test_the_database_refuses_to_hand_it_a_post(house: Cast, stranger: Person) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Post.objects.filter(person=house.clerk).update(person=stranger)


def test_the_database_refuses_to_turn_a_holder_into_one(house: Cast) -> None:
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE organization_person SET is_self_registered = %s", [True])


def test_the_database_refuses_it_as_deputy(house: Cast, stranger: Person) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Absence.objects.create(person=house.clerk, deputy=stranger, first_on=DAY, last_on=DAY)


def test_the_database_refuses_it_the_back_office(stranger: Person) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.filter(pk=stranger.pk).update(is_staff=True)


def test_it_stands_for_nobody_even_before_the_database_is_asked(stranger: Person) -> None:
    assert standing(stranger, LONG_AGO).posts == frozenset()
