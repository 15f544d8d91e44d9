"""What the frame shows of the signed-in person: doors, unit and title."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from organization.access import standing
from organization.doors import doors_for
from workdays.days import local_day


def navigation(request: HttpRequest) -> dict[str, Any]:
    """`doors`, `own_desk` (the first of them) and `who_note`; nothing is queried unless a template asks."""
    person = getattr(request, "user", None)
    if person is None or not person.is_authenticated:
        return {"doors": [], "own_desk": None, "who_note": ""}
    doors = SimpleLazyObject(lambda: doors_for(person, request.path))
    return {
        "doors": doors,
        "own_desk": SimpleLazyObject(lambda: next(iter(doors), None)),
        "who_note": SimpleLazyObject(lambda: standing(person, local_day(timezone.now())).line()),
    }
