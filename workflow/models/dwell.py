"""How long steps usually take: median and ninetieth percentile of the last twelve months."""

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from organization.models import Unit

LEAST = 5  # fewer results make no habit


class DwellQuerySet(models.QuerySet["Dwell"]):
    """Questions about usual dwell."""

    def habitual(self) -> Self:
        """Those with enough results to expect the same again."""
        return self.filter(count__gte=LEAST)


class Dwell(models.Model):
    """Working days between opening and result of a step, of one unit or (without one) of all.

    A summary of the tasks done from `first_on` to `last_on`, both included; rebuilt whole every night.
    """

    process_code = models.CharField(_("流程"), max_length=64)
    step_code = models.CharField(_("环节"), max_length=40)
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, related_name="+", db_index=False, verbose_name=_("单位")
    )
    first_on = models.DateField(_("起"))
    last_on = models.DateField(_("止"))
    count = models.PositiveIntegerField(_("件数"))
    median = models.PositiveSmallIntegerField(_("中位数"))
    p90 = models.PositiveSmallIntegerField(_("九成以内"))

    objects = DwellQuerySet.as_manager()

    class Meta:
        verbose_name = _("平时停留")
        verbose_name_plural = _("平时停留")
        constraints = [
            models.UniqueConstraint(
                fields=["process_code", "step_code", "unit"],
                condition=Q(unit__isnull=False),
                name="workflow_dwell_of_unit_once",
            ),
            models.UniqueConstraint(
                fields=["process_code", "step_code"],
                condition=Q(unit__isnull=True),
                name="workflow_dwell_of_step_once",
            ),
            models.CheckConstraint(condition=Q(median__lte=F("p90")), name="workflow_dwell_median_within"),
            models.CheckConstraint(condition=Q(count__gte=1), name="workflow_dwell_of_something"),
        ]

    def __str__(self) -> str:
        return f"{self.process_code}/{self.step_code} {self.median}–{self.p90}"
