"""What departments find on the spot, the letter to an outside authority, and what is not yet said."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from licensing.models.applications import Application


class SiteCheck(models.Model):
    """A check on the spot by at least two people (Art. 34)."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="site_checks")
    task = models.OneToOneField("workflow.Task", on_delete=models.PROTECT, related_name="site_check")
    first_inspector = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    second_inspector = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    others = models.JSONField(default=list)
    assigned_on = models.DateField()
    assigned_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    checked_on = models.DateField(null=True)
    place = models.CharField(max_length=300, blank=True)
    findings = models.TextField(blank=True)
    has_passed = models.BooleanField(null=True)

    class Meta:
        verbose_name = _("现场核查")
        constraints = [
            models.CheckConstraint(
                condition=~Q(first_inspector=F("second_inspector")), name="site_check_by_two_people"
            ),
            models.CheckConstraint(
                condition=Q(checked_on__isnull=True) | Q(has_passed__isnull=False) & ~Q(findings=""),
                name="site_check_with_findings",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.task_id}: {self.checked_on}"


class OpinionLetter(models.Model):
    """The letter to an outside authority and its answer: numbers and dates as the window enters them."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="opinion_letters")
    task = models.OneToOneField("workflow.Task", on_delete=models.PROTECT, related_name="opinion_letter")
    number = models.CharField(max_length=100)
    sent_on = models.DateField()
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    answer_number = models.CharField(max_length=100, blank=True)
    answered_on = models.DateField(null=True)

    class Meta:
        verbose_name = _("征求意见函")
        constraints = [
            models.CheckConstraint(condition=~Q(number=""), name="opinion_letter_has_a_number"),
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True) | Q(answered_on__gte=F("sent_on")),
                name="opinion_letter_answered_after_sending",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class TaskDraft(models.Model):
    """What a person has typed on the page of a task, saved while it is typed; no part of the record."""

    task = models.ForeignKey("workflow.Task", on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    data = models.JSONField(default=dict)
    saved_at = models.DateTimeField()

    class Meta:
        verbose_name = _("意见草稿")
        constraints = [models.UniqueConstraint(fields=["task", "person"], name="task_draft_once")]

    def __str__(self) -> str:
        return f"{self.task_id} {self.saved_at}"
