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
from licensing.slots import LEGS, first_slot, material_of
from licensing.states import State
from organization.models import Person
from records.chain import Subject
from workdays.days import local_day
from workflow.actions import note
from workflow.refusals import NotThereError

DRAFT = "draft"


def attach_to_draft(
    token: str, upload: UploadedFile[Any], *, material: str, by: Person, at: datetime
) -> Attachment:
    """A file beside an unfinished intake; the draft is its clerk's (NotThereError, UploadRefusedError)."""
    if not may(by, "application.draft", on=local_day(at)):
        raise NotThereError
    draft, _made = Draft.objects.get_or_create(token=token, defaults={"clerk": by, "saved_at": at})
    if draft.clerk_id != by.pk:
        raise NotThereError
    return attach(Subject(DRAFT, token), upload, slot=first_slot(material), by=by, at=at)


def attach_to_application(
    application_id: int, upload: UploadedFile[Any], *, material: str, by: Person, at: datetime
) -> Attachment:
    """A file of a received application, with it or in answer to the notice; one ledger line."""
    with acting("application.check", application_id, by=by, at=at) as application:
        slot = f"{_leg(application)}:{material}"
        made = attach(application.subject, upload, slot=slot, by=by, at=at)
        note(application.case_id, "materials.attached", by=by, at=at, facts=_told([made]))
        return made


def drop_from_draft(token: str, pk: UUID, *, at: datetime) -> None:
    """A file attached to a draft by mistake is shown no more (NotThereError if it is not the draft's)."""
    remove(_found(Subject(DRAFT, token), pk), at=at)


def drop_from_application(application_id: int, pk: UUID, *, by: Person, at: datetime) -> None:
    """A file attached by mistake is shown no more; one ledger line keeps its name and hash.

    Only what came in the leg the application is in: after the notice the first files stay as evidence of
    what was wrong with them (NotThereError).
    """
    with acting("application.check", application_id, by=by, at=at) as application:
        file = _found(application.subject, pk)
        if not file.slot.startswith(f"{_leg(application)}:"):
            raise NotThereError
        remove(file, at=at)
        note(application.case_id, "materials.detached", by=by, at=at, facts=_told([file]))


def adopt_files(application: Application, token: str, *, by: Person, at: datetime) -> int:
    """The files of a draft become the case's, with one ledger line; how many."""
    files = list(Attachment.objects.of(DRAFT, token))
    if files:
        subject = application.subject
        kept = Attachment.objects.filter(pk__in=[file.pk for file in files])
        kept.update(subject_kind=subject.kind, subject_key=subject.key)
        note(application.case_id, "materials.attached", by=by, at=at, facts=_told(files))
    return len(files)


def _leg(application: Application) -> str:
    leg = LEGS.get(State(application.state))
    if leg is None:
        raise refuse("art32.after_acceptance", _("受理以后不再收申请材料。"))
    return leg


def _found(subject: Subject, pk: UUID) -> Attachment:
    file = Attachment.objects.of(subject.kind, subject.key).filter(pk=pk).first()
    if file is None or not material_of(file.slot):
        raise NotThereError
    return file


def _told(files: list[Attachment]) -> dict[str, Any]:
    return {
        "files": [file.name for file in files],
        "hashes": {str(file.pk): [material_of(file.slot), file.sha256] for file in files},
    }
