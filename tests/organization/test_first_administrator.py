"""A new installation: the first administrator is made by a command, everybody else by administrators."""

import io
import json

import pytest
from django.contrib import admin
from django.core.management import CommandError, call_command
from django.test import RequestFactory

from organization.access import may
from organization.models import Person
from records.models import Event
from records.verification import verify
from tests.makers.organization import cast
from workdays.days import local_day

pytestmark = pytest.mark.django_db
PASSWORD = "hengshun-1840-vinegar"


@pytest.fixture(autouse=True)
def typed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{PASSWORD}\n"))


def first(*options: str) -> str:
    out = io.StringIO()
    call_command("first_administrator", "root", "示范管理员", *options, stdout=out)
    return out.getvalue()


def test_on_an_empty_installation_the_command_makes_somebody_who_can_make_everybody_else() -> None:
    call_command("load_organization", stdout=io.StringIO())

    told = json.loads(first("--json"))

    root = Person.objects.get(username="root")
    today = local_day(root.joined_at)
    assert told == {"username": "root", "unit": "office"}
    assert root.check_password(PASSWORD)
    assert may(root, "people.manage", on=today)
    assert (root.is_staff, root.must_use_mfa, root.is_superuser) == (True, True, False)
    assert [event.verb for event in Event.objects.order_by("pk")][-2:] == ["person.added", "post.filled"]
    assert verify().is_sound


def test_where_somebody_administers_already_it_is_refused() -> None:
    house = cast()

    with pytest.raises(CommandError, match="已有系统管理员"):
        first("--unit", house.unit("window").code)

    assert not Person.objects.filter(username="root").exists()


def test_without_units_it_says_what_to_do_first() -> None:
    with pytest.raises(CommandError, match="load_organization"):
        first()


def test_a_weak_password_makes_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    call_command("load_organization", stdout=io.StringIO())
    monkeypatch.setattr("sys.stdin", io.StringIO("123\n"))

    with pytest.raises(CommandError):
        first()

    assert not Person.objects.exists()


def test_a_superuser_of_django_administers_nobody() -> None:
    root = Person.objects.create_superuser("super", PASSWORD, name="超级")

    assert not may(root, "people.manage", on=local_day(root.joined_at))


def test_the_back_office_offers_nobody_a_change_that_would_leave_no_line(rf: RequestFactory) -> None:
    request = rf.get("/admin/")
    request.user = Person.objects.create_superuser("super", PASSWORD, name="超级")

    for model, page in admin.site._registry.items():
        may_do = (
            page.has_add_permission(request),
            page.has_change_permission(request),
            page.has_delete_permission(request),
        )
        assert may_do == (False, False, False), model
