"""Words of supervision to whoever must act: an urging (催办) or a note (提示), on record with the case."""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from organization.models import Person, Unit
from workflow.models import Task


class PromptKind(models.TextChoices):
    """What was said: act now, or words of one's own."""

    URGE = "urge", _("催办")
    NOTE = "note", _("提示")


class PromptQuerySet(models.QuerySet["Prompt"]):
    """Questions about urgings and notes."""

    def urged_by(self, person: Person, on: date) -> Self:
        """What this person has urged that day."""
        return self.filter(kind=PromptKind.URGE, by=person, day=on)

    def newest_first(self) -> Self:
        return self.order_by("-at", "-pk")


class Prompt(models.Model):
    """One urging or note about a task: to whose unit and person, by whom, when, in which words."""

    kind = models.CharField(_("种类"), max_length=8, choices=PromptKind.choices)
    task = models.ForeignKey(Task, models.PROTECT, related_name="prompts", verbose_name=_("任务"))
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, related_name="+", db_index=False, verbose_name=_("单位")
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
        verbose_name=_("经办人"),
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("督察人员")
    )
    at = models.DateTimeField(_("时间"))
    day = models.DateField(_("日期"))
    words = models.TextField(_("内容"), blank=True)

    objects = PromptQuerySet.as_manager()

    class Meta:
        verbose_name = _("催办与提示")
        verbose_name_plural = _("催办与提示")
        constraints = [
            models.UniqueConstraint(
                fields=["task", "by", "day"],
                condition=Q(kind=PromptKind.URGE),
                name="oversight_prompt_urged_once_a_day",
            ),
            models.CheckConstraint(condition=Q(kind__in=PromptKind.values), name="oversight_prompt_kind"),
            models.CheckConstraint(
                condition=Q(kind=PromptKind.URGE) | ~Q(words=""), name="oversight_prompt_note_has_words"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.task_id} {self.kind} {self.day}"
