"""Processes, checks and the ladder of reminders for administrators; of cases only where they stand."""

from datetime import date
from typing import Any, ClassVar, cast

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils import timezone

from organization.models import Person
from records.admin import ShownOnly
from workdays.days import local_day
from workflow.actions.ladder import begin_rule, check_end, check_new, end_rule
from workflow.models import Case, CaseCheck, Process, ReminderRule, Step, SweepRun

STAND: list[Any] = [
    *("number", "title", "process", "district", "state", "outcome", "priority", "received_on", "accepted_on"),
    *("promised_days", "statutory_days", "promised_on", "statutory_on", "is_provisional", "open_pauses"),
    *("decided_on", "closed_at"),
]


@admin.register(Process)
class ProcessAdmin(ShownOnly):
    list_display = ["code", "version", "title", "promised_days", "lead", "is_joint", "published_on"]
    list_filter = ["kind", "is_joint"]
    list_select_related = ["lead"]
    search_fields = ["code", "title"]
    ordering = ["code", "-version"]


@admin.register(Step)
class StepAdmin(ShownOnly):
    list_display = ["process", "order", "code", "title", "kind", "unit", "role", "promised_days"]
    list_filter = ["kind", "process"]
    list_select_related = ["process", "unit"]
    ordering = ["process", "order"]


@admin.register(Case)
class CaseAdmin(ShownOnly):
    """Where a case stands: neither whose it is nor what was said in it, which only its own page shows."""

    fields = STAND
    list_display = ["number", "title", "district", "state", "received_on", "promised_on", "closed_at"]
    list_filter = ["state", "district"]
    list_select_related = ["district"]
    search_fields = ["number"]
    ordering = ["-pk"]


@admin.register(CaseCheck)
class CaseCheckAdmin(ShownOnly):
    list_display = ["at", "count"]
    ordering = ["-at"]


@admin.register(SweepRun)
class SweepRunAdmin(ShownOnly):
    list_display = ["day", "code", "done", "held", "last_ran_at", "error"]
    list_filter = ["code"]
    ordering = ["-day", "code"]


class RuleForm(forms.ModelForm[ReminderRule]):
    """A new rule, or the last day of one that runs; refused here with the words of the act."""

    class Meta:
        model = ReminderRule
        fields = ("scope", "moment", "days_over", "hearer", "last_on")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if self.errors:
            return given
        if self.instance.pk is None:
            self.instance.first_on = _today()
            check_new(ReminderRule(**{**given, "first_on": _today()}))
        else:
            check_end(self.instance, given["last_on"], _today())
        return given


@admin.register(ReminderRule)
class ReminderRuleAdmin(ShownOnly):
    """A rule begins the day it is written and is ended by its last day; another is a new rule."""

    form = RuleForm
    list_display = ["scope", "moment", "days_over", "hearer", "first_on", "last_on"]
    list_filter = ["scope", "moment"]
    ordering = ["-scope", "moment", "days_over", "hearer"]
    NEW: ClassVar[list[str]] = ["scope", "moment", "days_over", "hearer"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self.admin_site.has_permission(request)

    def has_change_permission(self, request: HttpRequest, obj: ReminderRule | None = None) -> bool:
        runs = obj is None or obj.last_on is None or obj.last_on >= _today()
        return runs and self.admin_site.has_permission(request)

    def get_fields(self, request: HttpRequest, obj: ReminderRule | None = None) -> Any:
        return self.NEW if obj is None else [*self.NEW, "first_on", "last_on"]

    def get_readonly_fields(self, request: HttpRequest, obj: ReminderRule | None = None) -> list[str]:
        return [] if obj is None else [*self.NEW, "first_on"]

    def save_model(self, request: HttpRequest, obj: ReminderRule, form: Any, change: bool) -> None:
        by, now = cast(Person, request.user), timezone.now()
        if change:
            end_rule(obj.pk, last_on=obj.last_on, by=by, at=now)
        else:
            begin_rule(obj, by=by, at=now)

    def log_addition(self, request: HttpRequest, obj: ReminderRule, message: Any) -> Any:
        """The ledger tells of it; Django keeps no second record."""

    def log_change(self, request: HttpRequest, obj: ReminderRule, message: Any) -> Any:
        """The ledger tells of it; Django keeps no second record."""


def _today() -> date:
    return local_day(timezone.now())
