"""Who hears of an act: one notice each, written in the act's transaction by one insert."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy

from notices.actions import notify
from organization.models import Absence, Person, Post
from records.languages import in_language_lazy, listed_lazy
from workdays.days import local_day
from workflow.models import Case, Task

Seat = tuple[int | None, str]


if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Told:
    """A kind of notice and the tasks whose people hear it.

    `seats` are pools that hear it although their tasks are no longer open, `apart` is who knows already.
    """

    kind: str
    tasks: tuple[Task, ...] = ()
    people: tuple[int, ...] = ()
    seats: tuple[Seat, ...] = ()
    apart: int | None = None
    reason: str = ""


TITLES = {
    "task.opened": gettext_lazy("新任务：{title}"),
    "task.assigned": gettext_lazy("指派给您：{title}"),
    "task.returned": gettext_lazy("退回重办：{title}"),
    "task.cancelled": gettext_lazy("无须再办：{title}"),
    "materials.came": gettext_lazy("后补材料已到：{title}"),
    "dissent.answered": gettext_lazy("不同意见已答复：{title}"),
    "task.passed_over": gettext_lazy("不再等待：{title}"),
    "extension.asked": gettext_lazy("请批延期：{title}"),
    "extension.approved": gettext_lazy("延期已批准：{title}"),
    "extension.declined": gettext_lazy("延期未获批准：{title}"),
    "case.handed_over": gettext_lazy("首问责任移交给您：{title}"),
    "case.withdrawn": gettext_lazy("申请已撤回，无须再办：{title}"),
    "case.terminated": gettext_lazy("案件已终止，无须再办：{title}"),
    "case.sent_back": gettext_lazy("已作退回件，无须再办：{title}"),
}
BODY = gettext_lazy("案号 {number}，环节：{steps}。")
REASON = gettext_lazy("案号 {number}，环节：{steps}。理由：{reason}")
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
                body=_body(case, one),
                url=f"/cases/{case.number}/",
                at=at,
            )


def _body(case: Case, told: Told) -> "StrOrPromise":
    facts = {"number": case.number, "steps": _steps(told)}
    if not told.tasks:
        return format_lazy(OF_THE_CASE, number=case.number)
    return format_lazy(REASON, **facts, reason=told.reason) if told.reason else format_lazy(BODY, **facts)


def _steps(told: Told) -> str:
    return listed_lazy([in_language_lazy(task.title, task.title_en) for task in told.tasks])


def _people(told: Told, at: datetime) -> list[Person]:
    """The assigned people, and for open tasks in a pool all who may take them that day."""
    on = local_day(at)
    hands = [task.delegate_on(on) or task.assignee_id for task in told.tasks]
    named = {person for person in (*hands, *told.people) if person is not None}
    pool = [task for task in told.tasks if task.is_open and task.assignee_id is None]
    found = list(Person.objects.active().filter(pk__in=named)) if named else []
    seats = {*seats_of(pool), *told.seats}
    heard = [*found, *_seated(seats, on)] if seats else found
    return [person for person in heard if person.pk != told.apart]


def seats_of(tasks: Iterable[Task]) -> tuple[Seat, ...]:
    """The seats whose holders may take these tasks."""
    return tuple((task.unit_id, task.role) for task in tasks if task.unit_id)


def _seated(seats: Iterable[Seat], on: date) -> list[Person]:
    """Who may take work of these seats, read in two plain statements.

    One nested statement (`eligible`) costs the ORM three times as long to write as the database to answer.
    """
    posts = Post.objects.on(on).filter(_of(seats), person__is_active=True).select_related("person")
    people = {post.person_id: post.person for post in posts}
    for absence in Absence.objects.on(on).filter(person__in=list(people)).select_related("deputy"):
        people.pop(absence.person_id, None)
        people[absence.deputy_id] = absence.deputy
    return list(people.values())


def eligible(seats: Iterable[Seat], on: date) -> QuerySet[Person]:
    """Those who may take work of these seats that day: present holders and deputies of absent ones."""
    holders = Post.objects.on(on).filter(_of(seats), person__is_active=True).values("person")
    absent = Absence.objects.on(on).filter(person__in=holders)
    present = Q(pk__in=holders) & ~Q(pk__in=absent.values("person"))
    return Person.objects.active().filter(present | Q(pk__in=absent.values("deputy")))


def _of(seats: Iterable[Seat]) -> Q:
    return reduce(or_, (Q(unit=unit, role=role) for unit, role in sorted(seats, key=str)))
