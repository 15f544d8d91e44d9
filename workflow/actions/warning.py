"""A special procedure that takes longer than its notice said: lead, unit and doer are warned, once."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy

from notices.actions import News, notify_each
from organization.models import Person, Role
from organization.seating import Seating, seating
from records.languages import in_language_lazy
from workdays.days import local_day
from workflow.definitions import graph_of
from workflow.lateness import LatenessKind
from workflow.models import Task
from workflow.overdue import Passed

TITLE = gettext_lazy("特别程序已超过告知的时间：{title}")
BODY = gettext_lazy("案号 {number}，{step}，告知书写明最迟 {until}。请催结果；确需更久的，须另行书面告知。")


def warn_of_overruns(found: Iterable[Passed], *, at: datetime) -> int:
    """Owe a notice for each procedure just put on record as overrun; no statement where there is none."""
    over = {one.task_id: one for one in found if one.kind == LatenessKind.PROCEDURE}
    if not over:
        return 0
    seats = seating(local_day(at))
    tasks = Task.objects.filter(Q(pk__in=over)).select_related("case", "assignee").order_by("pk")
    return notify_each([(_said(task, over[task.pk], at), _hearers(task, seats)) for task in tasks], at=at)


def _said(task: Task, one: Passed, at: datetime) -> News:
    case = task.case
    return News(
        kind="special.overrun",
        subject=case.subject,
        version=f"{task.pk}:{one.due_on:%Y%m%d}",
        title=format_lazy(TITLE, title=in_language_lazy(case.title, case.title_en)),
        body=format_lazy(
            BODY,
            number=case.number,
            step=in_language_lazy(task.title, task.title_en),
            until=one.due_on.isoformat(),
        ),
        url=f"/cases/{case.number}/",
        at=at,
    )


def _hearers(task: Task, seats: Seating) -> list[Person]:
    """Who does the procedure, the head of that unit, and the lead, which owes the applicant the notice."""
    hand = seats.hand(task.assignee) if task.assignee else None
    doers = [hand] if hand else seats.of(task.unit_id, task.role)
    heads = seats.of(task.unit_id, Role.SECTION_HEAD)
    return [*doers, *heads, *seats.of(graph_of(task.case.process_id).lead_id, Role.REVIEWER)]
