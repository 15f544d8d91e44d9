"""Districts of the city, and the units that work: departments, institutes, bureaus, outside authorities."""

from typing import Self

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from records.languages import in_language

CITY_CODE = "321100"


class District(models.Model):
    """An administrative district by its six-digit code; the city itself is one (321100)."""

    code = models.CharField(
        _("代码"),
        max_length=6,
        primary_key=True,
        validators=[RegexValidator(r"^\d{6}$", _("区划代码为六位数字"))],
    )
    name = models.CharField(_("名称"), max_length=40)
    name_en = models.CharField(_("英文名称"), max_length=60)
    order = models.PositiveSmallIntegerField(_("顺序"), default=0)

    class Meta:
        verbose_name = _("区划")
        verbose_name_plural = _("区划")

    def __str__(self) -> str:
        return self.title()

    def title(self) -> str:
        """The name in the reader's language."""
        return in_language(self.name, self.name_en)


class UnitKind(models.TextChoices):
    DEPARTMENT = "department", _("处室")
    INSTITUTE = "institute", _("技术机构")
    BUREAU = "bureau", _("区县局")
    OUTSIDE = "outside", _("外部机关")


class UnitQuerySet(models.QuerySet["Unit"]):
    def active(self) -> Self:
        return self.filter(is_active=True)

    def in_order(self) -> Self:
        return self.order_by("order", "code")


class Unit(models.Model):
    """Whoever takes a step: a department, an institute, a bureau of a district, or an outside authority."""

    code = models.SlugField(_("代码"), max_length=40, unique=True)
    name = models.CharField(_("名称"), max_length=60)
    short_name = models.CharField(_("简称"), max_length=20)
    name_en = models.CharField(_("英文名称"), max_length=100)
    kind = models.CharField(_("类别"), max_length=16, choices=UnitKind.choices)
    district = models.ForeignKey(District, models.PROTECT, null=True, blank=True, related_name="units")
    is_own_organ = models.BooleanField(
        _("本身为机关"), default=False, help_text=_("县局以自己的名义行使职权，无须委托；分局须有委托。")
    )
    order = models.PositiveSmallIntegerField(_("顺序"), default=0)
    is_active = models.BooleanField(_("在用"), default=True)

    objects = UnitQuerySet.as_manager()

    class Meta:
        verbose_name = _("单位")
        verbose_name_plural = _("单位")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=UnitKind.values), name="organization_unit_kind_known"
            ),
            models.CheckConstraint(
                condition=~models.Q(kind="bureau") | models.Q(district__isnull=False),
                name="organization_bureau_has_district",
                violation_error_message=_("区县局必须写明所在区划。"),
            ),
        ]

    def __str__(self) -> str:
        return in_language(self.short_name, self.name_en)

    def title(self) -> str:
        """The full name in the reader's language."""
        return in_language(self.name, self.name_en)
