"""Until when the clock of an open task stands: a special procedure, or somebody outside the bureau."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from workdays.calendar import Calendar
from workflow.models import Case, Pause, Task
from workflow.registry import Awaited, kind_of


@dataclass(frozen=True, slots=True)
class Standstill:
    """What is waited for, the day it is expected, and what to say of it; never a limit."""

    words: str
    until: date
    note: str
    is_past: bool
    is_provisional: bool = False


def standstills_of(tasks: Iterable[Task], *, today: date, calendar: Calendar) -> Mapping[int, Standstill]:
    """By the number of the task; nothing is asked where every clock runs (else at most two statements)."""
    still = [task for task in tasks if task.due_on is None]
    if not still:
        return {}
    paused = _paused(still, today)
    rest = [task.case for task in still if task.pk not in paused]
    owed = awaited_of(rest, today=today, calendar=calendar)
    waiting = {
        task.pk: _waiting(owed[task.case_id], today, calendar) for task in still if task.case_id in owed
    }
    return {**waiting, **paused}


def awaited_of(cases: Iterable[Case], *, today: date, calendar: Calendar) -> Mapping[int, Awaited]:
    """The cases that wait for somebody outside the bureau, each kind asked once."""
    by_kind: dict[str, list[Case]] = {}
    for case in cases:
        by_kind.setdefault(case.kind, []).append(case)
    found: dict[int, Awaited] = {}
    for kind, members in by_kind.items():
        found.update(kind_of(kind).awaited(members, on=today, calendar=calendar))
    return found


def _paused(tasks: list[Task], today: date) -> dict[int, Standstill]:
    pauses = Pause.objects.filter(task__in=[task.pk for task in tasks], last_on__isnull=True)
    return {pause.task_id: _expected(pause, today) for pause in pauses}


def _expected(pause: Pause, today: date) -> Standstill:
    n, is_past = pause.expected_days, pause.expected_on < today
    note = ngettext("告知需要 %(n)d 天，不计入时限", "告知需要 %(n)d 天，不计入时限", n) % {"n": n}
    return Standstill(_("已过预计") if is_past else _("预计"), pause.expected_on, note, is_past)


def _waiting(owed: Awaited, today: date, calendar: Calendar) -> Standstill:
    note = _("轮到%(who)s：%(owes)s") % {"who": owed.who, "owes": owed.owes}
    is_past, is_provisional = owed.due_on < today, calendar.is_provisional(owed.due_on)
    return Standstill(_("最迟"), owed.due_on, note, is_past, is_provisional)
