"""Files of materials: kept with the draft while it is on the desk, with the case once it is received."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from documents.actions import attach, remove
from documents.models import Attachment
from licensing.access import may
from licensing.actions.frame import acting
from licensing.models import Application, Draft
from licensing.refusals import refuse
from licensing.states import BEFORE_ACCEPTANCE
from organization.models import Person
from records.chain import Subject
from workdays.days import local_day
from workflow.actions import note
from workflow.refusals import NotThereError

DRAFT = "draft"
SLOT = "material:"


def attach_to_draft(
    token: str, upload: UploadedFile[Any], *, material: str, by: Person, at: datetime
) -> Attachment:
    """A file beside an unfinished intake; the draft is its clerk's (NotThereError, UploadRefusedError)."""
    if not may(by, "application.draft", on=local_day(at)):
        raise NotThereError
    draft, _made = Draft.objects.get_or_create(token=token, defaults={"clerk": by, "saved_at": at})
    if draft.clerk_id != by.pk:
        raise NotThereError
    return attach(Subject(DRAFT, token), upload, slot=f"{SLOT}{material}", by=by, at=at)


def attach_to_application(
    application_id: int, upload: UploadedFile[Any], *, material: str, by: Person, at: datetime
) -> Attachment:
    """A file of a received application, before acceptance or in answer to the notice; one ledger line."""
    with acting("application.check", application_id, by=by, at=at) as application:
        if application.state not in BEFORE_ACCEPTANCE:
            raise refuse("art32.after_acceptance", _("受理以后不再收申请材料。"))
        made = attach(application.subject, upload, slot=f"{SLOT}{material}", by=by, at=at)
        note(application.case_id, "materials.attached", by=by, at=at, facts=_told([made]))
        return made


def drop_file(pk: UUID, subject: Subject, *, at: datetime) -> None:
    """A file attached by mistake is shown no more (NotThereError if it is not of this subject)."""
    found = Attachment.objects.of(subject.kind, subject.key).filter(pk=pk, slot__startswith=SLOT).first()
    if found is None:
        raise NotThereError
    remove(found, at=at)


def adopt_files(application: Application, token: str, *, by: Person, at: datetime) -> int:
    """The files of a draft become the case's, with one ledger line; how many."""
    files = list(Attachment.objects.of(DRAFT, token))
    if files:
        subject = application.subject
        kept = Attachment.objects.filter(pk__in=[file.pk for file in files])
        kept.update(subject_kind=subject.kind, subject_key=subject.key)
        note(application.case_id, "materials.attached", by=by, at=at, facts=_told(files))
    return len(files)


def _told(files: list[Attachment]) -> dict[str, Any]:
    return {
        "files": [file.name for file in files],
        "hashes": {str(file.pk): [file.slot.removeprefix(SLOT), file.sha256] for file in files},
    }
