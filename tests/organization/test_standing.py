"""Who may act as what on a day: own posts, lent seats of the absent, nothing for the disabled."""

from datetime import date, timedelta
from typing import Any

import pytest

from organization.access import forget_standing, may, standing
from organization.models import Absence, Person, Post, Role
from tests.makers.organization import Cast, cast, give_post, make_person

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 10)
ONE = timedelta(days=1)


@pytest.fixture
def house() -> Cast:
    return cast()


def absent(person: Person, deputy: Person, first: date = DAY, last: date = DAY) -> Absence:
    return Absence.objects.create(person=person, deputy=deputy, first_on=first, last_on=last)


def test_own_posts_count_on_their_days_both_ends_included(house: Cast) -> None:
    person = make_person("newcomer")
    post = give_post(person, house.unit("legal"), first_on=DAY)
    Post.objects.filter(pk=post.pk).update(last_on=DAY + ONE)

    held = [standing(person, DAY + n * ONE).has(Role.REVIEWER) for n in (-1, 0, 1, 2)]

    assert held == [False, True, True, False]


def test_a_deputy_may_what_the_absent_may_on_these_days_only(house: Cast) -> None:
    absent(house.metrology, house.quality, DAY, DAY + ONE)
    metrology = house.unit("metrology").pk

    may_act = [standing(house.quality, DAY + n * ONE).has(Role.REVIEWER, metrology) for n in (-1, 0, 1, 2)]

    assert may_act == [False, True, True, False]
    assert standing(house.quality, DAY).deputises == {house.metrology.pk}
    assert standing(house.quality, DAY).acts_for == {house.quality.pk, house.metrology.pk}


def test_the_ledger_is_told_for_whom_a_deputy_acts(house: Cast) -> None:
    absent(house.metrology, house.quality)
    stand = standing(house.quality, DAY)

    assert stand.behalf_of(Role.REVIEWER, house.unit("metrology").pk) == house.metrology.name
    assert stand.behalf_of(Role.REVIEWER, house.unit("quality").pk) == ""
    assert stand.behalf_of(Role.REVIEWER) == ""
    assert stand.behalf_of_person(house.metrology.pk) == house.metrology.name
    assert stand.behalf_of_person(house.quality.pk) == ""
    assert stand.behalf_of_person(None) == ""


def test_a_lent_seat_is_not_lent_on(house: Cast) -> None:
    absent(house.metrology, house.quality)
    absent(house.quality, house.legal)

    stand = standing(house.legal, DAY)

    assert stand.unit_ids(Role.REVIEWER) == {house.unit("legal").pk, house.unit("quality").pk}


def test_a_disabled_person_stands_for_nobody_and_lends_nothing(house: Cast) -> None:
    absent(house.metrology, house.quality)
    Person.objects.filter(pk=house.metrology.pk).update(is_active=False)
    house.metrology.refresh_from_db()

    assert standing(house.metrology, DAY).posts == frozenset()
    assert standing(house.quality, DAY).deputises == frozenset()


def test_a_superuser_gets_no_seat_by_being_one(house: Cast) -> None:
    root = Person.objects.create_superuser("root", name="超级用户")

    assert standing(root, DAY).posts == frozenset()
    assert not may(root, "people.manage", on=DAY)


def test_an_enterprise_has_no_standing(house: Cast) -> None:
    stand = standing(house.enterprise, DAY)

    assert (stand.roles, stand.unit_ids(), stand.line()) == (frozenset(), frozenset(), "")


def test_two_queries_a_day_and_none_the_second_time(house: Cast, django_assert_num_queries: Any) -> None:
    absent(house.metrology, house.quality)
    person = Person.objects.get(pk=house.quality.pk)

    with django_assert_num_queries(2):
        standing(person, DAY).line()
        standing(person, DAY).behalf_of(Role.REVIEWER)
    forget_standing(person)
    with django_assert_num_queries(2):
        standing(person, DAY)


def test_the_top_bar_says_unit_and_role(house: Cast) -> None:
    assert standing(house.clerk, DAY).line() == "行政许可服务处 · 窗口人员"


def test_eligible_are_present_holders_and_deputies_of_the_absent(house: Cast) -> None:
    unit = house.unit("metrology")
    absent(house.metrology, house.quality)

    def names(on: date) -> set[str]:
        return {one.username for one in Person.objects.eligible_for(unit, Role.REVIEWER, on=on)}

    assert names(DAY) == {"quality"}
    assert names(DAY + ONE) == {"metrology"}


def test_holders_are_asked_for_by_role_and_unit(house: Cast) -> None:
    leaders = Person.objects.holding(Role.BUREAU_LEADER, on=DAY)
    heads = Person.objects.holding(Role.SECTION_HEAD, house.unit("legal"), on=DAY)

    assert {one.username for one in leaders} == {"chief", "leader"}
    assert [one.username for one in heads] == ["legal"]


@pytest.mark.parametrize(
    ("account", "about", "allowed"),
    [
        ("clerk", "clerk", True),
        ("clerk", "clerk2", False),
        ("metrology", "metrology", True),
        ("metrology", "legal", False),
        ("admin", "clerk", True),
        ("enterprise", "enterprise", False),
    ],
)
def test_who_may_record_whose_absence(house: Cast, account: str, about: str, allowed: bool) -> None:
    person, other = getattr(house, account), getattr(house, about)

    assert may(person, "absence.record", other, on=DAY) is allowed


def test_a_head_records_absences_of_the_own_section_only(house: Cast) -> None:
    colleague = make_person("colleague")
    give_post(colleague, house.unit("metrology"))

    assert may(house.metrology, "absence.record", colleague, on=DAY)
    assert not may(house.legal, "absence.record", colleague, on=DAY)
    assert not may(colleague, "absence.record", house.metrology, on=DAY)


def test_a_deputy_who_is_away_too_is_not_eligible(house: Cast) -> None:
    absent(house.metrology, house.quality)
    absent(house.quality, house.legal)

    assert not Person.objects.eligible_for(house.unit("metrology"), Role.REVIEWER, on=DAY).exists()
