"""How fast items are really decided: the median of each version of a process, by quarter and for a year."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from workflow.models import Process


class Pace(models.Model):
    """Counted days from acceptance to decision (pauses left out) of the cases decided in a span of days.

    A summary, rebuilt whole every night: the last twelve months, and the quarters they are made of.
    """

    item = models.CharField(_("事项"), max_length=16)
    process = models.ForeignKey(
        Process, models.PROTECT, related_name="+", db_index=False, verbose_name=_("流程")
    )
    first_on = models.DateField(_("起"))
    last_on = models.DateField(_("止"))
    is_year = models.BooleanField(_("近十二个月"))
    count = models.PositiveIntegerField(_("件数"))
    median = models.PositiveSmallIntegerField(_("中位数"))
    p90 = models.PositiveSmallIntegerField(_("九成以内"))

    class Meta:
        verbose_name = _("时限压缩")
        verbose_name_plural = _("时限压缩")
        constraints = [
            models.UniqueConstraint(
                fields=["item", "process", "is_year", "first_on"], name="oversight_pace_once"
            ),
            models.CheckConstraint(condition=Q(median__lte=F("p90")), name="oversight_pace_median_within"),
        ]

    def __str__(self) -> str:
        return f"{self.item} {self.first_on}–{self.last_on} {self.median}"
