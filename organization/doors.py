"""The doors of the side bar: apps bring theirs, each person sees only what he or she may open."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import timezone

from organization.access import standing
from organization.models import Person, Role
from workdays.days import local_day

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Door:
    """One entry: where it leads, who may see it, how many things wait behind it (0: no number).

    `section` is the heading it stands under; an empty one is the main work, which comes first.
    """

    key: str
    title: "StrOrPromise"
    icon: str
    url_name: str
    order: int
    section: "StrOrPromise"
    may: Callable[[Person], bool]
    badge: Callable[[Person], int] | None = None


@dataclass(frozen=True)
class OpenDoor:
    """A door as a page shows it to one person."""

    key: str
    title: str
    icon: str
    url: str
    section: str
    badge: int
    is_current: bool = False


_doors: dict[str, Door] = {}


def register_door(door: Door) -> None:
    """Add a door, or put another in the place of the same key; called from AppConfig.ready."""
    _doors[door.key] = door


def holds(*roles: Role) -> Callable[[Person], bool]:
    """A door's condition: today the person may act in one of these roles (in any role if none is named)."""

    def may(person: Person) -> bool:
        held = standing(person, local_day(timezone.now())).roles
        return bool(held & set(roles)) if roles else bool(held)

    return may


def doors_for(person: Person, path: str = "") -> list[OpenDoor]:
    """The doors this person may open, in order; the one leading to `path` is current."""
    seen = [door for door in _in_order() if door.may(person)]
    urls = [reverse(door.url_name) for door in seen]
    current = max((url for url in urls if path.startswith(url)), key=len, default="")
    return [
        _opened(door, url, person, is_current=url == current) for door, url in zip(seen, urls, strict=True)
    ]


def _in_order() -> list[Door]:
    """Main work first, then section by section in the order of each section's first door."""
    first: dict[str, int] = {}
    for door in _doors.values():
        section = str(door.section)
        first[section] = min(door.order, first.get(section, door.order))
    return sorted(
        _doors.values(),
        key=lambda door: (bool(str(door.section)), first[str(door.section)], str(door.section), door.order),
    )


def _opened(door: Door, url: str, person: Person, *, is_current: bool) -> OpenDoor:
    badge = door.badge(person) if door.badge else 0
    return OpenDoor(door.key, str(door.title), door.icon, url, str(door.section), badge, is_current)
