"""What lies at the window after the decision: each task with the days of Art. 44 that are left to it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q
from django.db.models.expressions import RawSQL
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from licensing.intake_days import DELIVERY_DAYS, deliver_by
from licensing.models import Application
from organization.models import Role
from organization.standing import Standing
from workdays.calendar import Calendar
from workdays.reckoning import days_over, remaining
from workflow.counting import Count, counted, union
from workflow.models import Step, Task
from workflow.models.task import TaskQuerySet
from workflow.steps import StepKind

RELATED = ("step", "case__party", "case__application__item_version")
SHOWN = (  # what a row shows: no opinions, no answers, no texts of the guide
    *("title", "title_en", "due_on", "limit_days", "step__title", "step__title_en"),
    *("case__number", "case__party__name", "case__party__name_en"),
    *(f"case__application__{name}" for name in ("state", "ended_on", "presenter", "mobile")),
    *("case__application__item_version__name", "case__application__item_version__name_en"),
)


@dataclass(frozen=True)
class Queue:
    """One kind of work after the decision."""

    key: str
    title: Promise
    kinds: tuple[StepKind, ...]
    act: Promise


QUEUES: dict[str, Queue] = {
    queue.key: queue
    for queue in (
        Queue("deliver", _("待送达"), (StepKind.DELIVERY,), _("送达")),
        Queue("certify", _("待制证"), (StepKind.CERTIFICATE,), _("制证")),
        Queue("others", _("函件、上级决定、办结"), (StepKind.OPINION_LETTER, StepKind.CUSTOM), _("登记")),
    )
}


@dataclass(frozen=True)
class Handing:
    """One task with its application; `left` in working days, negative past Art. 44's last day."""

    task: Task
    application: Application
    due_on: date | None
    left: int | None
    limit: int
    clock: str


def queued(queue: Queue, stand: Standing, *, after: int = 0, size: int) -> TaskQuerySet:
    """The first tasks of a queue, those opened first in front, from the one after a key on.

    Each step at work is a walk of its own along its open tasks: a page costs the same however many wait.
    """
    at_work = Task.objects.open().filter(step=OuterRef("pk"))
    steps = Step.objects.filter(Exists(at_work), process__kind="licensing", kind__in=queue.kinds)
    walks = [
        Task.objects.open().filter(_theirs(stand, kind), step=step, pk__gt=after).order_by("pk")
        for step, kind in steps.values_list("pk", "kind")
    ]
    places, given = union([walk.values_list("pk")[:size] for walk in walks])
    found = Task.objects.filter(pk__in=RawSQL(places, given)) if places else Task.objects.none()  # noqa: S611  the ORM's own SQL
    return found.select_related(*RELATED).only(*SHOWN).order_by("pk")[:size]


def numbers_of(stand: Standing, *keys: str) -> dict[str, Count]:
    """How many wait in these queues (all, without any), counted no further than needed, in one statement."""
    return counted({key: _walks(QUEUES[key], stand) for key in keys or QUEUES})


def handings(tasks: Iterable[Task], on: date, calendar: Calendar) -> list[Handing]:
    """The tasks with the days left to each."""
    return [_handing(task, on, calendar) for task in tasks]


def last_day_of(application: Application, calendar: Calendar) -> date | None:
    """Art. 44: ten working days from the decision, or from the end of what knows none."""
    return deliver_by(application.ended_on, calendar) if application.ended_on else None


def _walks(queue: Queue, stand: Standing) -> list[TaskQuerySet]:
    licensing = Task.objects.open().filter(step__process__kind="licensing")
    return [licensing.filter(_theirs(stand, kind), step__kind=kind) for kind in queue.kinds]


def _theirs(stand: Standing, kind: str) -> Q:
    """What lies at this person's windows; an outside authority's answer comes by letter, to any of them."""
    if kind == StepKind.OPINION_LETTER:
        return Q()
    return Q(unit__in=stand.unit_ids(Role.CLERK), role=Role.CLERK)


def _handing(task: Task, on: date, calendar: Calendar) -> Handing:
    application: Application = task.case.application
    due_on = last_day_of(application, calendar)
    if due_on is None:
        left, limit = _left(task.due_on, on, calendar), task.limit_days or 0
        return Handing(task, application, task.due_on, left, limit, task.clock)
    return Handing(task, application, due_on, _left(due_on, on, calendar), DELIVERY_DAYS, "delivery")


def _left(due_on: date | None, on: date, calendar: Calendar) -> int | None:
    if due_on is None:
        return None
    return remaining(due_on, on, calendar=calendar) or -days_over(due_on, on, calendar=calendar)
