"""One administrator always stays: by the act, by the database, and when all end each other's at once."""

from collections.abc import Callable
from contextlib import nullcontext
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from organization.actions import disable_person, end_post
from organization.models import Person, Post, Role
from records.models import Event
from tests.makers.answers import words
from tests.makers.at_once import alone, at_once, sqlite_file
from tests.makers.organization import Cast, cast, give_post, make_person, sign_in
from workdays.days import local_day

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 10, 1, 0, tzinfo=UTC)
DAY, ONE = date(2026, 3, 10), timedelta(days=1)
REFUSED = "最后一位系统管理员"
HANDS = 32 if connection.vendor == "postgresql" else 2


@pytest.fixture
def house() -> Cast:
    return cast()


def post_of(person: Person) -> Post:
    return Post.objects.get(person=person, role=Role.ADMINISTRATOR)


def another(house: Cast, **facts: Any) -> Post:
    """A second administrator's post."""
    post = give_post(make_person("second", name="管二"), house.unit("office"), Role.ADMINISTRATOR)
    Post.objects.filter(pk=post.pk).update(**facts)
    return Post.objects.select_related("person").get(pk=post.pk)


def test_the_last_administrators_post_is_not_ended(house: Cast) -> None:
    with pytest.raises(ValidationError, match=REFUSED):
        end_post(post_of(house.admin), last_on=DAY, by=house.admin, at=AT)

    assert post_of(house.admin).last_on is None
    assert not Event.objects.filter(verb="post.ended").exists()


@pytest.mark.parametrize(
    ("facts", "is_refused"),
    [
        pytest.param({}, False, id="who goes on"),
        pytest.param({"first_on": DAY}, False, id="who begins on the last day"),
        pytest.param({"last_on": DAY + ONE}, False, id="who administers one day longer"),
        pytest.param({"last_on": DAY}, True, id="who ends the same day"),
        pytest.param({"first_on": DAY + ONE}, True, id="who begins a day late"),
    ],
)
def test_another_must_administer_on_that_day_and_the_next(
    house: Cast, facts: dict[str, date], is_refused: bool
) -> None:
    another(house, **facts)

    with pytest.raises(ValidationError, match=REFUSED) if is_refused else nullcontext():
        end_post(post_of(house.admin), last_on=DAY, by=house.admin, at=AT)


def test_a_disabled_administrator_is_no_other_and_no_last_one(house: Cast) -> None:
    second = another(house)
    disable_person(second.person, reason="调离", by=house.admin, at=AT)

    end_post(Post.objects.get(pk=second.pk), last_on=DAY, by=house.admin, at=AT)
    with pytest.raises(ValidationError, match=REFUSED):
        end_post(post_of(house.admin), last_on=DAY, by=None, at=AT)


def test_who_administers_until_tonight_is_not_left_alone(house: Cast) -> None:
    second = another(house)
    end_post(post_of(house.admin), last_on=DAY, by=house.admin, at=AT)

    with pytest.raises(ValidationError, match="唯一"):
        disable_person(second.person, reason="调离", by=house.admin, at=AT)


def test_the_page_says_what_to_do_first(house: Cast) -> None:
    clerk, post = sign_in(Client(), house.admin), post_of(house.admin)
    url = reverse("post_end", args=["admin", post.pk])

    answer = clerk.post(url, {"last_on": local_day(timezone.now()).isoformat()})

    assert REFUSED in words(answer)
    assert "请先任命另一位系统管理员" in words(answer)


ATTACKS = {
    "ended": "UPDATE organization_post SET last_on = '2026-03-10' WHERE role = 'administrator'",
    "moved": "UPDATE organization_post SET role = 'clerk' WHERE role = 'administrator'",
    "deleted": "DELETE FROM organization_post WHERE role = 'administrator'",
    "disabled": "UPDATE organization_person SET is_active = FALSE WHERE username = 'admin'",
}


@pytest.mark.parametrize(("guard", "sql"), ATTACKS.items(), ids=list(ATTACKS))
def test_the_database_keeps_the_last_administrator(house: Cast, guard: str, sql: str) -> None:
    with pytest.raises(DatabaseError, match=f"last_administrator_{guard}"), transaction.atomic():
        run(sql)

    another(house)
    run(sql if guard == "disabled" else f"{sql} AND person_id = {house.admin.pk}")


def test_the_database_lets_all_but_one_be_ended_by_one_statement(house: Cast) -> None:
    another(house)

    with pytest.raises(DatabaseError, match="last_administrator_ended"), transaction.atomic():
        run(ATTACKS["ended"])


def run(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.fixture
def ring(transactional_db: None) -> list[int]:
    """The posts of as many administrators as there are hands; nobody else administers."""
    house = cast()
    office, role = house.unit("office"), Role.ADMINISTRATOR
    posts = [post_of(house.admin)]
    posts += [give_post(make_person(f"admin{n}"), office, role) for n in range(1, HANDS)]
    return [post.pk for post in posts]


def by_the_act(post: Post, by: Person) -> None:
    end_post(post, last_on=DAY, by=by, at=AT)


def by_disabling(post: Post, by: Person) -> None:
    disable_person(post.person, reason="调离", by=by, at=AT)


def by_raw_sql(post: Post, by: Person) -> None:
    run(f"UPDATE organization_post SET last_on = '{DAY}' WHERE id = {post.pk}")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("end", [by_the_act, by_disabling, by_raw_sql])
def test_of_administrators_who_end_each_other_at_the_same_instant_one_stays(
    ring: list[int], tmp_path: Path, end: Callable[[Post, Person], None]
) -> None:
    """Each ends the post of the next one round; whoever comes last finds nobody else left."""

    def act(number: int) -> bool:
        posts = Post.objects.select_related("person")
        end(posts.get(pk=ring[(number + 1) % HANDS]), posts.get(pk=ring[number]).person)
        return True

    def left() -> int:
        return Post.objects.administering().lasting_past(DAY).count()

    file = sqlite_file(tmp_path / "test_last.sqlite3") if connection.vendor == "sqlite" else nullcontext()
    with file:
        outcomes = at_once(HANDS, act)
        assert alone(left) == 1

    refused = [outcome for outcome in outcomes if isinstance(outcome, Exception)]
    assert len(refused) == 1
    assert "管理员" in str(refused[0]) or "last_administrator" in str(refused[0])
