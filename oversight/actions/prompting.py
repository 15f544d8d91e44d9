"""Urging (催办) and notes: told to whoever must act, on record with the case, seen on its page."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from notices.actions import notify
from organization.models import Person, Role
from organization.seating import Seating, seating
from oversight.access import oversees
from oversight.models import Prompt, PromptKind
from records.languages import in_language_lazy
from records.refusals import LegalRefusal
from workdays.days import local_day
from workflow.actions import LockedCase, locked_case
from workflow.models import Task
from workflow.refusals import NotThereError

TITLES = {
    PromptKind.URGE: gettext_lazy("督察催办：{title}"),
    PromptKind.NOTE: gettext_lazy("督察提示：{title}"),
}
BODY = gettext_lazy("案号 {number}，环节：{step}，最迟 {due}。{words}")


def urge(task_id: int, *, by: Person, at: datetime) -> Prompt:
    """Ask whoever holds an open task to act now: the person, or all of its pool and the unit's head.

    At most once a day per task and urger (LegalRefusal; a constraint keeps it too).
    """
    with _told(task_id, "task.urge", by=by, at=at) as (task, locked):
        day = local_day(at)
        if Prompt.objects.urged_by(by, day).filter(task=task).exists():
            message = _("今天已经催办过“{step}”，同一任务一天催办一次。").format(step=task.wording)
            raise LegalRefusal("oversight.urged_today", message)
        return _prompt(PromptKind.URGE, task, locked, words="", by=by, at=at)


def leave_note(task_id: int, *, words: str, by: Person, at: datetime) -> Prompt:
    """Say something to the unit and the person of an open task; the unit's head reads it too."""
    with _told(task_id, "task.note", by=by, at=at) as (task, locked):
        if not words.strip():
            raise LegalRefusal("oversight.no_words", _("须写明提示的内容。"), field="words")
        return _prompt(PromptKind.NOTE, task, locked, words=words.strip(), by=by, at=at)


@contextmanager
def _told(task_id: int, act: str, *, by: Person, at: datetime) -> Iterator[tuple[Task, LockedCase]]:
    """The task under its case's lock; only for overseers, and only while it is open."""
    case_id = Task.objects.filter(pk=task_id).values_list("case_id", flat=True).first()
    if case_id is None or not oversees(by, on=local_day(at)):
        raise NotThereError
    with locked_case(case_id, act=act, by=by, at=at) as locked:
        task = Task.objects.select_related("unit", "assignee", "delegate").get(pk=task_id)
        if not task.is_open:
            message = _("“{step}”已经办结，无须再催。").format(step=task.wording)
            raise LegalRefusal("oversight.not_open", message)
        yield task, locked


def _prompt(
    kind: PromptKind, task: Task, locked: LockedCase, *, words: str, by: Person, at: datetime
) -> Prompt:
    prompt = Prompt.objects.create(
        kind=kind,
        task=task,
        unit_id=task.unit_id,
        person_id=task.assignee_id,
        by=by,
        at=at,
        day=local_day(at),
        words=words,
    )
    verb = "task.urged" if kind == PromptKind.URGE else "task.noted"
    case = locked.tell(verb, **_facts(task, words))
    task.case = case
    notify(
        kind=verb,
        subject=case.subject,
        version=str(prompt.pk),
        to=_hearers(kind, task, at),
        title=format_lazy(TITLES[kind], title=in_language_lazy(case.title, case.title_en)),
        body=format_lazy(
            BODY,
            number=case.number,
            step=in_language_lazy(task.title, task.title_en),
            due=task.due_on.isoformat() if task.due_on else "—",
            words=words,
        ),
        url=f"/cases/{case.number}/",
        at=at,
    )
    return prompt


def _facts(task: Task, words: str) -> dict[str, Any]:
    """What the ledger's line tells."""
    return {
        "step": task.title,
        "round": task.round,
        "unit": task.unit.name if task.unit else "",
        "person": task.assignee.name if task.assignee else "",
        "words": words,
    }


def _hearers(kind: PromptKind, task: Task, at: datetime) -> list[Person]:
    """The hand that holds the task; else all who may take it; of a pool and of every note the head too."""
    seats = seating(local_day(at))
    hands = _hands(task, seats, at)
    if hands and kind == PromptKind.URGE:
        return hands
    able = hands or seats.of(task.unit_id, task.role)
    return [*able, *seats.of(task.unit_id, Role.SECTION_HEAD)]


def _hands(task: Task, seats: Seating, at: datetime) -> list[Person]:
    named = task.delegate if task.delegate_on(local_day(at)) else task.assignee
    acting = seats.hand(named) if named is not None else None
    return [acting] if acting else []
