"""The one correction an application may be asked for, with everything it names (Art. 32)."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from licensing.models.applications import Application
from licensing.models.contents import Material


class Correction(models.Model):
    """The 补正通知书: one per application, never a second."""

    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="correction")
    document = models.ForeignKey("documents.Document", on_delete=models.PROTECT, related_name="+")
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    requested_on = models.DateField()
    term_days = models.PositiveSmallIntegerField()
    reply_due_on = models.DateField()
    answered_on = models.DateField(null=True)
    token = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = _("补正")
        indexes = [models.Index(fields=["requested_on"], name="correction_requested")]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True) | Q(answered_on__gte=F("requested_on")),
                name="correction_answered_after_asking",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application_id} {self.requested_on}"


class CorrectionLine(models.Model):
    """One material the notice names, and the day it came."""

    correction = models.ForeignKey(Correction, on_delete=models.PROTECT, related_name="lines")
    material = models.ForeignKey(Material, on_delete=models.PROTECT, related_name="+")
    reason_code = models.CharField(max_length=32)
    reason = models.TextField(blank=True)
    given_on = models.DateField(null=True)
    shortfall = models.TextField(blank=True)

    class Meta:
        verbose_name = _("补正材料")
        constraints = [
            models.UniqueConstraint(fields=["correction", "material"], name="correction_line_once"),
            models.CheckConstraint(condition=~Q(reason_code=""), name="correction_line_with_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.correction_id}: {self.material_id}"
