"""What people change of their own accounts leaves its line too."""

import re
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from records.models import Event
from records.sentences import tell
from tests.makers.organization import PASSWORD, cast, sign_in

pytestmark = pytest.mark.django_db
CODE = re.compile(r'<b class="num">(\d{6})</b>')


@pytest.fixture(autouse=True)
def unthrottled() -> None:
    cache.clear()


def test_ones_own_new_password_is_told(client: Client) -> None:
    clerk = cast().clerk
    new = {"oldpassword": PASSWORD, "password1": "another-2026", "password2": "another-2026"}

    sign_in(client, clerk).post(reverse("account_change_password"), new)

    line = Event.objects.get(verb="password.changed")
    assert (tell(line), line.actor_id) == (f"{clerk.name} 更改自己的密码", clerk.pk)
    clerk.refresh_from_db()
    assert clerk.check_password("another-2026")
    assert "another-2026" not in str(line.data)


def test_a_code_generator_set_up_by_oneself_is_told(
    client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    admin = cast().admin
    client.post(reverse("account_login"), {"login": "admin", "password": PASSWORD})
    shown = CODE.search(client.get(reverse("mfa_activate_totp")).content.decode())
    assert shown is not None

    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("mfa_activate_totp"), {"code": shown.group(1)})

    line = Event.objects.get(verb="second_factor.set")
    assert (line.actor_id, line.subject_key) == (admin.pk, str(admin.pk))
