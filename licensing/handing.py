"""What lies at the window after the decision: each task with the days of Art. 44 that are left to it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from licensing.desk import waiting_tasks
from licensing.intake_days import DELIVERY_DAYS, deliver_by
from licensing.models import Application
from organization.standing import Standing
from workdays.calendar import Calendar
from workdays.reckoning import days_over, remaining
from workflow.models import Task
from workflow.models.task import TaskQuerySet
from workflow.steps import StepKind


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


def queued(queue: Queue, stand: Standing, *, after: int | None = None) -> TaskQuerySet:
    """The tasks of a queue, those opened first in front, from the one after a key on."""
    found = _of_the_window(queue, stand)
    if after is not None:
        found = found.filter(pk__gt=after)
    return found.select_related("step", "case__party", "case__application__item_version").order_by("pk")


def number_of(queue: Queue, stand: Standing) -> int:
    """How many wait in a queue."""
    return _of_the_window(queue, stand).count()


def handings(tasks: Iterable[Task], on: date, calendar: Calendar) -> list[Handing]:
    """The tasks with the days left to each."""
    return [_handing(task, on, calendar) for task in tasks]


def last_day_of(application: Application, calendar: Calendar) -> date | None:
    """Art. 44: ten working days from the decision, or from the end of what knows none."""
    return deliver_by(application.ended_on, calendar) if application.ended_on else None


def _of_the_window(queue: Queue, stand: Standing) -> TaskQuerySet:
    """An outside authority's answer comes by letter, so its task waits at the window too."""
    if StepKind.OPINION_LETTER not in queue.kinds:
        return waiting_tasks(stand, *queue.kinds)
    letters = Task.objects.open().filter(step__process__kind="licensing", step__kind=StepKind.OPINION_LETTER)
    return letters | waiting_tasks(stand, *queue.kinds)


def _handing(task: Task, on: date, calendar: Calendar) -> Handing:
    application: Application = task.case.application
    due_on = last_day_of(application, calendar)
    if due_on is None:
        left, limit = _left(task.due_on, on, calendar), task.limit_days or 0
        return Handing(task, application, task.due_on, left, limit)
    return Handing(task, application, due_on, _left(due_on, on, calendar), DELIVERY_DAYS)


def _left(due_on: date | None, on: date, calendar: Calendar) -> int | None:
    if due_on is None:
        return None
    return remaining(due_on, on, calendar=calendar) or -days_over(due_on, on, calendar=calendar)
