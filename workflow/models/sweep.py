"""When each sweep ran, what it did, what waits: one row per sweep and day."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _


class SweepRunQuerySet(models.QuerySet["SweepRun"]):
    """Questions about runs."""

    def newest_first(self) -> Self:
        return self.order_by("-day", "code")


class SweepRun(models.Model):
    """All runs of one sweep on one day: when first and last, how many consequences, how many wait."""

    code = models.SlugField(_("扫描"), max_length=40)
    day = models.DateField(_("日期"))
    first_ran_at = models.DateTimeField(_("首次"))
    last_ran_at = models.DateTimeField(_("最近"))
    done = models.PositiveIntegerField(_("处理数"), default=0)
    held = models.PositiveIntegerField(_("待日历确定"), default=0)
    error = models.TextField(_("错误"), blank=True)

    objects = SweepRunQuerySet.as_manager()

    class Meta:
        verbose_name = _("到期扫描")
        verbose_name_plural = _("到期扫描")
        constraints = [models.UniqueConstraint(fields=["code", "day"], name="workflow_sweeprun_once")]

    def __str__(self) -> str:
        return f"{self.code} {self.day}"
