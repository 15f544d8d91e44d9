"""Checks on the spot: inspectors named, what they found, what is refused."""

import pytest
from django.utils import timezone

from licensing.models import SiteCheck
from tests.makers.answers import words
from tests.makers.licensing import World, a_world, good_answers, task
from tests.makers.reviewing import (
    ITEM,
    at_desk,
    get,
    post,
    under_review,
)
from workdays.days import local_day
from workflow.outcomes import Outcome

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return a_world(ITEM)


def today() -> str:
    return local_day(timezone.now()).isoformat()


def report(world: World, **more: object) -> dict[str, object]:
    """A site check as it is sent, good in every field."""
    people = [world.cast.newdistrict.pk, world.colleague.pk]
    return {
        "inspectors": people,
        "checked_on": today(),
        "place": "示范路1号",
        "findings": "与图纸一致",
        "has_passed": "yes",
        **more,
    }


def test_one_inspector_is_refused_at_the_field_and_the_record_kept(world: World) -> None:
    check = task(under_review(world), "site_check")
    given = report(world, inspectors=[world.colleague.pk], findings="很长的核查情况")

    answer = post(world.cast.newdistrict, "site_check", check.pk, given)

    page = words(answer)
    assert answer.status_code == 422
    assert 'id="id_inspectors_error"' in page
    assert "第三十四条" in page
    assert "很长的核查情况" in page
    assert f'value="{world.colleague.pk}"' in page
    assert not SiteCheck.objects.exists()


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"checked_on": "2020-01-01"}, "checked_on"),
        ({"checked_on": "昨天"}, "checked_on"),
        ({"findings": ""}, "findings"),
        ({"place": ""}, "place"),
        ({"has_passed": ""}, "has_passed"),
        ({"conditions": ["按期整改"], "conditions_basis": [""]}, "conditions"),
    ],
)
def test_a_faulty_record_says_where(world: World, given: dict[str, object], field: str) -> None:
    check = task(under_review(world), "site_check")

    answer = post(world.cast.newdistrict, "site_check", check.pk, report(world, **given))

    assert answer.status_code == 422
    assert f'id="id_{field}_error"' in words(answer)


def test_a_record_that_comes_back_says_all_that_is_wrong_at_once(world: World) -> None:
    check = task(under_review(world), "site_check")

    page = words(post(world.cast.newdistrict, "site_check", check.pk, report(world, place="", inspectors=[])))

    assert 'id="id_place_error"' in page
    assert 'id="id_inspectors_error"' in page


def test_people_of_another_unit_cannot_be_chosen(world: World) -> None:
    check = task(under_review(world), "site_check")
    people = [world.cast.newdistrict.pk, world.cast.legal.pk]

    answer = post(world.cast.newdistrict, "site_check", check.pk, report(world, inspectors=people))

    assert answer.status_code == 422
    assert 'id="id_inspectors_error"' in words(answer)


def test_inspectors_are_named_in_advance_and_found_again(world: World) -> None:
    check = task(under_review(world), "site_check")
    people = [world.cast.newdistrict.pk, world.colleague.pk]
    desk = at_desk(world.cast.newdistrict)

    alone = desk.post(
        f"/tasks/{check.pk}/site-check/", {"act": "assign", "inspectors": people[:1], "findings": "先记一笔"}
    )
    named = desk.post(f"/tasks/{check.pk}/site-check/", {"act": "assign", "inspectors": people})
    page = words(desk.get(f"/tasks/{check.pk}/site-check/"))

    assert (alone.status_code, named.status_code) == (422, 302)
    assert "先记一笔" in words(alone)
    assert 'id="id_place_error"' not in words(alone)
    assert SiteCheck.objects.get().checked_on is None
    assert "已指派" in page
    assert page.count("checked") >= 2


def test_a_failed_check_is_a_dissent(world: World) -> None:
    check = task(under_review(world), "site_check")

    answer = post(world.cast.newdistrict, "site_check", check.pk, report(world, has_passed="no"))

    assert answer.status_code == 302
    check.refresh_from_db()
    assert check.outcome == Outcome.DISSENT


def test_the_record_begins_with_the_site_the_application_names(world: World) -> None:
    answers = {**good_answers(ITEM), "address": {"district": "321171", "detail": "港中路 18 号"}}
    check = task(under_review(world, answers=answers), "site_check")

    page = words(get(world.cast.newdistrict, "site_check", check.pk))

    assert 'name="place" value="镇江新区 港中路 18 号"' in page
