"""What every page of oversight reads from a request: an overseer, today, the filters of the URL."""

from datetime import date

from django.http import Http404, HttpRequest
from django.utils import timezone

from organization.models import Person
from oversight.access import oversees
from oversight.figures import Asked, Filters
from workdays.days import local_day
from workdays.store import current_calendar


def overseer(request: HttpRequest) -> Person:
    """The supervisor or leader who asks; for anybody else the page does not exist (404)."""
    person = request.user
    if not isinstance(person, Person) or not oversees(person, on=today()):
        raise Http404
    return person


def today() -> date:
    """The day in Shanghai."""
    return local_day(timezone.now())


def asked(request: HttpRequest) -> Asked:
    """The question a URL asks."""
    person = overseer(request)
    return Asked(person, today(), current_calendar(), Filters.read(request.GET))
