"""Attaching files to a subject and removing them again; the caller writes the line of the act."""

import hashlib
from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import DatabaseError, connection, transaction
from django.db.models import Count, Sum
from django.utils.translation import gettext as _

from documents.models import Attachment
from documents.uploads import UploadRefusedError, checked
from organization.models import Person
from records.chain import Subject

MOST_FILES = 200
MOST_BYTES = 500 * 1024 * 1024


@transaction.atomic
def attach(
    subject: Subject,
    upload: "UploadedFile[Any]",
    *,
    slot: str,
    by: Person | None,
    at: datetime,
    confidential: bool = False,
) -> Attachment:
    """The file, kept in private storage under a random name; raises UploadRefusedError.

    The caller puts name and sha256 into the line of its act.
    """
    size = upload.size or 0
    name, file_type = checked(upload.name or "", upload, size)
    _queue_up(subject)
    _check_quota(subject, size)
    attachment = Attachment(
        subject_kind=subject.kind,
        subject_key=subject.key,
        slot=slot,
        name=name,
        content_type=file_type.content_type,
        size=size,
        sha256=_digest(upload),
        confidential=confidential,
        uploaded_by_id=by.pk if by else None,
        uploaded_by_name=by.name if by else "",
        uploaded_at=at,
    )
    attachment.file.save(name, upload, save=False)
    try:
        with transaction.atomic():
            attachment.save(force_insert=True)
    except DatabaseError:
        attachment.file.delete(save=False)
        raise
    return attachment


@transaction.atomic
def remove(attachment: Attachment, *, at: datetime) -> Attachment:
    """The attachment is shown no more; its file stays, since a ledger line names its hash."""
    Attachment.objects.filter(pk=attachment.pk, removed_at__isnull=True).update(removed_at=at)
    attachment.removed_at = at
    return attachment


def _queue_up(subject: Subject) -> None:
    """Uploads to one subject wait for each other until the commit; SQLite lets one write at a time anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            name = f"attachments:{subject.kind}:{subject.key}"
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [name])


def _check_quota(subject: Subject, size: int) -> None:
    held = Attachment.objects.filter(subject_kind=subject.kind, subject_key=subject.key)
    totals = held.aggregate(files=Count("pk"), bytes=Sum("size", default=0))
    if totals["files"] >= MOST_FILES:
        raise UploadRefusedError(_("这件业务的附件已有 %(most)d 个，不能再传。") % {"most": MOST_FILES})
    if totals["bytes"] + size > MOST_BYTES:
        message = _("这件业务的附件合计超过 %(most)d MB，不能再传。")
        raise UploadRefusedError(message % {"most": MOST_BYTES // 1024 // 1024})


def _digest(upload: "UploadedFile[Any]") -> str:
    found = hashlib.sha256()
    for chunk in upload.chunks():
        found.update(chunk)
    upload.seek(0)
    return found.hexdigest()
