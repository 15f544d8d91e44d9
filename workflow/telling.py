"""Who hears of an act: one notice each, written in the act's transaction by one insert."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy

from notices.actions import notify
from organization.models import Absence, Person, Post
from records.languages import in_language_lazy, listed_lazy
from workdays.days import local_day
from workflow.models import Case, Task


@dataclass(frozen=True)
class Told:
    """A kind of notice and the tasks whose people hear it."""

    kind: str
    tasks: tuple[Task, ...] = ()
    people: tuple[int, ...] = field(default=())


TITLES = {
    "task.opened": gettext_lazy("新任务：{title}"),
    "task.assigned": gettext_lazy("指派给您：{title}"),
    "task.returned": gettext_lazy("退回重办：{title}"),
    "task.cancelled": gettext_lazy("无须再办：{title}"),
    "dissent.answered": gettext_lazy("不同意见已答复：{title}"),
    "task.passed_over": gettext_lazy("不再等待：{title}"),
    "case.handed_over": gettext_lazy("首问责任移交给您：{title}"),
}
BODY = gettext_lazy("案号 {number}，环节：{steps}。")
OF_THE_CASE = gettext_lazy("案号 {number}。")


def tell_people(case: Case, told: Iterable[Told], *, at: datetime) -> None:
    """Write the notices of an act."""
    for one in told:
        people = _people(one, at)
        if people:
            notify(
                kind=one.kind,
                subject=case.subject,
                version=str(case.last_seq),
                to=people,
                title=format_lazy(TITLES[one.kind], title=in_language_lazy(case.title, case.title_en)),
                body=format_lazy(BODY if one.tasks else OF_THE_CASE, number=case.number, steps=_steps(one)),
                url=f"/cases/{case.number}/",
                at=at,
            )


def _steps(told: Told) -> str:
    return listed_lazy([in_language_lazy(task.title, task.title_en) for task in told.tasks])


def _people(told: Told, at: datetime) -> list[Person]:
    """The assigned people, and for open tasks in a pool all who may take them that day."""
    on = local_day(at)
    hands = [task.delegate_on(on) or task.assignee_id for task in told.tasks]
    named = {person for person in (*hands, *told.people) if person is not None}
    pool = [task for task in told.tasks if task.is_open and task.assignee_id is None]
    found = list(Person.objects.active().filter(pk__in=named)) if named else []
    seats = {(task.unit_id, task.role) for task in pool if task.unit_id}
    return [*found, *_seated(seats, on)] if seats else found


def _seated(seats: Iterable[tuple[int | None, str]], on: date) -> list[Person]:
    """Who may take work of these seats, read in two plain statements.

    One nested statement (`eligible`) costs the ORM three times as long to write as the database to answer.
    """
    posts = Post.objects.on(on).filter(_of(seats), person__is_active=True).select_related("person")
    people = {post.person_id: post.person for post in posts}
    for absence in Absence.objects.on(on).filter(person__in=list(people)).select_related("deputy"):
        people.pop(absence.person_id, None)
        people[absence.deputy_id] = absence.deputy
    return list(people.values())


def eligible(seats: Iterable[tuple[int | None, str]], on: date) -> QuerySet[Person]:
    """Those who may take work of these seats that day: present holders and deputies of absent ones."""
    holders = Post.objects.on(on).filter(_of(seats), person__is_active=True).values("person")
    absent = Absence.objects.on(on).filter(person__in=holders)
    present = Q(pk__in=holders) & ~Q(pk__in=absent.values("person"))
    return Person.objects.active().filter(present | Q(pk__in=absent.values("deputy")))


def _of(seats: Iterable[tuple[int | None, str]]) -> Q:
    return reduce(or_, (Q(unit=unit, role=role) for unit, role in sorted(seats, key=str)))
