"""A file that belongs to a subject, kept outside every public folder."""

import secrets
import uuid
from typing import Self

from django.core.files.storage import Storage, storages
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


def private_storage() -> Storage:
    """Where attachments lie: a folder under VAR_DIR that no URL serves."""
    return storages["attachments"]


def random_name(_attachment: "Attachment", _given: str) -> str:
    """A name that tells nothing and cannot be guessed (128 bits)."""
    name = secrets.token_hex(16)
    return f"{name[:2]}/{name}"


class AttachmentQuerySet(models.QuerySet["Attachment"]):
    """Questions about attachments."""

    def of(self, kind: str, key: str) -> Self:
        """The attachments of one subject that were not removed, oldest first."""
        return self.filter(subject_kind=kind, subject_key=key, removed_at__isnull=True).order_by(
            "uploaded_at", "id"
        )


class Attachment(models.Model):
    """A file with its name, type, size and hash, in a slot of its subject."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    subject_kind = models.CharField(max_length=32)
    subject_key = models.CharField(max_length=64)
    slot = models.CharField(max_length=64, blank=True)
    file = models.FileField(storage=private_storage, upload_to=random_name, max_length=120)
    name = models.CharField(_("文件名"), max_length=120)
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField(_("大小"))
    sha256 = models.CharField(max_length=64)
    confidential = models.BooleanField(_("不公开"), default=False)
    uploaded_by_id = models.BigIntegerField(null=True)
    uploaded_by_name = models.CharField(_("上传人"), max_length=80, blank=True)
    uploaded_at = models.DateTimeField(_("上传时间"))
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("附件")
        verbose_name_plural = _("附件")
        constraints = [models.CheckConstraint(condition=Q(size__gt=0), name="attachment_is_not_empty")]
        indexes = [models.Index(fields=["subject_kind", "subject_key", "slot"], name="attachment_by_subject")]

    def __str__(self) -> str:
        return f"{self.name} ({self.subject_kind} {self.subject_key} {self.slot})"
