"""Who may do what with parties."""

from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from organization.access import standing
from organization.models import Person, Post, Role
from parties.models import Party
from workdays.days import local_day

_LEADERS = frozenset({Role.BUREAU_LEADER, Role.HEAD_OF_ORGAN})
ACTS: dict[str, frozenset[Role]] = {
    "party.register": frozenset({Role.CLERK}),
    "party.change": frozenset({Role.CLERK}),
    "party.appoint": frozenset({Role.CLERK}),
    "party.record_quality": frozenset({Role.CLERK, Role.SECTION_HEAD, Role.LIAISON_OFFICER}),
    "party.bar": _LEADERS,
    "party.entitle": _LEADERS,
    "party.nominate": frozenset({Role.CLERK, Role.SECTION_HEAD, Role.LIAISON_OFFICER}),
    "party.reveal": frozenset({Role.CLERK}),
    "party.list": frozenset(Role) - {Role.GOVERNMENT_HEAD},
}


def may(person: Person, act: str, party: Party | None = None, *, on: date | None = None) -> bool:
    """Whether the person may do this act (to this party, which must be visible) that day."""
    if not person.is_authenticated or not person.is_active:
        return False
    day = on or local_day(timezone.now())
    if not standing(person, day).roles & ACTS[act]:
        return False
    return party is None or Party.objects.visible_to(person, on=day).filter(pk=party.pk).exists()


def sees(person: Person, key: str) -> bool:
    """Whether the person may see the party of this key today."""
    return key.isdecimal() and Party.objects.visible_to(person).filter(pk=key).exists()


def nominators(on: date | None = None) -> QuerySet[Person]:
    """Those who may nominate for the green channel that day, by name."""
    day = on or local_day(timezone.now())
    posts = Post.objects.on(day).filter(role__in=ACTS["party.nominate"])
    return Person.objects.active().filter(posts__in=posts).distinct().order_by("name", "pk")
