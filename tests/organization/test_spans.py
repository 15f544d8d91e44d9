"""Spans of days that must not overlap: refused by the database and in words, alike on both databases."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from organization.models import Absence, Delegation, Person, Post, Role, Unit
from tests.makers.organization import give_post, make_person, make_units

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 10)


@pytest.fixture
def unit() -> Unit:
    return make_units()["metrology"]


@pytest.fixture
def person() -> Person:
    return make_person("someone")


def post(person: Person, unit: Unit, first: int, last: int | None, role: str = Role.REVIEWER) -> Post:
    ends = None if last is None else DAY + timedelta(days=last)
    return Post(person=person, unit=unit, role=role, first_on=DAY + timedelta(days=first), last_on=ends)


OVERLAPS = {
    "the same days": ((0, 9), (0, 9)),
    "one shared day": ((0, 9), (9, 12)),
    "inside": ((0, 9), (3, 4)),
    "around": ((3, 4), (0, 9)),
    "open against closed": ((0, None), (5, 6)),
    "closed against open": ((5, 6), (0, None)),
    "both open": ((0, None), (400, None)),
}
APART = {
    "the next day": ((0, 9), (10, 12)),
    "before": ((5, None), (0, 4)),
}


@pytest.mark.parametrize(("one", "other"), OVERLAPS.values(), ids=OVERLAPS)
def test_the_database_refuses_a_second_post_that_shares_a_day(
    person: Person, unit: Unit, one: tuple[int, int | None], other: tuple[int, int | None]
) -> None:
    post(person, unit, *one).save()

    with pytest.raises(IntegrityError, match="organization_post_no_overlap"), transaction.atomic():
        post(person, unit, *other).save()

    assert Post.objects.count() == 1


@pytest.mark.parametrize(("one", "other"), OVERLAPS.values(), ids=OVERLAPS)
def test_a_form_refuses_it_in_words(
    person: Person, unit: Unit, one: tuple[int, int | None], other: tuple[int, int | None]
) -> None:
    post(person, unit, *one).save()

    with pytest.raises(ValidationError, match="日期重叠"):
        post(person, unit, *other).full_clean()


@pytest.mark.parametrize(("one", "other"), APART.values(), ids=APART)
def test_posts_that_follow_each_other_stand(
    person: Person, unit: Unit, one: tuple[int, int | None], other: tuple[int, int | None]
) -> None:
    for span in (one, other):
        row = post(person, unit, *span)
        row.full_clean()
        row.save()

    assert Post.objects.count() == 2


def test_another_role_unit_or_person_may_share_the_days(person: Person, unit: Unit) -> None:
    post(person, unit, 0, None).save()

    post(person, unit, 0, None, role=Role.SECTION_HEAD).save()
    post(person, Unit.objects.get(code="legal"), 0, None).save()
    post(make_person("another"), unit, 0, None).save()

    assert Post.objects.count() == 4


def test_a_post_moved_onto_another_is_refused_and_its_own_days_do_not_hinder_it(
    person: Person, unit: Unit
) -> None:
    early, late = post(person, unit, 0, 5), post(person, unit, 10, 15)
    early.save()
    late.save()

    late.last_on = DAY + timedelta(days=20)
    late.full_clean()
    late.save()
    late.first_on = DAY + timedelta(days=5)
    with pytest.raises(ValidationError, match="日期重叠"):
        late.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        late.save()


def test_raw_sql_cannot_put_two_rows_on_the_same_days(person: Person, unit: Unit) -> None:
    give_post(person, unit, first_on=DAY)
    copy = (
        "INSERT INTO organization_post (person_id, unit_id, role, first_on, last_on)"
        " SELECT person_id, unit_id, role, first_on, last_on FROM organization_post"
    )

    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(copy)


@pytest.mark.parametrize("model", [Post, Absence, Delegation], ids=lambda model: model.__name__)
def test_an_update_of_all_rows_cannot_turn_a_span_round(
    person: Person, unit: Unit, model: type[Post | Absence | Delegation]
) -> None:
    give_post(person, unit, first_on=DAY)
    Absence.objects.create(person=person, deputy=make_person("deputy"), first_on=DAY, last_on=DAY)
    Delegation.objects.create(
        function="food", unit=unit, district_id="321171", first_on=DAY, notice_no="示范", published_on=DAY
    )

    with pytest.raises(IntegrityError), transaction.atomic():
        model._default_manager.update(last_on=DAY - timedelta(days=1))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(spans=st.lists(st.tuples(st.integers(0, 40), st.none() | st.integers(0, 15)), min_size=2, max_size=6))
def test_whatever_is_tried_no_two_kept_spans_share_a_day(
    person: Person, unit: Unit, spans: list[tuple[int, int | None]]
) -> None:
    Post.objects.all().delete()
    kept: list[tuple[int, int]] = []
    for first, length in spans:
        last = 9999 if length is None else first + length
        free = all(first > their_last or last < their_first for their_first, their_last in kept)
        try:
            with transaction.atomic():
                post(person, unit, first, None if length is None else last).save()
            was_kept = True
        except IntegrityError:
            was_kept = False
        assert was_kept == free
        if was_kept:
            kept.append((first, last))
