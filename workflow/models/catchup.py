"""A notice on its way into the clocks: what somebody is about to enter, how far the clocks have followed."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class YearDraft(models.Model):
    """Notices somebody has laid before the house: what they would move was shown, nothing is entered yet.

    `base` is the digest of the calendar they were compared with, `seen` that of the dates they would move.
    A person has one draft at a time; one that was entered keeps the version of the calendar it made.
    """

    notices = models.JSONField(_("通知"))
    base = models.CharField(max_length=64)
    seen = models.CharField(max_length=64)
    cases = models.PositiveIntegerField(_("案件数"), default=0)
    dates = models.PositiveIntegerField(_("日期数"), default=0)
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("录入人")
    )
    drafted_at = models.DateTimeField(_("预览时间"))
    entered_at = models.DateTimeField(_("录入时间"), null=True)
    version = models.PositiveIntegerField(_("日历版本"), null=True)

    class Meta:
        verbose_name = _("放假通知草稿")
        verbose_name_plural = _("放假通知草稿")
        constraints = [
            models.UniqueConstraint(
                fields=["drafted_by"], condition=Q(version__isnull=True), name="workflow_yeardraft_one_each"
            ),
            models.CheckConstraint(
                condition=Q(version__isnull=True, entered_at__isnull=True)
                | Q(version__isnull=False, entered_at__isnull=False),
                name="workflow_yeardraft_entered_as_a_version",
            ),
        ]

    def __str__(self) -> str:
        return f"{'、'.join(self.years)} {self.drafted_by_id}"

    @property
    def years(self) -> list[str]:
        """The years it speaks of."""
        return sorted(self.notices)


class CatchUpQuerySet(models.QuerySet["CatchUp"]):
    """Questions about runs."""

    def running(self) -> Self:
        return self.filter(is_running=True)

    def newest_first(self) -> Self:
        return self.order_by("-version")


class CatchUp(models.Model):
    """How far the open clocks have followed one version of the calendar; no more than one is under way.

    A clock that ends before `since` stands as it is; without `since` every open case is looked at. `cursor`
    is the last case done, so that a run killed at any moment goes on where it was. `checked_at`: a second
    look found nothing left by an act that had begun before the calendar changed.
    """

    version = models.PositiveIntegerField(_("日历版本"), unique=True)
    since = models.DateField(_("自"), null=True)
    started_at = models.DateTimeField(_("开始"))
    total = models.PositiveIntegerField(_("须核对案件"), default=0)
    looked = models.PositiveIntegerField(_("已核对案件"), default=0)
    cursor = models.PositiveBigIntegerField(default=0)
    cases = models.PositiveIntegerField(_("变动案件"), default=0)
    dates = models.PositiveIntegerField(_("变动日期"), default=0)
    late = models.PositiveIntegerField(_("补登超时"), default=0)
    is_running = models.BooleanField(_("进行中"), default=True)
    done_at = models.DateTimeField(_("完成"), null=True)
    checked_at = models.DateTimeField(_("复核"), null=True)

    objects = CatchUpQuerySet.as_manager()

    class Meta:
        verbose_name = _("时限重算")
        verbose_name_plural = _("时限重算")
        constraints = [
            models.UniqueConstraint(
                fields=["is_running"], condition=Q(is_running=True), name="workflow_catchup_one_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(is_running=True, done_at__isnull=True)
                | Q(is_running=False, done_at__isnull=False),
                name="workflow_catchup_runs_until_done",
            ),
            models.CheckConstraint(
                condition=Q(done_at__gte=F("started_at")), name="workflow_catchup_ends_after_it_began"
            ),
            models.CheckConstraint(
                condition=Q(checked_at__isnull=True) | Q(done_at__isnull=False),
                name="workflow_catchup_checked_when_done",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version} {self.looked}/{self.total}"
