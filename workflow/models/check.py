"""What the last checks of open cases found: the red number of the supervisors."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _


class CaseCheckQuerySet(models.QuerySet["CaseCheck"]):
    """Questions about checks."""

    def newest_first(self) -> Self:
        return self.order_by("-at", "-pk")


class CaseCheck(models.Model):
    """One run of the check: when, how many findings, and the first of them."""

    at = models.DateTimeField(_("检查时间"), db_index=True)
    count = models.PositiveIntegerField(_("问题数"))
    findings = models.JSONField(_("问题"), default=list)

    objects = CaseCheckQuerySet.as_manager()

    class Meta:
        verbose_name = _("案件检查")
        verbose_name_plural = _("案件检查")

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.count}"
