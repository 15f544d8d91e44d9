"""An outside authority sees the parties of cases in which it has or had a task, and no register of firms."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from organization.actions import record_absence
from organization.models import Person, Role
from parties.access import sees
from parties.models import Party
from tests.makers.answers import words
from tests.makers.organization import Cast, give_post, make_person, sign_in
from tests.makers.parties import a_natural_person, an_enterprise
from tests.makers.workflow import MORNING, a_case, a_process, a_step, accepted, decision, intake
from workflow.models import Case

pytestmark = pytest.mark.django_db
ON = date(2026, 9, 23)
CARRIER, STRANGER = "示范食品物流有限公司", "别处无关制造厂"


@pytest.fixture
def carrier(people: Cast) -> Party:
    return joint_case(people, an_enterprise(CARRIER)).party


@pytest.fixture
def stranger(people: Cast) -> Party:
    return a_case(people, party=an_enterprise(STRANGER)).party


def joint_case(people: Cast, party: Party) -> Case:
    asked = a_step("out", "outside:transport", kind="opinion_letter", after=["intake"])
    return accepted(people, a_case(people, a_process([intake(), asked, decision(["out"])]), party=party))


def register_read_by(person: Person, **asked: str) -> str:
    """What a person reads of the two firms on the list, or in the file made of it."""
    answer: Any = sign_in(Client(), person).get(reverse("parties"), asked)
    text = answer.getvalue().decode() if answer.streaming else words(answer)
    return " ".join(name for name in (CARRIER, STRANGER, "共 1 个", "共 2 个") if name in text)


@pytest.mark.parametrize("asked", [{}, {"q": "91"}, {"kind": "enterprise"}], ids=["all", "by code", "firms"])
def test_the_list_and_its_count_hold_the_parties_of_its_cases(
    people: Cast, carrier: Party, stranger: Party, asked: dict[str, str]
) -> None:
    assert register_read_by(people.transport, **asked) == f"{CARRIER} 共 1 个"
    assert register_read_by(people.food, **asked) == f"{CARRIER} {STRANGER} 共 2 个"


def test_the_file_holds_no_more(people: Cast, carrier: Party, stranger: Party) -> None:
    assert register_read_by(people.transport, **{"as": "csv"}) == CARRIER


def test_the_picker_and_the_card_know_no_other(people: Cast, carrier: Party, stranger: Party) -> None:
    outside = sign_in(Client(), people.transport)

    found = words(outside.get(reverse("party_lookup"), {"q": "91"}))

    assert CARRIER in found
    assert STRANGER not in found
    cards = [outside.get(reverse("party", args=[pk])).status_code for pk in (carrier.pk, stranger.pk, 0)]
    assert cards == [200, 404, 404]


def test_a_party_that_is_not_seen_does_not_tell_where_in_the_list_it_stands(
    people: Cast, carrier: Party, stranger: Party
) -> None:
    Party.objects.filter(pk=stranger.pk).update(pinyin_initials="zzzz")

    assert register_read_by(people.transport, after=str(stranger.pk)).startswith(CARRIER)


def test_who_only_deputises_for_an_outside_authority_sees_no_more(
    people: Cast, carrier: Party, stranger: Party
) -> None:
    colleague = make_person("colleague", name="路副")
    post = give_post(colleague, people.unit("transport"))
    facts = {"first_on": ON, "last_on": ON, "by": people.transport, "at": MORNING}
    record_absence(people.transport, deputy=colleague, **facts)  # type: ignore[arg-type]  # facts are keyword facts
    post.delete()

    assert set(Party.objects.visible_to(Person.objects.get(pk=colleague.pk), on=ON)) == {carrier}


def test_who_also_holds_a_post_of_the_bureau_sees_the_register(people: Cast, stranger: Party) -> None:
    give_post(people.transport, people.unit("legal"), Role.REVIEWER)

    assert stranger in Party.objects.visible_to(people.transport)


def test_a_person_who_asks_for_a_joint_permit_is_seen_by_both_authorities(people: Cast) -> None:
    driver, other = a_natural_person(), a_natural_person("旁人")
    joint_case(people, driver)
    a_case(people, party=other)

    for who in (people.transport, people.government):
        assert [sees(who, str(one.pk)) for one in (driver, other)] == [True, False]
