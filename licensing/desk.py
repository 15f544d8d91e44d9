"""The window's day as lists: what came in, what was said of it, what must be said today, what waits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from licensing.intake_days import DELIVERY_DAYS, WORD_DAYS, Word, word_due
from licensing.models import Application
from licensing.models.applications import ApplicationQuerySet
from licensing.states import State
from organization.models import Role
from organization.standing import Standing
from workdays.calendar import Calendar
from workdays.days import day_start
from workflow.models import Task
from workflow.models.task import TaskQuerySet
from workflow.steps import StepKind

REFUSED = (State.NOT_ACCEPTED, State.NOT_OURS)


@dataclass(frozen=True)
class Day:
    """A day at the window, and the calendar it is counted by."""

    on: date
    calendar: Calendar

    @property
    def last_since(self) -> date:
        """The last day of receipt whose fifth working day is this day or earlier."""
        return self._back(WORD_DAYS)

    @property
    def last_ended(self) -> date:
        """The last day of decision whose tenth working day is this day or earlier."""
        return self._back(DELIVERY_DAYS)

    def word_of(self, application: Application) -> Word | None:
        """When the window's word on an application is due; None where it has been spoken."""
        if application.state == State.RECEIVED:
            return word_due(application.received_on, self.on, self.calendar)
        correction = (
            getattr(application, "correction", None) if application.state == State.CORRECTION else None
        )
        if correction is None or correction.answered_on is None:
            return None
        return word_due(correction.answered_on, self.on, self.calendar)

    def _back(self, days: int) -> date:
        day, counted = self.on, 0
        while counted < days:
            counted += self.calendar.is_working(day)
            day -= timedelta(days=1)
        return day


Condition = Callable[[Day], Q]


@dataclass(frozen=True)
class Listing:
    """One list of the window, by what it holds."""

    key: str
    title: Promise
    condition: Condition
    is_urgent: bool = False
    is_queue: bool = False
    """Whether what came first comes first; what is done today shows the newest first."""


def _today(day: Day, field: str) -> Q:
    return Q(**{f"{field}__gte": day_start(day.on), f"{field}__lt": day_start(day.on + timedelta(days=1))})


def _due(day: Day) -> Q:
    silent = Q(state=State.RECEIVED, received_on__lte=day.last_since)
    return silent | Q(state=State.CORRECTION, correction__answered_on__lte=day.last_since)


LISTINGS: dict[str, Listing] = {
    listing.key: listing
    for listing in (
        Listing("due", _("今日须告知"), _due, is_urgent=True, is_queue=True),
        Listing("waiting", _("待核对"), lambda day: Q(state=State.RECEIVED), is_queue=True),
        Listing("corrections", _("待补正"), lambda day: Q(state=State.CORRECTION), is_queue=True),
        Listing("received", _("今日收件"), lambda day: _today(day, "received_at")),
        Listing("accepted", _("今日受理"), lambda day: _today(day, "accepted_at")),
        Listing("told", _("今日告知补正"), lambda day: Q(correction__requested_on=day.on)),
        Listing("refused", _("今日不予受理"), lambda day: Q(state__in=REFUSED, ended_on=day.on)),
        Listing("none", _("今日无需许可"), lambda day: Q(state=State.NOT_REQUIRED, ended_on=day.on)),
    )
}


def listed(listing: Listing, day: Day, *, after: int | None = None) -> ApplicationQuerySet:
    """The applications of a list in its order, from the row after a key on, with what its rows show."""
    found = Application.objects.filter(listing.condition(day))
    if after is not None:
        found = found.filter(Q(pk__gt=after) if listing.is_queue else Q(pk__lt=after))
    related = ("case__party", "item_version", "correction")
    return found.select_related(*related).order_by("pk" if listing.is_queue else "-pk")


def numbers_of(day: Day) -> dict[str, int]:
    """How many each list holds, in one statement."""
    conditions = {key: listing.condition(day) for key, listing in LISTINGS.items()}
    within = Q()
    for condition in conditions.values():
        within |= condition
    counts = {key: Count("pk", filter=condition, distinct=True) for key, condition in conditions.items()}
    return Application.objects.filter(within).aggregate(**counts)


def waiting_tasks(stand: Standing, *kinds: StepKind) -> TaskQuerySet:
    """Open tasks of these kinds of step that lie at the window of somebody of this standing."""
    units = stand.unit_ids(Role.CLERK)
    found = Task.objects.open().filter(unit__in=units, role=Role.CLERK, step__kind__in=kinds)
    return found.filter(step__process__kind="licensing")


def due_today(day: Day) -> int:
    """How many applications need the window's word today at the latest."""
    return Application.objects.filter(_due(day)).count()
