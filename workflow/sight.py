"""Which cases a person sees: those one's units work on or lead, one's own, all for window and leadership."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from django.apps import apps
from django.db.models import Exists, OuterRef, Q

from organization.access import standing
from organization.models import Person, Role
from organization.standing import Standing

if TYPE_CHECKING:
    from workflow.models import Case

WINDOW_ROLES = frozenset({Role.CLERK})
SEES_ALL = frozenset({Role.BUREAU_LEADER, Role.HEAD_OF_ORGAN, Role.SUPERVISOR})
_window_kinds: set[str] = {"licensing"}
NOTHING = Q(pk__in=[])


def let_the_window_see(kind: str) -> None:
    """All cases of a kind are received at the window, so its staff see them."""
    _window_kinds.add(kind)


def seen_by(person: Person, on: date) -> Q:
    """The condition on cases this person sees that day; who holds no post sees none.

    A superuser and an administrator of plain tables hold no key to case data.
    """
    stand = standing(person, on)
    if not stand.posts:
        return NOTHING
    if stand.roles & SEES_ALL:
        return Q()
    return _of_the_window(stand) | _of_the_government(stand) | _of_units_and_people(stand)


def seen_by_party(person: Person, on: date) -> Q:
    """The condition on cases of the parties this person represents that day."""
    return Q(party__in=person.representations.holding(on).values("party"))


def parties_of_cases(person: Person, on: date) -> Q:
    """The condition on parties whose cases this person sees: a reviewer sees whose case he has.

    The bureau's people see every enterprise, so of the cases, which are nearly all of enterprises, only those
    of natural persons need be looked through; an outside authority sees the parties of its cases alone.
    """
    stand = standing(person, on)
    if not stand.posts:
        return NOTHING
    cases = apps.get_model("workflow", "Case")._default_manager.filter(seen_by(person, on))
    if stand.is_of_the_bureau:
        cases = cases.filter(party__kind="person")
    return Q(pk__in=cases.values("party"))


def sees(stand: Standing, case: "Case") -> bool:
    """Whether someone of this standing sees one case."""
    if not stand.posts:
        return False
    if stand.roles & SEES_ALL:
        return True
    condition = _of_the_window(stand) | _of_the_government(stand) | _of_units_and_people(stand)
    return type(case)._default_manager.filter(condition, pk=case.pk).exists()


def _of_the_window(stand: Standing) -> Q:
    return Q(kind__in=_window_kinds) if stand.roles & WINDOW_ROLES else NOTHING


def _of_the_government(stand: Standing) -> Q:
    """Who approves the extension of joint cases (Art. 42) sees those."""
    return Q(process__is_joint=True) if stand.has(Role.GOVERNMENT_HEAD) else NOTHING


def _of_units_and_people(stand: Standing) -> Q:
    """Cases one of the person's units leads or has or had a task in, or the person answers or works for.

    The unit that leads a process answers dissent in its cases, also where it has no step of its own.

    One EXISTS for each index: over several columns in one, the database would read every task there is.
    """
    people: Iterable[int] = stand.acts_for
    tasks = apps.get_model("workflow", "Task")._default_manager.filter(case=OuterRef("pk"))
    at_work = tasks.filter(state="open")
    return (
        Q(responsible__in=people)
        | Q(process__lead__in=stand.unit_ids())
        | Q(Exists(tasks.filter(unit__in=stand.unit_ids())))
        | Q(Exists(at_work.filter(assignee__in=people)))
        | Q(Exists(at_work.filter(delegate__in=people)))
    )
