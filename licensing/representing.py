"""Whose business a person may look into: the parties he or she represents that day."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from organization.access import standing
from organization.models import Person
from parties.models import Representative
from workdays.days import local_day


def representations(person: Person, on: date) -> list[Representative]:
    """The person's seats in parties that day, the oldest first; one query, kept on the instance."""
    kept: dict[date, list[Representative]] = person.__dict__.setdefault("_representations", {})
    if on not in kept:
        held = person.representations.holding(on).select_related("party__district")
        kept[on] = list(held.order_by("first_on", "pk"))
    return kept[on]


def sees_the_portal(person: Person) -> bool:
    """Whether the portal is the person's own desk; staff are not asked, so their pages pay nothing."""
    today = local_day(timezone.now())
    return not standing(person, today).posts and bool(representations(person, today))
