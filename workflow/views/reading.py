"""What every page of the engine reads from a request: who asks, which day it is."""

from datetime import date
from typing import cast

from django.http import Http404, HttpRequest
from django.utils import timezone

from organization.access import standing
from organization.models import Person
from organization.standing import Standing
from workdays.days import local_day


def me(request: HttpRequest) -> Person:
    """The person signed in; the page has asked for a sign-in before."""
    return cast(Person, request.user)


def today() -> date:
    """The day in Shanghai."""
    return local_day(timezone.now())


def staff_standing(request: HttpRequest) -> Standing:
    """What the person may act as today; for who holds no post the page does not exist (404)."""
    stand = standing(me(request), today())
    if not stand.posts:
        raise Http404
    return stand
