"""Signing in: closed to self sign-up, second factors sealed at rest and demanded where the post demands them."""

from collections.abc import Callable
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

OPEN_PATHS = ("/accounts/", "/static/", "/i18n/", "/healthz")


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """Accounts are made by administrators; nobody signs up alone."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth ships no types
    """Keeps the secrets of second factors encrypted with the installation's field key."""

    def encrypt(self, text: str) -> str:
        return Fernet(settings.FIELD_ENCRYPTION_KEY).encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return Fernet(settings.FIELD_ENCRYPTION_KEY).decrypt(encrypted_text.encode()).decode()


class SecondFactorMiddleware:
    """Sends a person whose post needs a second factor to set one up before anything else opens."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if self._must_set_up(request):
            messages.warning(request, _("您的岗位要求两步验证，请先设置验证器。"))
            return redirect("mfa_activate_totp")
        return self.get_response(request)

    def _must_set_up(self, request: HttpRequest) -> bool:
        person: Any = request.user
        if request.path.startswith(OPEN_PATHS) or not getattr(person, "must_use_mfa", False):
            return False
        return not SecondFactorAdapter().is_mfa_enabled(person)
