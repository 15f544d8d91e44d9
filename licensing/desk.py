"""The window's day as lists: what came in, what was said of it, what must be said today, what waits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import OuterRef, Q, Subquery
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from licensing.intake_days import DELIVERY_DAYS, WORD_DAYS, Word, word_due
from licensing.models import Application, MaterialVerdict
from licensing.models.applications import ApplicationQuerySet
from licensing.states import State
from workdays.calendar import Calendar
from workdays.days import day_start
from workflow.counting import Count, counted

REFUSED = (State.NOT_ACCEPTED, State.NOT_OURS)
RELATED = ("case__party", "item_version", "correction")
SHOWN = (  # what a row of a list shows: no answers, no texts of the guide
    *("state", "channel", "received_on", "case__number", "case__party__name", "case__party__name_en"),
    *("item_version__name", "item_version__name_en", "correction__answered_on", "correction__reply_due_on"),
)


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


Walks = Callable[[Day], tuple[Q, ...]]


@dataclass(frozen=True)
class Listing:
    """One list of the window, by the walks that find what it holds; each goes along one index, never OR."""

    key: str
    title: Promise
    walks: Walks
    is_urgent: bool = False
    is_queue: bool = False
    """Whether what came first comes first; what is done today shows the newest first."""


def _today(day: Day, field: str) -> tuple[Q, ...]:
    return (Q(**{f"{field}__gte": day_start(day.on), f"{field}__lt": day_start(day.on + timedelta(days=1))}),)


def _due(day: Day) -> tuple[Q, ...]:
    answered = Q(state=State.CORRECTION, correction__answered_on__lte=day.last_since)
    return Q(state=State.RECEIVED, received_on__lte=day.last_since), answered


def _promised(day: Day) -> tuple[Q, ...]:
    """Those with a material still to come by a promise."""
    return (Q(pk__in=MaterialVerdict.objects.owed().values("application")),)


LISTINGS: dict[str, Listing] = {
    listing.key: listing
    for listing in (
        Listing("due", _("今日须告知"), _due, is_urgent=True, is_queue=True),
        Listing("waiting", _("待核对"), lambda day: (Q(state=State.RECEIVED),), is_queue=True),
        Listing("corrections", _("待补正"), lambda day: (Q(state=State.CORRECTION),), is_queue=True),
        Listing("promised", _("待后补"), _promised, is_queue=True),
        Listing("received", _("今日收件"), lambda day: _today(day, "received_at")),
        Listing("accepted", _("今日受理"), lambda day: _today(day, "accepted_at")),
        Listing("told", _("今日告知补正"), lambda day: (Q(correction__requested_on=day.on),)),
        Listing("refused", _("今日不予受理"), lambda day: (Q(state__in=REFUSED, ended_on=day.on),)),
        Listing("none", _("今日无需许可"), lambda day: (Q(state=State.NOT_REQUIRED, ended_on=day.on),)),
    )
}


def listed(listing: Listing, day: Day, *, after: int | None = None) -> ApplicationQuerySet:
    """The applications of a list in its order, from the row after a key on, with what its rows show."""
    found = _laid_together(_walks(listing, day))
    if after is not None:
        found = found.filter(Q(pk__gt=after) if listing.is_queue else Q(pk__lt=after))
    if listing.key == "promised":
        owed = MaterialVerdict.objects.owed().filter(application=OuterRef("pk")).order_by("promised_on")
        found = found.annotate(owes_by=Subquery(owed.values("promised_on")[:1]))
    return found.select_related(*RELATED).only(*SHOWN).order_by("pk" if listing.is_queue else "-pk")


def numbers_of(day: Day) -> dict[str, Count]:
    """How many each list holds, counted no further than needed, in one statement."""
    return counted({key: _walks(listing, day) for key, listing in LISTINGS.items()})


def due_today(day: Day) -> Count:
    """How many applications need the window's word today at the latest."""
    return counted({"due": _walks(LISTINGS["due"], day)})["due"]


def _walks(listing: Listing, day: Day) -> list[ApplicationQuerySet]:
    return [Application.objects.filter(condition) for condition in listing.walks(day)]


def _laid_together(walks: list[ApplicationQuerySet]) -> ApplicationQuerySet:
    first, *others = walks
    if not others:
        return first
    return Application.objects.filter(
        pk__in=first.values("pk").union(*(other.values("pk") for other in others))
    )
