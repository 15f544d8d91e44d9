"""A person whose post needs a second factor opens nothing without it."""

from collections.abc import Callable
from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from organization.adapters import METHODS

OPEN_PATHS = ("/accounts/", "/static/", "/i18n/", "/healthz")


class SecondFactorMiddleware:
    """Sends whoever must use a second factor, and has not in this session, to set it up or to give it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith(OPEN_PATHS) or not _is_missing(request):
            return self.get_response(request)
        if not is_mfa_enabled(request.user):
            messages.warning(request, _("您的岗位要求两步验证，请先设置验证器。"))
            return redirect("mfa_activate_totp")
        back = urlencode({"next": request.get_full_path()})
        return redirect(f"{reverse('mfa_reauthenticate')}?{back}")


def _is_missing(request: HttpRequest) -> bool:
    person: Any = request.user
    if not getattr(person, "must_use_mfa", False):
        return False
    return all(way.get("method") != "mfa" for way in request.session.get(METHODS, []))
