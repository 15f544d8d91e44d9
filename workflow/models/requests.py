"""Requests for the one extension of a case (Art. 42): asked before expiry, answered once by the head."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Length, Trim
from django.db.models.lookups import GreaterThan
from django.utils.translation import gettext_lazy as _

from organization.models import Role
from organization.standing import Standing
from workflow.models.case import Case
from workflow.states import CaseState

HEADS = {False: Role.HEAD_OF_ORGAN, True: Role.GOVERNMENT_HEAD}
"""Who approves: the head of the organ; of joint cases the head of the government (Art. 42)."""


class ExtensionRequestQuerySet(models.QuerySet["ExtensionRequest"]):
    """Questions about requests."""

    def open(self) -> Self:
        """Not answered yet, of cases whose clocks still run."""
        running = Q(case__state=CaseState.OPEN, case__decided_on__isnull=True)
        return self.filter(running, answered_at__isnull=True)

    def before(self, stand: Standing) -> Self:
        """Open ones this person answers, the most urgent first."""
        mine = [is_joint for is_joint, role in HEADS.items() if stand.has(role)]
        found = self.open().filter(case__process__is_joint__in=mine) if mine else self.none()
        return found.order_by("case__statutory_on", "pk")


class ExtensionRequest(models.Model):
    """What the lead or the window asks of the head: so many working days more, and why.

    `is_approved` is empty until the answer; an answer names who gave it, when, and, if it declines, why.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="extension_requests", verbose_name=_("案件"))
    days = models.PositiveSmallIntegerField(_("延长工作日"))
    reason = models.CharField(_("理由"), max_length=500)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        db_index=False,
        verbose_name=_("申请人员"),
    )
    asked_at = models.DateTimeField(_("申请时间"))
    is_approved = models.BooleanField(_("批准"), null=True)
    word = models.CharField(_("批示"), max_length=500, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    answered_at = models.DateTimeField(_("批示时间"), null=True)

    objects = ExtensionRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("延期申请")
        verbose_name_plural = _("延期申请")
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(answered_at__isnull=True),
                name="workflow_extensionrequest_one_open",
            ),
            models.CheckConstraint(condition=Q(days__gte=1), name="workflow_extensionrequest_days"),
            models.CheckConstraint(
                condition=GreaterThan(Length(Trim("reason")), 0), name="workflow_extensionrequest_reason"
            ),
            models.CheckConstraint(
                condition=Q(
                    is_approved__isnull=True, answered_by__isnull=True, answered_at__isnull=True, word=""
                )
                | Q(is_approved__isnull=False, answered_by__isnull=False, answered_at__isnull=False),
                name="workflow_extensionrequest_answered_whole",
            ),
            models.CheckConstraint(
                condition=Q(is_approved__isnull=True)
                | Q(is_approved=True)
                | Q(GreaterThan(Length(Trim("word")), 0)),
                name="workflow_extensionrequest_declined_with_a_word",
            ),
        ]
        indexes = [
            models.Index(
                fields=["id"],
                condition=Q(answered_at__isnull=True),
                name="workflow_extensionrequest_open",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} +{self.days} {self.asked_at:%Y-%m-%d}"

    @property
    def is_answered(self) -> bool:
        return self.answered_at is not None
