"""How many notices wait for the signed-in person."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from notices.models import Notice

MOST = 100  # counting stops here: the bell then says 99+


def bell(request: HttpRequest) -> dict[str, Any]:
    """`unread_notices`, at most 100; nothing is queried unless a template asks."""
    person = getattr(request, "user", None)
    if person is None or not person.is_authenticated:
        return {"unread_notices": 0}
    return {"unread_notices": SimpleLazyObject(lambda: count_unread(person.pk))}


def count_unread(person_id: int) -> int:
    """Unread notices of a person, counted up to 100."""
    own = Notice.objects.for_person(person_id, timezone.now()).unread()
    return own.values("pk")[:MOST].count()
