"""What the bureau has entrusted to the bureau of a district (Administrative Licensing Law, Art. 24)."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models.functions import Length, Trim
from django.utils.translation import gettext_lazy as _

from organization.constraints import NoOverlap
from organization.models.places import District, Unit


class Function(models.TextChoices):
    STANDARDISATION = "standardisation", _("标准化")
    METROLOGY = "metrology", _("计量")
    QUALITY = "quality", _("质量")
    SPECIAL_EQUIPMENT = "special_equipment", _("特种设备")
    FOOD = "food", _("食品生产")


class DelegationQuerySet(models.QuerySet["Delegation"]):
    def on(self, day: date) -> Self:
        """Delegations in force that day."""
        ends = models.Q(last_on__isnull=True) | models.Q(last_on__gte=day)
        return self.filter(ends, first_on__lte=day)


class Delegation(models.Model):
    """One function in one district, done by that district's bureau in our name, published with its notice.

    The entrusting organ is always the bureau itself: no column names another, so nothing can be re-entrusted.
    """

    function = models.CharField(_("职能"), max_length=20, choices=Function.choices)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="delegations", verbose_name=_("受委托单位"))
    district = models.ForeignKey(District, models.PROTECT, related_name="delegations", verbose_name=_("区划"))
    first_on = models.DateField(_("起"))
    last_on = models.DateField(_("止"), null=True, blank=True)
    notice_no = models.CharField(_("公告文号"), max_length=60)
    published_on = models.DateField(_("公告日期"))

    objects = DelegationQuerySet.as_manager()

    class Meta:
        verbose_name = _("委托")
        verbose_name_plural = _("委托")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(last_on__isnull=True) | models.Q(last_on__gte=models.F("first_on")),
                name="organization_delegation_span",
                violation_error_message=_("委托的止日不能早于起日。"),
            ),
            models.CheckConstraint(
                condition=models.Q(function__in=Function.values), name="organization_delegation_function"
            ),
            models.CheckConstraint(
                condition=models.Q(published_on__lte=models.F("first_on")),
                name="organization_delegation_published_first",
                violation_error_message=_("委托须先公告后施行（行政许可法第二十四条）。"),
            ),
            models.CheckConstraint(
                condition=models.lookups.GreaterThan(Length(Trim("notice_no")), 0),
                name="organization_delegation_notice",
                violation_error_message=_("委托须写明公告文号（行政许可法第二十四条）。"),
            ),
            NoOverlap(
                name="organization_delegation_no_overlap",
                fields=("function", "district"),
                violation_error_message=_("这一区划的这项职能已委托，日期重叠。"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_function_display()} · {self.district} → {self.unit}"
