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
}
BODY = gettext_lazy("案号 {number}，环节：{steps}。")


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
                title=format_lazy(TITLES[one.kind], title=case.title),
                body=format_lazy(BODY, number=case.number, steps="、".join(task.title for task in one.tasks)),
                url=f"/cases/{case.number}/",
                at=at,
            )


def _people(told: Told, at: datetime) -> list[Person]:
    """The assigned people, and for open tasks in a pool all who may take them that day: one query."""
    on = local_day(at)
    named = {task.delegate_on(on) or task.assignee_id for task in told.tasks} | set(told.people)
    pool = [task for task in told.tasks if task.is_open and task.assignee_id is None]
    pooled = {(task.unit_id, task.role) for task in pool}
    wanted = Q(pk__in=named - {None})
    if pooled:
        wanted |= Q(pk__in=eligible(pooled, on).values("pk"))
    return list(Person.objects.active().filter(wanted).order_by("pk"))


def eligible(seats: Iterable[tuple[int | None, str]], on: date) -> QuerySet[Person]:
    """Those who may take work of these seats that day: present holders and deputies of absent ones."""
    where = reduce(or_, (Q(unit=unit, role=role) for unit, role in sorted(seats, key=str)))
    holders = Post.objects.on(on).filter(where, person__is_active=True).values("person")
    absent = Absence.objects.on(on).filter(person__in=holders)
    present = Q(pk__in=holders) & ~Q(pk__in=absent.values("person"))
    return Person.objects.active().filter(present | Q(pk__in=absent.values("deputy")))
