"""The ladder of reminders as data: rules with their first and last day."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from workflow.ladder import Hearer, Moment, Rung, Scope


class ReminderRuleQuerySet(models.QuerySet["ReminderRule"]):
    """Questions about rules."""

    def on(self, day: date) -> Self:
        """Rules in force that day."""
        return self.filter(Q(last_on__isnull=True) | Q(last_on__gte=day), first_on__lte=day)


class ReminderRule(models.Model):
    """One rung: whose limit, at which moment, who is told, from when to when the rule holds."""

    scope = models.CharField(_("时限"), max_length=8, choices=Scope.choices)
    moment = models.CharField(_("时点"), max_length=12, choices=Moment.choices)
    days_over = models.PositiveSmallIntegerField(_("超时工作日"), default=0)
    hearer = models.CharField(_("提醒谁"), max_length=12, choices=Hearer.choices)
    first_on = models.DateField(_("起"))
    last_on = models.DateField(_("止"), null=True, blank=True)

    objects = ReminderRuleQuerySet.as_manager()

    class Meta:
        verbose_name = _("提醒规则")
        verbose_name_plural = _("提醒规则")
        constraints = [
            models.UniqueConstraint(
                fields=["scope", "moment", "days_over", "hearer", "first_on"],
                name="workflow_reminderrule_once",
            ),
            models.CheckConstraint(
                condition=Q(moment=Moment.OVER, days_over__gte=1) | Q(~Q(moment=Moment.OVER), days_over=0),
                name="workflow_reminderrule_days_over",
                violation_error_message=_("只有“超时”写明超过几个工作日，至少一个。"),
            ),
            models.CheckConstraint(
                condition=Q(scope__in=Scope.values, moment__in=Moment.values, hearer__in=Hearer.values),
                name="workflow_reminderrule_known",
            ),
            models.CheckConstraint(
                condition=Q(last_on__isnull=True) | Q(last_on__gte=F("first_on")),
                name="workflow_reminderrule_span",
                violation_error_message=_("止日不能早于起日。"),
            ),
        ]

    def __str__(self) -> str:
        when = f"{self.get_moment_display()} {self.days_over or ''}".strip()
        return f"{self.get_scope_display()} · {when} → {self.get_hearer_display()}"

    @property
    def rung(self) -> Rung:
        """The rule as the ladder takes it."""
        return Rung(Scope(self.scope), Moment(self.moment), self.days_over, Hearer(self.hearer))
