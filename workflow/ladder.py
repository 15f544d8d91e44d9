"""The ladder of reminders (提醒阶梯): on which day of a limit who is told."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from workdays.calendar import Calendar


class Scope(TextChoices):
    """Whose limit: a step's own, or the promise of the whole case."""

    TASK = "task", _("环节")
    CASE = "case", _("案件")


class Moment(TextChoices):
    """When on the way: four fifths used, the last working day, or so many working days over."""

    WARN = "warn", _("用去五分之四")
    LAST_DAY = "last_day", _("最后一个工作日")
    OVER = "over", _("超时")


class Hearer(TextChoices):
    """Who is told, in the order in which a delay climbs."""

    PERSON = "person", _("经办人")
    UNIT_HEAD = "unit_head", _("单位负责人")
    LEADER = "leader", _("分管局领导")
    SUPERVISOR = "supervisor", _("督察人员")


@dataclass(frozen=True, slots=True)
class Rung:
    """One line of the ladder; `days_over` says how many working days past the limit, else it is 0."""

    scope: Scope
    moment: Moment
    days_over: int
    hearer: Hearer

    def day(self, span: "Span", calendar: Calendar) -> date:
        """The day this rung falls on."""
        if self.moment == Moment.WARN:
            return span.warn_on
        return calendar.nth_working_day(span.due_on, self.days_over) if self.days_over else span.due_on


@dataclass(frozen=True, slots=True)
class Span:
    """What rungs are measured on: the day four fifths are used, and the last day."""

    warn_on: date
    due_on: date


def due_rungs(ladder: Iterable[Rung], span: Span, since: date, today: date, calendar: Calendar) -> list[Rung]:
    """The rungs that fell on a day from `since` to today, both included: what a late scan still owes."""
    return [rung for rung in ladder if since <= rung.day(span, calendar) <= today]


def next_day(ladder: Iterable[Rung], span: Span, today: date, calendar: Calendar) -> date | None:
    """The next day after today on which some rung falls; None where the ladder ends."""
    return min((day for rung in ladder if (day := rung.day(span, calendar)) > today), default=None)
