"""Dated facts about a case: pauses (Art. 45), its extension (Art. 42), written answers to dissent."""

from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length, Trim
from django.db.models.lookups import GreaterThan
from django.utils.translation import gettext_lazy as _

from documents.models import Document
from workflow.models.case import Case
from workflow.models.task import Task
from workflow.steps import PauseGround


class Pause(models.Model):
    """Days that are not counted, from the written notice to the day the result arrives, both included."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="pauses", verbose_name=_("案件"))
    task = models.ForeignKey(
        Task, models.PROTECT, related_name="pauses", db_index=False, verbose_name=_("任务")
    )
    ground = models.CharField(_("依据"), max_length=16, choices=PauseGround.choices)
    notice = models.ForeignKey(
        Document, models.PROTECT, related_name="+", db_index=False, verbose_name=_("告知书")
    )
    first_on = models.DateField(_("起"))
    expected_days = models.PositiveSmallIntegerField(_("预计日数"))
    last_on = models.DateField(_("止"), null=True, blank=True)
    reason = models.CharField(_("说明"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("不计时期间")
        verbose_name_plural = _("不计时期间")
        constraints = [
            models.UniqueConstraint(
                fields=["task"], condition=Q(last_on__isnull=True), name="workflow_pause_one_open_per_task"
            ),
            models.CheckConstraint(condition=Q(ground__in=PauseGround.values), name="workflow_pause_ground"),
            models.CheckConstraint(condition=Q(last_on__gte=F("first_on")), name="workflow_pause_ends_after"),
            models.CheckConstraint(condition=Q(expected_days__gte=1), name="workflow_pause_expected_days"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.get_ground_display()} {self.first_on}–{self.last_on or ''}"

    @property
    def expected_on(self) -> date:
        """The day to which, by its notice, it would take (calendar days)."""
        return self.first_on + timedelta(days=self.expected_days)


class Extension(models.Model):
    """The one extension of a case, approved before expiry (Art. 42)."""

    case = models.OneToOneField(Case, models.PROTECT, related_name="extension", verbose_name=_("案件"))
    days = models.PositiveSmallIntegerField(_("延长工作日"))
    reason = models.CharField(_("理由"), max_length=500)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False
    )
    on = models.DateField(_("批准日期"))
    moves_promise = models.BooleanField(_("承诺时限顺延"))

    class Meta:
        verbose_name = _("延期")
        verbose_name_plural = _("延期")
        constraints = [
            models.CheckConstraint(condition=Q(days__gte=1), name="workflow_extension_days"),
            models.CheckConstraint(
                condition=GreaterThan(Length(Trim("reason")), 0), name="workflow_extension_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} +{self.days}"


class DissentAnswer(models.Model):
    """The written answer to a dissenting department, owed before the decision."""

    task = models.OneToOneField(Task, models.PROTECT, related_name="answer", verbose_name=_("不同意见"))
    text = models.TextField(_("答复"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField(_("答复时间"))

    class Meta:
        verbose_name = _("异议答复")
        verbose_name_plural = _("异议答复")
        constraints = [
            models.CheckConstraint(
                condition=GreaterThan(Length(Trim("text")), 0), name="workflow_answer_text"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.task_id} {self.at:%Y-%m-%d}"
