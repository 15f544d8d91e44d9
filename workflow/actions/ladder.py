"""The ladder of reminders is data (提醒阶梯): rules begin and end by acts of an administrator."""

from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from organization.actions.keeping import keep
from organization.models import Person
from records.actions import record
from records.chain import Subject
from workdays.days import local_day
from workflow.access import may_set_the_ladder
from workflow.models import Case, ReminderRule, Task
from workflow.refusals import NotThereError

SUBJECT_KIND = "reminder_rule"


def begin_rule(rule: ReminderRule, *, by: Person | None, at: datetime) -> ReminderRule:
    """A new rung holds from today, also for limits that run already; what it would have said before is not.

    Refused (ValidationError) where the same rule is in force; NotThereError for whoever does not administer.
    """
    _require(by, at)
    rule.first_on, rule.last_on = local_day(at), None
    check_new(rule)
    with transaction.atomic():
        keep(rule)
        _look_again(rule.first_on)
        record(Subject(SUBJECT_KIND, str(rule.pk)), "ladder.rule_begun", by=by, at=at, **_facts(rule))
    return rule


def end_rule(rule_id: int, *, last_on: date | None, by: Person | None, at: datetime) -> ReminderRule:
    """A rung holds until that day, included, or on and on without one.

    Refused (ValidationError): a day gone by, a rule that has ended; NotThereError for all but administrators.
    """
    _require(by, at)
    with transaction.atomic():
        rule = ReminderRule.objects.select_for_update().get(pk=rule_id)
        check_end(rule, last_on, local_day(at))
        rule.last_on = last_on
        keep(rule)
        record(Subject(SUBJECT_KIND, str(rule.pk)), "ladder.rule_ended", by=by, at=at, **_facts(rule))
    return rule


def check_new(rule: ReminderRule) -> None:
    """Refuse (ValidationError) a rule that is in force already."""
    alike = {name: getattr(rule, name) for name in ("scope", "moment", "days_over", "hearer")}
    if ReminderRule.objects.on(rule.first_on).filter(**alike).exists():
        raise ValidationError(_("这条规则已在执行。"))


def check_end(rule: ReminderRule, last_on: date | None, today: date) -> None:
    """Refuse (ValidationError) to end a rule in the past, or one that has ended."""
    if last_on is not None and last_on < today:
        raise ValidationError({"last_on": _("止日不能早于今天。")})
    if rule.pk and ReminderRule.objects.filter(pk=rule.pk, last_on__lt=today).exists():
        raise ValidationError(_("这条规则已经停止执行，请另立一条。"))


def _require(by: Person | None, at: datetime) -> None:
    if by is not None and not may_set_the_ladder(by, on=local_day(at)):
        raise NotThereError


def _look_again(today: date) -> None:
    """Every running limit is looked at by the next sweep: its next day was reckoned with the old rules."""
    later = Q(remind_on__isnull=True) | Q(remind_on__gt=today)
    Task.objects.open().filter(later, warn_on__isnull=False).update(remind_on=today)
    running = Case.objects.open().filter(decided_on__isnull=True, warn_on__isnull=False)
    running.filter(later).update(remind_on=today)


def _facts(rule: ReminderRule) -> dict[str, Any]:
    return {
        "scope": rule.scope,
        "moment": rule.moment,
        "days_over": rule.days_over,
        "hearer": rule.hearer,
        "first_on": rule.first_on,
        "last_on": rule.last_on,
    }
