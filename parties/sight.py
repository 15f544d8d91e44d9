"""Who sees which party: the bureau's staff see enterprises, the window also persons, an enterprise itself.

Upper apps add what they know with `add`: a reviewer sees the person whose case is before him, an outside
authority the parties of its cases and no others.
"""

from collections.abc import Callable
from datetime import date
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils import timezone

from organization.access import standing
from organization.models import Role
from workdays.days import local_day

if TYPE_CHECKING:
    from organization.models import Person

Sight = Callable[["Person", date], Q]
_added: list[Sight] = []
SEES_PERSONS = frozenset({Role.CLERK})


def add(sight: Sight) -> Sight:
    """Let a further condition make parties visible; called from AppConfig.ready of an upper app."""
    if sight not in _added:
        _added.append(sight)
    return sight


def seen_by(person: "Person", on: date | None = None) -> Q:
    """The condition on parties this person may see that day; nobody signed in sees none."""
    if not person.is_authenticated or not person.is_active:
        return Q(pk__in=[])
    day = on or local_day(timezone.now())
    parts = [_own(person, day), *_of_post(person, day), *(sight(person, day) for sight in _added)]
    return reduce(or_, parts)


def _own(person: "Person", on: date) -> Q:
    mine = person.representations.holding(on)
    return Q(pk__in=mine.values("party"))


def _of_post(person: "Person", on: date) -> list[Q]:
    stand = standing(person, on)
    if not stand.is_of_the_bureau:
        return []
    # An empty Q vanishes beside another: "all" must be said.
    return [Q(kind__in=["enterprise", "person"])] if stand.roles & SEES_PERSONS else [Q(kind="enterprise")]
