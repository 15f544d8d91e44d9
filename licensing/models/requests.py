"""What is asked of us that is no item of ours: answered at once, in writing (Art. 32 (1)(1)-(2))."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from licensing.states import Channel
from records.chain import Subject

KIND = "request"


class Answer(models.TextChoices):
    """The two words the law knows for what is no item of ours."""

    NOT_OURS = "not_ours", _("不属本机关")
    NOT_REQUIRED = "not_required", _("无需许可")


class OutsideRequest(models.Model):
    """A request without an item, in plain words, and its answer; written once, never changed."""

    party = models.ForeignKey("parties.Party", on_delete=models.PROTECT, related_name="outside_requests")
    asked = models.TextField()
    channel = models.CharField(max_length=16, choices=Channel.choices)
    received_on = models.DateField()
    answer = models.CharField(max_length=16, choices=Answer.choices)
    whom = models.CharField(max_length=200, blank=True)
    reasons = models.TextField(blank=True)
    document = models.OneToOneField("documents.Document", on_delete=models.PROTECT, related_name="+")
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField()
    token = models.CharField(max_length=64, unique=True)

    class Meta:
        verbose_name = _("目录外申请")
        constraints = [
            models.CheckConstraint(condition=~Q(asked=""), name="request_says_what_is_asked"),
            models.CheckConstraint(
                condition=Q(answer=Answer.NOT_OURS) & ~Q(whom="")
                | Q(answer=Answer.NOT_REQUIRED) & ~Q(reasons=""),
                name="request_answered_in_full",
            ),
            models.CheckConstraint(condition=Q(channel__in=Channel.values), name="request_channel_known"),
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.answer}"

    @property
    def subject(self) -> Subject:
        """Its own chain: it never becomes a case."""
        return subject_of(self.token)


def subject_of(token: str) -> Subject:
    """The subject of the request of a token: its document and its ledger line belong to it."""
    return Subject(KIND, token)
