"""History as a summary: what happened each day, by unit, item, district, kind and source."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

OURS = "bureau"  # history of earlier systems, once imported, carries a mark of its own
MEASURES = ("received", "decided", "on_time", "late", "unlawful", "extended", "passed")


class DayCountQuerySet(models.QuerySet["DayCount"]):
    """Questions about history."""

    def ours(self) -> Self:
        """What the bureau itself did; nothing that was imported."""
        return self.filter(source=OURS)


class DayCount(models.Model):
    """Cases received and decided that day, and limits passed: a summary, rebuilt and checked every night.

    `on_time` and `late` are of the decided with a promise; `extended` names those among the decided whose
    limit was lengthened (Art. 42). The unit of a case leads its process; that of a passed limit answers for
    it. Codes, not keys: an empty one is "none", so that a plain constraint keeps each row once.
    """

    day = models.DateField(_("日期"))
    unit = models.CharField(_("单位"), max_length=40, blank=True)
    item = models.CharField(_("事项"), max_length=16, blank=True)
    district = models.CharField(_("辖区"), max_length=6, blank=True)
    kind = models.CharField(_("种类"), max_length=32, blank=True)
    source = models.CharField(_("来源"), max_length=16, default=OURS)
    received = models.PositiveIntegerField(_("收件"), default=0)
    decided = models.PositiveIntegerField(_("办结"), default=0)
    on_time = models.PositiveIntegerField(_("按时"), default=0)
    late = models.PositiveIntegerField(_("超承诺"), default=0)
    unlawful = models.PositiveIntegerField(_("超法定"), default=0)
    extended = models.PositiveIntegerField(_("延期"), default=0)
    passed = models.PositiveIntegerField(_("超时事实"), default=0)

    objects = DayCountQuerySet.as_manager()

    class Meta:
        verbose_name = _("日统计")
        verbose_name_plural = _("日统计")
        constraints = [
            models.UniqueConstraint(
                fields=["day", "unit", "item", "district", "kind", "source"], name="oversight_daycount_once"
            ),
            models.CheckConstraint(
                condition=models.Q(decided__gte=models.F("on_time") + models.F("late")),
                name="oversight_daycount_of_the_decided",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.unit} {self.item}"


class Rebuild(models.Model):
    """The summary reaches through this day; how many rows it has, how many differed when it was last made."""

    through = models.DateField(_("截至"))
    at = models.DateTimeField(_("时间"))
    rows = models.PositiveIntegerField(_("行数"))
    different = models.PositiveIntegerField(_("不符"))

    class Meta:
        verbose_name = _("统计重建")
        verbose_name_plural = _("统计重建")
        indexes = [models.Index(fields=["-through"], name="oversight_rebuild_newest")]

    def __str__(self) -> str:
        return f"{self.through} {self.rows}"
