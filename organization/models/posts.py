"""Dated posts (who is what, where) and dated absences with a deputy."""

from datetime import date
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from organization.constraints import NoOverlap
from organization.models.people import Person
from organization.models.places import Unit


class Role(models.TextChoices):
    CLERK = "clerk", _("窗口人员")
    REVIEWER = "reviewer", _("审查人员")
    SECTION_HEAD = "section_head", _("处室负责人")
    BUREAU_LEADER = "bureau_leader", _("分管局领导")
    HEAD_OF_ORGAN = "head_of_organ", _("行政机关负责人")
    GOVERNMENT_HEAD = "government_head", _("本级人民政府负责人")
    SUPERVISOR = "supervisor", _("督察人员")
    INSPECTOR = "inspector", _("检查人员")
    COMPLAINTS_OFFICER = "complaints_officer", _("投诉受理人员")
    LIAISON_OFFICER = "liaison_officer", _("联络人员")
    ADMINISTRATOR = "administrator", _("系统管理员")


class PostQuerySet(models.QuerySet["Post"]):
    def on(self, day: date) -> Self:
        """Posts held that day."""
        ends = models.Q(last_on__isnull=True) | models.Q(last_on__gte=day)
        return self.filter(ends, first_on__lte=day)

    def administering(self) -> Self:
        """Administrators' posts of people who may sign in."""
        return self.filter(role=Role.ADMINISTRATOR, person__is_active=True)

    def lasting_past(self, day: date) -> Self:
        """Posts held that day and on the next."""
        return self.on(day).exclude(last_on=day)


class AbsenceQuerySet(models.QuerySet["Absence"]):
    def on(self, day: date) -> Self:
        """Absences running that day."""
        return self.filter(first_on__lte=day, last_on__gte=day)


class Post(models.Model):
    """One person in one role of one unit, from the first day to the last, both included."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="posts", verbose_name=_("人员"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="posts", verbose_name=_("单位"))
    role = models.CharField(_("职责"), max_length=24, choices=Role.choices)
    first_on = models.DateField(_("起"))
    last_on = models.DateField(_("止"), null=True, blank=True)

    objects = PostQuerySet.as_manager()

    class Meta:
        verbose_name = _("任职")
        verbose_name_plural = _("任职")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(last_on__isnull=True) | models.Q(last_on__gte=models.F("first_on")),
                name="organization_post_span",
                violation_error_message=_("任职的止日不能早于起日。"),
            ),
            models.CheckConstraint(condition=models.Q(role__in=Role.values), name="organization_post_role"),
            NoOverlap(
                name="organization_post_no_overlap",
                fields=("person", "unit", "role"),
                violation_error_message=_("此人在这一单位的同一职责已有任职，日期重叠。"),
            ),
        ]
        indexes = [models.Index(fields=["unit", "role"], name="organization_post_unit_role")]

    def __str__(self) -> str:
        return f"{self.person} · {self.unit} · {self.get_role_display()}"


class Absence(models.Model):
    """Days on which a person is away, and who acts meanwhile."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="absences", verbose_name=_("人员"))
    deputy = models.ForeignKey(Person, models.PROTECT, related_name="deputised", verbose_name=_("代办人"))
    first_on = models.DateField(_("起"))
    last_on = models.DateField(_("止"))
    reason = models.CharField(_("事由"), max_length=100, blank=True)

    objects = AbsenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("请假")
        verbose_name_plural = _("请假")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(last_on__gte=models.F("first_on")),
                name="organization_absence_span",
                violation_error_message=_("请假的止日不能早于起日。"),
            ),
            models.CheckConstraint(
                condition=~models.Q(deputy=models.F("person")),
                name="organization_absence_other_deputy",
                violation_error_message=_("不能由请假人自己代办。"),
            ),
            NoOverlap(
                name="organization_absence_no_overlap",
                fields=("person",),
                violation_error_message=_("此人这几天已登记请假。"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.first_on}–{self.last_on} → {self.deputy}"
