"""An issued document: its number, its canonical content, its signature and where it stands."""

import json
from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from documents.kinds import FORMS, DocumentKind
from documents.standing import Standing
from records.languages import in_language


class Series(models.Model):
    """The numbers of one kind in one year, given out without gaps."""

    kind = models.CharField(max_length=32, choices=DocumentKind)
    year = models.PositiveSmallIntegerField()
    last_no = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("文号序列")
        verbose_name_plural = _("文号序列")
        constraints = [models.UniqueConstraint(fields=["kind", "year"], name="series_once_a_year")]

    def __str__(self) -> str:
        return f"{self.kind} {self.year}: {self.last_no}"


class SigningKey(models.Model):
    """A public key of the bureau; kept for ever, so that a rotation leaves old signatures checkable."""

    key_id = models.CharField(max_length=16, primary_key=True)
    public_key = models.CharField(max_length=64)
    first_used_at = models.DateTimeField()

    class Meta:
        verbose_name = _("签名公钥")
        verbose_name_plural = _("签名公钥")

    def __str__(self) -> str:
        return self.key_id


class Document(models.Model):
    """An official document as issued; triggers refuse any change but of its standing and PDF cache."""

    kind = models.CharField(_("文书种类"), max_length=32, choices=DocumentKind)
    year = models.PositiveSmallIntegerField()
    serial_no = models.PositiveIntegerField()
    number = models.CharField(_("文号"), max_length=80, unique=True)
    title = models.CharField(_("标题"), max_length=200)
    subject_kind = models.CharField(max_length=32)
    subject_key = models.CharField(max_length=64)
    recipient_name = models.CharField(_("送达对象"), max_length=200)
    recipient_is_person = models.BooleanField(default=False)
    language = models.CharField(max_length=8, default="zh")
    canonical_content = models.TextField()
    sha256 = models.CharField(max_length=64)
    signature = models.CharField(max_length=88)
    key_id = models.CharField(max_length=16)
    verify_code = models.CharField(max_length=16, unique=True)
    issued_on = models.DateField(_("发出日期"))
    issued_at = models.DateTimeField()
    issued_by_id = models.BigIntegerField(null=True)
    issued_by_name = models.CharField(max_length=80, blank=True)
    supersedes = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="superseded_by"
    )
    standing = models.CharField(_("状态"), max_length=16, choices=Standing, default=Standing.VALID)
    standing_since = models.DateField(null=True, blank=True)
    standing_reason = models.CharField(max_length=300, blank=True)
    expires_on = models.DateField(_("有效期至"), null=True, blank=True)
    pdf_path = models.CharField(max_length=120, blank=True)
    pdf_sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = _("文书")
        verbose_name_plural = _("文书")
        constraints = [
            models.UniqueConstraint(fields=["kind", "year", "serial_no"], name="document_number_once"),
            models.CheckConstraint(condition=Q(serial_no__gt=0), name="document_numbers_start_at_one"),
            models.CheckConstraint(condition=Q(standing__in=Standing.values), name="document_standing_known"),
        ]
        indexes = [models.Index(fields=["subject_kind", "subject_key"], name="document_by_subject")]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    @property
    def wording(self) -> str:
        """The title in the reader's language; one of its own, as a licence has, stays as it was issued."""
        form = FORMS[DocumentKind(self.kind)]
        usual = (form.title, form.title_en)
        return in_language(*usual) if self.title in usual else self.title

    @property
    def content(self) -> dict[str, Any]:
        """The content as given at issue."""
        content: dict[str, Any] = json.loads(self.canonical_content)
        return content

    def standing_on(self, day: date) -> Standing:
        """Where the document stands on a day: a passed last day of validity makes it expired."""
        if self.standing == Standing.VALID and self.expires_on is not None and self.expires_on < day:
            return Standing.EXPIRED
        return Standing(self.standing)
