"""What the bureau owed by a day and did not do: inspectors named (Art. 55), results delivered (Art. 44)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Exists, F, OuterRef, QuerySet

from licensing.intake_days import deliver_by, inspectors_by
from licensing.models import Decision
from workdays.days import local_day
from workdays.store import current_calendar
from workflow.actions.overdue import end_lateness, sweep_passed
from workflow.lateness import LatenessKind
from workflow.models import Lateness, Task
from workflow.overdue import Passed, holders_of
from workflow.states import LIVE, CaseState
from workflow.steps import StepKind
from workflow.sweeping import Swept


def sweep_inspectors(at: datetime) -> Swept:
    """Two people must be named within five working days of acceptance wherever there is a site check."""
    named = Lateness.objects.running().filter(kind=LatenessKind.INSPECTORS, task__site_check__isnull=False)
    for row in named.select_related("task__site_check"):
        if row.task is not None:
            end_lateness(row, row.task.site_check.assigned_on)
    return sweep_passed(_unnamed, at)


def _unnamed(today: date, case_ids: Iterable[int] | None) -> list[Passed]:
    calendar = current_calendar()
    told = Lateness.objects.filter(task=OuterRef("pk"), kind=LatenessKind.INSPECTORS)
    checks = Task.objects.filter(
        ~Exists(told),
        state__in=LIVE,
        step__kind=StepKind.SITE_CHECK,
        site_check__isnull=True,
        case__accepted_on__lt=today,
    )
    columns = ("case_id", "pk", "case__accepted_on", "unit_id", "assignee_id")
    found = []
    for case_id, task_id, accepted_on, unit_id, person_id in _of(checks, case_ids).values_list(*columns):
        due_on = inspectors_by(accepted_on, calendar).due_on
        if due_on is not None and due_on < today:
            found.append(Passed(case_id, task_id, LatenessKind.INSPECTORS, due_on, unit_id, person_id))
    return found


def sweep_deliveries(at: datetime) -> Swept:
    """Issued and delivered within ten working days of the decision."""
    over = Lateness.objects.running().filter(kind=LatenessKind.DELIVERY, case__state=CaseState.CLOSED)
    for row in over.select_related("case"):
        end_lateness(row, local_day(row.case.closed_at or at))
    return sweep_passed(_undelivered, at)


def _undelivered(today: date, case_ids: Iterable[int] | None) -> list[Passed]:
    """Reckoned anew from the decision: the day its letter named may have been provisional."""
    told = Lateness.objects.filter(case=OuterRef("application__case"), kind=LatenessKind.DELIVERY)
    owed = Decision.objects.filter(
        ~Exists(told), application__case__state=CaseState.OPEN, deliver_by__isnull=False, decided_on__lt=today
    ).annotate(case_id=F("application__case"))
    rows = owed if case_ids is None else owed.filter(application__case__in=list(case_ids))
    decided, calendar = dict(rows.order_by("pk").values_list("case_id", "decided_on")), current_calendar()
    days = {case_id: deliver_by(on, calendar) for case_id, on in decided.items()}
    late = {case_id: on for case_id, on in days.items() if on is not None and on < today}
    holders = holders_of(late)
    return [
        Passed(case_id, None, LatenessKind.DELIVERY, due_on, *holders.get(case_id, (None, None)))
        for case_id, due_on in late.items()
    ]


def _of(tasks: QuerySet[Task], case_ids: Iterable[int] | None) -> QuerySet[Task]:
    wanted = tasks if case_ids is None else tasks.filter(case__in=list(case_ids))
    return wanted.order_by("pk")
