"""The forecast of each running case, kept so that "at risk" is a question of an index."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from workflow.models import Case


class OutlookQuerySet(models.QuerySet["Outlook"]):
    """Questions about forecasts."""

    def at_risk(self) -> Self:
        """Those that will likely break their promise."""
        return self.filter(is_at_risk=True)

    def stale_since(self, today: date) -> date | None:
        """The oldest day before today that a forecast is still of; None where all are of today."""
        return self.filter(day__lt=today).order_by("day").values_list("day", flat=True).first()


class Outlook(models.Model):
    """When a case will likely be decided, as reckoned on `day` from `version` of the case.

    A projection: a sweep makes it anew when the case moved or a day began, and drops it with the decision.
    """

    case = models.OneToOneField(Case, models.PROTECT, related_name="outlook", verbose_name=_("案件"))
    version = models.PositiveIntegerField()
    day = models.DateField()
    expected_on = models.DateField(_("预计办结"), null=True)
    over_days = models.PositiveSmallIntegerField(_("预计超出的工作日"), default=0)
    is_at_risk = models.BooleanField(_("将超承诺"), default=False)
    breaks_statute = models.BooleanField(_("将超法定"), default=False)

    objects = OutlookQuerySet.as_manager()

    class Meta:
        verbose_name = _("预计办结")
        verbose_name_plural = _("预计办结")
        constraints = [
            models.CheckConstraint(
                condition=Q(is_at_risk=True) | Q(over_days=0), name="oversight_outlook_over_is_at_risk"
            )
        ]
        indexes = [
            models.Index(fields=["case"], condition=Q(is_at_risk=True), name="oversight_outlook_at_risk")
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.expected_on or ''}"
