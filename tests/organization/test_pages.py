"""The pages of organization: who may open them, what they do, what a refusal looks like."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from organization.models import Absence, Delegation, Person, Post
from tests.makers.organization import Cast, cast, make_person, sign_in

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def house() -> Cast:
    return cast()


@pytest.fixture
def admin(house: Cast, client: Client) -> Client:
    return sign_in(client, house.admin)


MANAGED = [
    "/people/",
    "/people/new/",
    "/people/account/clerk/",
    "/people/delegations/",
]


@pytest.mark.parametrize("path", MANAGED)
@pytest.mark.parametrize("account", ["clerk", "legal", "supervisor", "enterprise"])
def test_pages_for_administrators_do_not_exist_for_others(
    house: Cast, client: Client, account: str, path: str
) -> None:
    assert sign_in(client, getattr(house, account)).get(path).status_code == 404


@pytest.mark.parametrize("path", [*MANAGED, "/people/absences/"])
def test_nobody_gets_in_without_signing_in(house: Cast, client: Client, path: str) -> None:
    answer = client.get(path)

    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize("path", [*MANAGED, "/people/absences/"])
def test_an_administrator_opens_them_all(admin: Client, path: str) -> None:
    assert admin.get(path).status_code == 200


def test_the_list_finds_by_name_account_and_unit(admin: Client) -> None:
    def found(query: str) -> list[str]:
        return [one.username for one in admin.get(f"/people/?{query}").context["rows"]]

    assert found("q=林") == ["clerk"]
    assert found("q=INSPECTOR") == ["inspector", "inspector2"]
    assert found("unit=window") == ["clerk", "clerk2"]
    assert found("q=没有这个人") == []


def test_the_list_pages_by_key_and_costs_a_fixed_number_of_queries(
    admin: Client, django_assert_max_num_queries: Any
) -> None:
    Person.objects.bulk_create(make_unsaved(n) for n in range(60))

    with django_assert_max_num_queries(14):
        first = admin.get("/people/")
    second = admin.get("/people/" + first.context["next_url"])

    seen = [one.username for page in (first, second) for one in page.context["rows"]]
    assert seen == sorted(Person.objects.values_list("username", flat=True))


def make_unsaved(number: int) -> Person:
    return Person(username=f"p{number:03}", name=f"人员{number}", joined_at=timezone.now())


def test_an_account_is_made_and_seated(admin: Client, house: Cast) -> None:
    facts = {"username": "newcomer", "name": "新来", "password": "welcome-2026"}

    made = admin.post("/people/new/", facts)
    post = {"act": "appoint", "appoint-unit": house.unit("legal").pk, "appoint-role": "reviewer"}
    admin.post(made["Location"], {**post, "appoint-first_on": TODAY.isoformat()})

    assert Post.objects.get(person__username="newcomer").unit.code == "legal"


def test_a_refused_appointment_says_why_and_keeps_what_was_typed(admin: Client, house: Cast) -> None:
    post = {"act": "appoint", "appoint-unit": house.unit("window").pk, "appoint-role": "clerk"}

    answer = admin.post("/people/account/clerk/", {**post, "appoint-first_on": TODAY.isoformat()})

    page = answer.content.decode()
    assert "日期重叠" in page
    assert TODAY.isoformat() in page


def test_a_post_is_ended(admin: Client, house: Cast) -> None:
    post = Post.objects.get(person=house.clerk)

    admin.post(f"/people/account/clerk/posts/{post.pk}/end/", {"last_on": TODAY.isoformat()})

    post.refresh_from_db()
    assert post.last_on == TODAY


@pytest.mark.parametrize(
    ("act", "facts"),
    [
        ("disable", {"reason": "调离"}),
        ("password", {"password": "another-2026"}),
        ("factor", {"reason": "换手机"}),
    ],
)
def test_account_acts_are_done_and_told_on_the_page(admin: Client, act: str, facts: dict[str, str]) -> None:
    Person.objects.filter(username="clerk").update(must_use_mfa=True)

    answer = admin.post(
        "/people/account/clerk/",
        {"act": act, **{f"{act}-{name}": value for name, value in facts.items()}},
        follow=True,
    )

    assert "管一" in answer.content.decode()
    assert any(line["who"] == "管一" for line in answer.context["lines"])


def test_an_unknown_act_changes_nothing(admin: Client) -> None:
    assert admin.post("/people/account/clerk/", {"act": "promote"}).status_code == 200


def absence_form(person: Person, deputy: Person, **facts: Any) -> dict[str, Any]:
    days = {"first_on": TODAY.isoformat(), "last_on": (TODAY + timedelta(days=2)).isoformat()}
    return {"person": person.pk, "deputy": deputy.pk, **days, **facts}


def test_one_records_and_ends_the_own_absence(house: Cast, client: Client) -> None:
    sign_in(client, house.clerk)
    client.post("/people/absences/", absence_form(house.clerk, house.clerk2))
    away = Absence.objects.get()

    page = client.get("/people/absences/").content.decode()
    client.post(f"/people/absences/{away.pk}/end/")

    assert "周敏" in page
    assert not Absence.objects.exists()


def test_another_ones_absence_cannot_be_recorded_or_ended(house: Cast, client: Client) -> None:
    away = Absence.objects.create(
        person=house.legal, deputy=house.chief, first_on=TODAY, last_on=TODAY + timedelta(days=1)
    )
    sign_in(client, house.clerk)

    recorded = client.post("/people/absences/", absence_form(house.clerk2, house.clerk))
    ended = client.post(f"/people/absences/{away.pk}/end/")

    assert recorded.status_code == 200
    assert ended.status_code == 404
    assert list(Absence.objects.all()) == [away]


def test_a_head_sees_the_own_section_only(house: Cast, client: Client) -> None:
    form = sign_in(client, house.metrology).get("/people/absences/").context["form"]

    assert list(form.fields["person"].queryset) == [house.metrology]


def test_an_enterprise_has_no_absences(house: Cast, client: Client) -> None:
    assert sign_in(client, house.enterprise).get("/people/absences/").status_code == 404


def test_a_delegation_is_registered_and_an_unlawful_one_refused_at_its_field(
    house: Cast, client: Client
) -> None:
    sign_in(client, house.chief)
    form = {
        "function": "food",
        "district": "321171",
        "unit": house.unit("newdistrict").pk,
        "notice_no": "示范公告第3号（示范数据）",
        "published_on": (TODAY + timedelta(days=1)).isoformat(),
        "first_on": TODAY.isoformat(),
    }

    late = client.post("/people/delegations/", form)
    client.post("/people/delegations/", {**form, "published_on": TODAY.isoformat()})

    assert "先公告后施行" in late.context["form"].errors["published_on"][0]
    made = Delegation.objects.get(function="food")
    client.post(f"/people/delegations/{made.pk}/end/", {"last_on": TODAY.isoformat()})
    made.refresh_from_db()
    assert made.last_on == TODAY


@pytest.mark.parametrize(
    "name", ["<script>alert(1)</script>", "=1+1", "\u202e倒着写", "😀" * 40, "{{ 7|add:7 }}"]
)
def test_hostile_names_are_shown_harmlessly(admin: Client, name: str) -> None:
    make_person("odd", name=name[:40])

    for path in ("/people/", "/people/account/odd/"):
        page = admin.get(path).content.decode()
        assert "<script>alert" not in page
        assert admin.get(path).status_code == 200


def test_a_name_too_long_is_refused_at_its_field(admin: Client) -> None:
    facts = {"username": "long", "name": "长" * 10_000, "password": "welcome-2026"}

    answer = admin.post("/people/new/", facts)

    assert answer.context["form"].errors["name"]
    assert not Person.objects.filter(username="long").exists()


def test_the_back_office_shows_but_does_not_change(admin: Client, house: Cast) -> None:
    for model in ("district", "unit", "person", "post", "absence", "delegation"):
        assert admin.get(f"/admin/organization/{model}/").status_code == 200
        assert admin.get(f"/admin/organization/{model}/add/").status_code == 403
    page = admin.get(f"/admin/organization/person/{house.clerk.pk}/change/").content.decode()
    assert 'name="_save"' not in page
    assert house.clerk.password not in page


def test_who_is_away_is_chosen_by_name_and_unit(client: Client, house: Cast) -> None:
    page = sign_in(client, house.clerk).get(reverse("absences")).content.decode()

    assert "林晓（行政许可服务处，clerk）" in page
    assert "请选择" in page
    assert "---------" not in page
