"""What every page of the window reads from a request: who asks, which day it is, which application."""

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any, cast

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone

from licensing.access import may
from licensing.models import Application
from organization.models import Person
from workdays.days import local_day

View = Callable[..., HttpResponseBase]


def me(request: HttpRequest) -> Person:
    """The person signed in; the page has asked for a sign-in before."""
    return cast(Person, request.user)


def today() -> date:
    """The day in Shanghai."""
    return local_day(timezone.now())


def at_the_window(view: View) -> View:
    """Open the page to those who work at the window today; for others it does not exist (404)."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may(me(request), "application.receive", on=today()):
            raise Http404
        return view(request, *args, **kwargs)

    return cast(View, login_required(guarded))


def application_of(number: str) -> Application:
    """The application of a case number (404)."""
    return get_object_or_404(Application.objects.with_all(), case__number=number)
