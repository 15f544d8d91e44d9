"""Limits that were passed: one row each, never erased, closed only with the responsible link and a reason."""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from organization.models import Person, Unit
from workflow.lateness import LatenessKind
from workflow.models.case import Case
from workflow.models.task import Task


class LatenessQuerySet(models.QuerySet["Lateness"]):
    """Questions about passed limits."""

    def running(self) -> Self:
        """Late and still not done."""
        return self.filter(ended_on__isnull=True)

    def unclosed(self) -> Self:
        """Those nobody has yet answered for: link of the chain and reason are missing."""
        return self.filter(closed_at__isnull=True)

    def visible_to(self, person: Person, on: date | None = None) -> Self:
        """Of cases this member of staff sees (by default today)."""
        return self.filter(case__in=Case.objects.visible_to(person, on))


class Lateness(models.Model):
    """One limit passed: by whose unit and person, since when, until when, and why.

    `due_on` is the last lawful day as it stood, `since_on` the next working day. `said` is the unit's own
    reason; `link` and `reason` are what supervision closed it with.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="latenesses", verbose_name=_("案件"))
    task = models.ForeignKey(
        Task, models.PROTECT, null=True, related_name="latenesses", db_index=False, verbose_name=_("任务")
    )
    kind = models.CharField(_("种类"), max_length=16, choices=LatenessKind.choices)
    due_on = models.DateField(_("最后一日"))
    since_on = models.DateField(_("超时之日"))
    ended_on = models.DateField(_("办结之日"), null=True, blank=True)
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, related_name="+", db_index=False, verbose_name=_("责任单位")
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
        verbose_name=_("责任人"),
    )
    found_at = models.DateTimeField(_("发现时间"))
    said = models.TextField(_("单位说明"), blank=True)
    said_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    said_at = models.DateTimeField(null=True)
    link = models.CharField(_("责任环节"), max_length=100, blank=True)
    reason = models.TextField(_("原因"), blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    closed_at = models.DateTimeField(_("销号时间"), null=True)

    objects = LatenessQuerySet.as_manager()

    class Meta:
        verbose_name = _("超时事实")
        verbose_name_plural = _("超时事实")
        constraints = [
            models.UniqueConstraint(
                fields=["task", "kind", "due_on"],
                condition=Q(task__isnull=False),
                name="workflow_lateness_of_task_once",
            ),
            models.UniqueConstraint(
                fields=["case", "kind", "due_on"],
                condition=Q(task__isnull=True),
                name="workflow_lateness_of_case_once",
            ),
            models.CheckConstraint(condition=Q(kind__in=LatenessKind.values), name="workflow_lateness_kind"),
            models.CheckConstraint(
                condition=Q(since_on__gt=F("due_on")), name="workflow_lateness_since_after_due"
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | (~Q(link="") & ~Q(reason="")),
                name="workflow_lateness_closed_with_link_and_reason",
            ),
            models.CheckConstraint(
                condition=Q(said="", said_at__isnull=True) | (~Q(said="") & Q(said_at__isnull=False)),
                name="workflow_lateness_said_with_moment",
            ),
        ]
        indexes = [
            models.Index(
                fields=["since_on", "id"],
                condition=Q(closed_at__isnull=True),
                name="workflow_lateness_unclosed",
            ),
            models.Index(fields=["id"], condition=Q(ended_on__isnull=True), name="workflow_lateness_running"),
            models.Index(fields=["unit", "since_on"], name="workflow_lateness_of_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.kind} {self.due_on}"
