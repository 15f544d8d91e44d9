"""What the unit that leads a process hears of steps it does not do itself."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy

from notices.actions import notify
from organization.models import Role
from records.languages import in_language_lazy
from workdays.days import local_day
from workflow.models import Case, Task
from workflow.telling import eligible

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

DISSENT = gettext_lazy("案号 {number}，环节：{step}。书面答复以后才能决定。")
END = gettext_lazy("案号 {number}，环节：{step}。请知悉。")


def tell_of_dissent(case: Case, task: Task, *, at: datetime) -> None:
    """The lead owes a written answer, whether or not a step of its own comes after."""
    _tell(case, task, "dissent.given", gettext_lazy("有不同意见，待答复：{title}"), DISSENT, at=at)


def tell_of_end(case: Case, task: Task, *, at: datetime) -> None:
    """The window or an institute has done a service or taken a notice; the lead is informed."""
    _tell(case, task, "service.finished", gettext_lazy("已办结：{title}"), END, at=at)


def _tell(
    case: Case, task: Task, kind: str, title: StrOrPromise, body: StrOrPromise, *, at: datetime
) -> None:
    people = list(eligible([(case.process.lead_id, Role.REVIEWER)], local_day(at)))
    if not people:
        return
    step = in_language_lazy(task.title, task.title_en)
    notify(
        kind=kind,
        subject=case.subject,
        version=str(case.last_seq),
        to=people,
        title=format_lazy(title, title=in_language_lazy(case.title, case.title_en)),
        body=format_lazy(body, number=case.number, step=step),
        url=f"/cases/{case.number}/",
        at=at,
    )
