"""What people type and attach on the page of a task before its act: kept, not yet part of the record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from documents.actions import attach, remove
from documents.models import Attachment
from licensing.models import TaskDraft
from licensing.refusals import refuse
from licensing.slots import opinion_slot
from organization.models import Person
from workdays.days import local_day
from workflow.access import may
from workflow.models import Task
from workflow.outcomes import Outcome
from workflow.refusals import AlreadyDoneError, NotThereError
from workflow.steps import StepKind

LARGEST = 200_000  # characters; the longest text of a page is a tenth of it


def keep_typed(task_id: int, typed: Mapping[str, Sequence[str]], *, by: Person, at: datetime) -> TaskDraft:
    """Keep what this person typed for this task; the newest saving counts. Leaves no ledger line."""
    task = _kept_for(task_id, by=by, at=at)
    data = {name: list(values) for name, values in typed.items()}
    if len(str(data)) > LARGEST:
        raise refuse("draft.too_long", _("草稿过长，没有保存。"))
    kept, _created = TaskDraft.objects.update_or_create(
        task=task, person=by, defaults={"data": data, "saved_at": at}
    )
    return kept


def forget_typed(task_id: int, *, by: Person) -> None:
    """Its act is done, or its person lets it go."""
    TaskDraft.objects.filter(task=task_id, person=by).delete()


def attach_to_task(
    task_id: int, upload: UploadedFile[Any], *, by: Person, at: datetime, confidential: bool = False
) -> Attachment:
    """A file beside the opinion, the check or the result; the act names its hash (UploadRefusedError)."""
    task = _own(task_id, by=by, at=at)
    slot = opinion_slot(task)
    return attach(task.case.subject, upload, slot=slot, by=by, at=at, confidential=confidential)


def detach_from_task(task_id: int, attachment_id: UUID, *, by: Person, at: datetime) -> None:
    """Take a file back before the act (NotThereError for another task's)."""
    task = _own(task_id, by=by, at=at)
    files = Attachment.objects.of("case", task.case.number).filter(slot=opinion_slot(task))
    found = files.filter(pk=attachment_id).first()
    if found is None:
        raise NotThereError
    remove(found, at=at)


def _kept_for(task_id: int, *, by: Person, at: datetime) -> Task:
    """The task a draft may be kept for: one's own open one, or a dissent one still has to answer."""
    dissents = Task.objects.select_related("case").filter(outcome=Outcome.DISSENT, answer__isnull=True)
    owed = dissents.filter(pk=task_id).first()
    if owed is not None and may(by, "task.answer_dissent", owed, on=local_day(at)):
        return owed
    return _own(task_id, by=by, at=at)


def _own(task_id: int, *, by: Person, at: datetime) -> Task:
    """The open task of this person (NotThereError; AlreadyDoneError once it is done)."""
    task = Task.objects.select_related("case", "step", "done_by").filter(pk=task_id).first()
    if task is None or not any(may(by, right, task, on=local_day(at)) for right in _rights(task)):
        raise NotThereError
    if not task.is_open:
        raise AlreadyDoneError(task.done_by.name if task.done_by else "", task.done_at)
    return task


def _rights(task: Task) -> tuple[str, ...]:
    """The lead, too, may begin a special procedure on the procedure's own step; all else is the unit's."""
    is_procedure = task.step is not None and task.step.kind == StepKind.APPRAISAL
    return ("task.complete", "task.pause") if is_procedure else ("task.complete",)
