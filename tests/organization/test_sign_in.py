"""Signing in: name and password, a second step where the post demands it, shut out at once when disabled."""

import re
import time
from datetime import UTC, datetime

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.cache import cache
from django.test import Client, override_settings
from django.urls import NoReverseMatch, reverse

from organization import actions
from organization.doors import doors_for
from organization.models import Person
from tests.makers.organization import PASSWORD, Cast, cast, sign_in
from zhenjiang_qts.conf.queues import redis_caches

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 10, 1, 0, tzinfo=UTC)
SECRET = "JBSWY3DPEHPK3PXP"
CODE = re.compile(r'<b class="num">(\d{6})</b>')


@pytest.fixture(autouse=True)
def unthrottled() -> None:
    cache.clear()


@pytest.fixture
def house() -> Cast:
    return cast()


def log_in(client: Client, username: str, password: str = PASSWORD, **more: str) -> object:
    return client.post(reverse("account_login"), {"login": username, "password": password, **more})


def signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def code_now() -> str:
    return str(format_hotp_value(hotp_value(SECRET, int(time.time()) // 30)))


def test_a_clerk_signs_in_with_name_and_password(house: Cast, client: Client) -> None:
    log_in(client, "clerk")

    assert client.session["_auth_user_id"] == str(house.clerk.pk)


def test_a_wrong_password_and_an_unknown_name_read_the_same(house: Cast, client: Client) -> None:
    wrong = client.post(reverse("account_login"), {"login": "clerk", "password": "nonsense"})
    unknown = client.post(reverse("account_login"), {"login": "nobody", "password": "nonsense"})

    assert not signed_in(client)
    for answer in (wrong, unknown):
        assert "登录名或密码不对。" in answer.content.decode()


def test_guessing_is_stopped_even_with_the_right_password_at_last(house: Cast, client: Client) -> None:
    for _ in range(6):
        log_in(client, "clerk", "wrong")

    answer = client.post(reverse("account_login"), {"login": "clerk", "password": PASSWORD})

    assert "登录失败次数过多" in answer.content.decode()
    assert not signed_in(client)


def test_a_disabled_person_is_out_at_once_everywhere_and_old_sessions_stay_closed(
    house: Cast, client: Client
) -> None:
    elsewhere = Client()
    for one in (client, elsewhere):
        log_in(one, "clerk")

    actions.disable_person(house.clerk, reason="调离", by=house.admin, at=AT)
    shut_out = [one.get(reverse("absences")).status_code for one in (client, elsewhere)]
    actions.enable_person(house.clerk, reason="回来", by=house.admin, at=AT)
    still_out = [one.get(reverse("absences")).status_code for one in (client, elsewhere)]

    assert (shut_out, still_out) == ([302, 302], [302, 302])
    log_in(client, "clerk")
    assert client.get(reverse("absences")).status_code == 200


def test_a_disabled_person_cannot_sign_in(house: Cast, client: Client) -> None:
    actions.disable_person(house.clerk, reason="调离", by=house.admin, at=AT)

    log_in(client, "clerk")

    assert not signed_in(client)


def test_the_demo_shows_an_administrator_the_current_code_and_it_opens_the_door(
    house: Cast, client: Client
) -> None:
    actions.set_second_factor(house.admin, secret=SECRET, by=None, at=AT)
    log_in(client, "admin")
    assert not signed_in(client)

    page = client.get(reverse("mfa_authenticate")).content.decode()
    shown = CODE.search(page)
    assert shown is not None
    client.post(reverse("mfa_authenticate"), {"code": shown.group(1)})

    assert signed_in(client)
    assert client.get(reverse("people")).status_code == 200


@override_settings(DEMO=False)
def test_production_never_shows_the_code(house: Cast, client: Client) -> None:
    actions.set_second_factor(house.admin, secret=SECRET, by=None, at=AT)
    log_in(client, "admin")

    page = client.get(reverse("mfa_authenticate")).content.decode()

    assert CODE.search(page) is None
    assert code_now() not in page


def test_a_code_opens_the_door_only_once(house: Cast, client: Client) -> None:
    actions.set_second_factor(house.admin, secret=SECRET, by=None, at=AT)
    code = code_now()
    for one in (client, Client()):
        log_in(one, "admin")
        answer = one.post(reverse("mfa_authenticate"), {"code": code})

    assert "验证码不对，或已经用过。" in answer.content.decode()


def test_without_a_generator_an_administrator_sets_one_up_first(house: Cast, client: Client) -> None:
    log_in(client, "admin")

    answer = client.get(reverse("people"), follow=True)

    assert answer.redirect_chain[-1][0].startswith(reverse("mfa_activate_totp"))
    page = answer.content.decode()
    assert "您的岗位要求两步验证" in page
    shown = CODE.search(page)
    assert shown is not None
    client.post(reverse("mfa_activate_totp"), {"code": shown.group(1)})
    assert Authenticator.objects.filter(user=house.admin, type="totp").exists()


def test_a_session_that_never_gave_the_code_is_asked_for_it(house: Cast, client: Client) -> None:
    actions.set_second_factor(house.admin, secret=SECRET, by=None, at=AT)
    client.force_login(house.admin)

    answer = client.get(reverse("people"))

    assert answer["Location"].startswith(reverse("mfa_reauthenticate"))
    client.post(answer["Location"], {"code": code_now()})
    assert client.get(reverse("people")).status_code == 200


def test_a_demanded_generator_cannot_be_put_away(house: Cast, client: Client) -> None:
    actions.set_second_factor(house.admin, secret=SECRET, by=None, at=AT)
    log_in(client, "admin")
    client.post(reverse("mfa_authenticate"), {"code": code_now()})

    page = client.post(reverse("mfa_deactivate_totp")).content.decode()

    assert "您的岗位要求两步验证，不能停用。" in page
    assert Authenticator.objects.filter(user=house.admin, type="totp").exists()


def test_the_own_password_can_be_changed_and_ends_other_sessions(house: Cast, client: Client) -> None:
    elsewhere = sign_in(Client(), house.clerk)
    sign_in(client, house.clerk)
    new = {"oldpassword": PASSWORD, "password1": "another-2026", "password2": "another-2026"}

    answer = client.post(reverse("account_change_password"), new, follow=True)

    assert "密码已改。" in answer.content.decode()
    assert client.get(reverse("absences")).status_code == 200
    assert elsewhere.get(reverse("absences")).status_code == 302
    assert Person.objects.get(pk=house.clerk.pk).check_password("another-2026")


@pytest.mark.parametrize("name", ["account_signup", "account_reset_password", "account_email"])
def test_pages_of_self_service_do_not_exist(client: Client, name: str) -> None:
    with pytest.raises(NoReverseMatch):
        reverse(name)
    assert client.get("/accounts/signup/").status_code == 404


@pytest.mark.parametrize("path", ["login/", "password/", "2fa/", "2fa/totp/activate/", "logout/"])
def test_sign_in_pages_render_in_the_house_look(house: Cast, client: Client, path: str) -> None:
    if path != "login/":
        log_in(client, "clerk")

    answer = client.get(f"/accounts/{path}")

    assert answer.status_code == 200
    assert 'class="q-wrap"' in answer.content.decode()


def test_open_redirects_are_not_followed(house: Cast, client: Client) -> None:
    answer = client.post(
        reverse("account_login"), {"login": "clerk", "password": PASSWORD, "next": "https://evil.example/"}
    )

    assert not answer["Location"].startswith("https:")


def test_signing_in_leads_to_ones_own_desk(house: Cast, client: Client) -> None:
    answer = client.post(reverse("account_login"), {"login": "legal", "password": PASSWORD})

    assert answer["Location"] == doors_for(house.legal)[0].url


def test_the_chosen_language_is_kept_for_the_person_and_the_next_browser(house: Cast, client: Client) -> None:
    sign_in(client, house.clerk).post("/i18n/setlang/", {"language": "en", "next": "/people/absences/"})
    assert Person.objects.get(pk=house.clerk.pk).language == "en"

    elsewhere = Client()
    log_in(elsewhere, "clerk")
    assert elsewhere.cookies["django_language"].value == "en"


@pytest.mark.parametrize("language", ["fr", "", "../../etc", "zh-hans;x"])
def test_a_language_the_house_does_not_speak_changes_nothing(
    house: Cast, client: Client, language: str
) -> None:
    sign_in(client, house.clerk).post("/i18n/setlang/", {"language": language})

    assert Person.objects.get(pk=house.clerk.pk).language == "zh-hans"


@override_settings(CACHES=redis_caches("redis://127.0.0.1:1/0"))
def test_signing_in_works_and_is_throttled_while_redis_is_down(house: Cast, client: Client) -> None:
    actions.set_second_factor(house.admin, secret=SECRET, by=None, at=AT)
    log_in(client, "admin")
    client.post(reverse("mfa_authenticate"), {"code": code_now()})
    assert signed_in(client)

    guessing = Client()
    for _ in range(6):
        log_in(guessing, "clerk", "wrong")
    answer = guessing.post(reverse("account_login"), {"login": "clerk", "password": PASSWORD})
    assert "登录失败次数过多" in answer.content.decode()
