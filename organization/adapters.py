"""How allauth meets this house: no self sign-up, our words, second factors sealed at rest."""

import time
from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from organization import actions
from organization.doors import doors_for
from organization.models import Person

METHODS = "account_authentication_methods"  # where allauth keeps how this session proved itself
SELF_EVIDENT = ("account/messages/logged_in.txt", "account/messages/logged_out.txt")


def display_name(person: Person) -> str:
    """How a signed-in person is called on pages."""
    return person.title()


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """Accounts are made by administrators; nobody signs up alone."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("该账号已停用，请联系系统管理员。"),
        "enter_current_password": _("请输入现在的密码。"),
        "incorrect_password": _("密码不对。"),
        "too_many_login_attempts": _("登录失败次数过多，请几分钟后再试。"),
        "username_password_mismatch": _("登录名或密码不对。"),
        "rate_limited": _("操作太频繁，请稍后再试。"),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """One's own desk: the first door of the side bar; without doors the home page."""
        desk = next(iter(doors_for(request.user)), None)  # type: ignore[arg-type]  # signed in just now
        return desk.url if desk else str(super().get_login_redirect_url(request))

    def set_password(self, user: Person, password: str) -> None:
        actions.change_password(user, password, at=timezone.now())

    def post_login(self, request: HttpRequest, user: Person, **kwargs: Any) -> HttpResponse:
        """Speak the person's language in this browser from now on."""
        response: HttpResponse = super().post_login(request, user, **kwargs)
        response.set_cookie(settings.LANGUAGE_COOKIE_NAME, user.language, samesite="Lax")
        return response

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Who proved who they are within five minutes need not do so again."""
        ways = context.request.session.get(METHODS, [])
        last = max((float(way.get("at", 0)) for way in ways), default=0.0)
        is_fresh = time.time() - last < app_settings.REAUTHENTICATION_TIMEOUT
        return not is_fresh and bool(super().is_reauthentication_required(app=app, **kwargs))

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None, *args: Any, **kwargs: Any
    ) -> None:
        if message_template not in SELF_EVIDENT:
            super().add_message(request, level, message_template, *args, **kwargs)


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth ships no types
    """Keeps the secrets of second factors encrypted with the installation's field key."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("验证码不对，或已经用过。"),
        "cannot_delete_authenticator": _("您的岗位要求两步验证，不能停用。"),
    }

    def get_totp_label(self, user: Person) -> str:
        return user.username

    def can_delete_authenticator(self, authenticator: Any) -> bool:
        return not authenticator.user.must_use_mfa

    def encrypt(self, text: str) -> str:
        return _key().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _key().decrypt(encrypted_text.encode()).decode()


def _key() -> MultiFernet:
    """The newest key seals; after a rotation older ones still open."""
    return MultiFernet([Fernet(key) for key in settings.FIELD_ENCRYPTION_KEY.split(",")])


def note_generator(user: Person, authenticator: Authenticator, **_: Any) -> None:
    """allauth has set up what a person asked for: a code generator leaves its line in the ledger."""
    if authenticator.type == Authenticator.Type.TOTP:
        actions.note_second_factor(user, at=timezone.now())
