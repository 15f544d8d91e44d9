"""What came of a promise to hand a material in later (容缺受理): the piece, once."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from licensing.models.applications import MaterialVerdict
from licensing.states import Channel


class PromisedPiece(models.Model):
    """A promised material that came: on which day, how, to whom at the window. Added once, never changed."""

    verdict = models.OneToOneField(MaterialVerdict, on_delete=models.PROTECT, related_name="piece")
    came_on = models.DateField()
    channel = models.CharField(max_length=16, choices=Channel.choices)
    note = models.TextField(blank=True)
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    taken_at = models.DateTimeField()
    token = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = _("后补材料")
        constraints = [
            models.CheckConstraint(condition=Q(channel__in=Channel.values), name="piece_channel_known"),
        ]

    def __str__(self) -> str:
        return f"{self.verdict_id} {self.came_on}"

    @property
    def is_late(self) -> bool:
        """Whether it came after the promised day; what came before the decision is looked at all the same."""
        return self.verdict.promised_on is not None and self.came_on > self.verdict.promised_on
