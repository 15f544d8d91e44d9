"""The back office: open to administrators alone, by their post; to be read; nobody's case is told there."""

from datetime import date
from typing import Any

import pytest
from django.contrib import admin
from django.db import transaction
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from organization.models import Person, Post, Role
from records.admin import ShownOnly
from tests.architecture.access_rows import ANONYMOUS, EVERYBODY
from tests.architecture.conftest import House
from tests.architecture.scene import CASE_CANARY, FIRM_CANARY
from tests.makers.organization import give_post, sign_in
from tests.makers.parties import a_natural_person
from workflow.models import Case, ReminderRule

pytestmark = pytest.mark.django_db
TABLES = sorted(admin.site._registry, key=lambda model: model._meta.label)
SIGNED_IN_STRANGERS = sorted(EVERYBODY - {"admin", ANONYMOUS})


def page(model: type[Model], name: str, *args: object) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{name}", args=args)


def pages_of(model: type[Model]) -> list[str]:
    """The list of a table, and the page of one of its rows if it has any."""
    first = model._default_manager.order_by("pk").first()
    return [page(model, "changelist")] + ([page(model, "change", first.pk)] if first else [])


def post(client: Client, url: str, **data: object) -> Any:
    """What a form sent there does, taken back."""
    with transaction.atomic():
        answer = client.post(url, data)
        transaction.set_rollback(True)
    return answer


def test_every_table_is_one_that_only_acts_may_change() -> None:
    assert [model for model, shown in admin.site._registry.items() if not isinstance(shown, ShownOnly)] == []


def test_the_administrator_finds_every_table_from_the_first_page(house: House) -> None:
    body = house.clients["admin"].get(reverse("admin:index")).content.decode()

    assert [model for model in TABLES if f'href="{page(model, "changelist")}"' not in body] == []


@pytest.mark.parametrize("model", TABLES, ids=lambda model: model._meta.label)
def test_the_administrator_reads_every_table_and_changes_none(house: House, model: type[Model]) -> None:
    client = house.clients["admin"]

    assert [client.get(url).status_code for url in pages_of(model)] == [200] * len(pages_of(model))
    row = model._default_manager.order_by("pk").first()
    if row is not None:
        assert post(client, page(model, "delete", row.pk), post="yes").status_code == 403
    if model is not ReminderRule:
        assert post(client, page(model, "add")).status_code == 403
        assert row is None or post(client, page(model, "change", row.pk)).status_code == 403


@pytest.mark.parametrize("model", TABLES, ids=lambda model: model._meta.label)
def test_for_everybody_else_no_table_is_there(house: House, model: type[Model]) -> None:
    for url in [*pages_of(model), page(model, "add")]:
        answers = {who: house.clients[who].get(url).status_code for who in SIGNED_IN_STRANGERS}
        assert set(answers.values()) == {404}, f"{url}: {answers}"
        assert house.clients[ANONYMOUS].get(url).status_code == 302


def test_the_door_itself_is_not_there_for_others_and_asks_strangers_to_sign_in(house: House) -> None:
    for url in (reverse("admin:index"), reverse("admin:login")):
        assert {house.clients[who].get(url).status_code for who in SIGNED_IN_STRANGERS} == {404}
        asked = house.clients[ANONYMOUS].get(url, follow=True)
        assert str(asked.redirect_chain[-1][0]).startswith("/accounts/login/")


def test_no_table_tells_of_what_was_said_in_a_case_or_whose_it_is(house: House) -> None:
    person = a_natural_person("画眉", by=None)
    client = house.clients["admin"]
    bodies = {url: client.get(url).content.decode() for model in TABLES for url in pages_of(model)}

    assert [url for url, body in bodies.items() if CASE_CANARY in body] == []
    assert [url for url, body in bodies.items() if person.name in body or person.id_masked in body] == []
    assert [url for url in pages_of(Case) if FIRM_CANARY in bodies[url]] == []
    assert client.get(page(type(person), "change", person.pk)).status_code == 302  # told that it is not there


def test_a_password_changes_on_ones_own_page_which_leaves_a_line(house: House) -> None:
    answer = house.clients["admin"].get(reverse("admin:password_change"))

    assert (answer.status_code, answer.url) == (302, reverse("account_change_password"))  # type: ignore[attr-defined]  # a redirect


def test_a_superuser_without_the_post_stays_outside(house: House) -> None:
    with transaction.atomic():
        Person.objects.filter(username="food").update(is_superuser=True, is_staff=True)
        client = sign_in(Client(), Person.objects.get(username="food"))

        assert client.get(reverse("admin:index")).status_code == 404
        transaction.set_rollback(True)


def test_the_back_office_closes_with_the_post(house: House) -> None:
    with transaction.atomic():
        administrator = Person.objects.get(username="admin")
        give_post(
            house.scene.cast.legal, house.scene.cast.unit("office"), Role.ADMINISTRATOR
        )  # somebody must
        Post.objects.filter(person=administrator).update(last_on=date(2026, 1, 1))

        assert sign_in(Client(), administrator).get(reverse("admin:index")).status_code == 404
        transaction.set_rollback(True)
