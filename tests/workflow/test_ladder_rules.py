"""The ladder of reminders is data: an administrator begins and ends its rules, and the ledger tells of it."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from notices.models import Notice
from records.models import Event
from records.sentences import tell
from tests.makers.organization import Cast, sign_in
from tests.makers.workflow import MORNING, accepted
from workdays.days import local_day
from workdays.store import current_calendar
from workflow.actions.ladder import begin_rule, end_rule
from workflow.actions.sweeping import sweep_all
from workflow.ladder import Hearer, Moment, Scope
from workflow.models import ReminderRule, Task
from workflow.refusals import NotThereError

ON = local_day(MORNING)
RULES = "admin:workflow_reminderrule"


def a_rule(**changed: Any) -> ReminderRule:
    """Who supervises hears of a step nine working days over."""
    usual = {"scope": Scope.TASK, "moment": Moment.OVER, "days_over": 9, "hearer": Hearer.SUPERVISOR}
    return ReminderRule(**{**usual, **changed})


def test_a_rule_begins_today_with_a_line_in_words(people: Cast) -> None:
    rule = begin_rule(a_rule(), by=people.admin, at=MORNING)

    assert (rule.first_on, rule.last_on) == (ON, None)
    line = Event.objects.get(subject_kind="reminder_rule", subject_key=str(rule.pk))
    assert (line.verb, line.actor_id, line.data["days_over"]) == ("ladder.rule_begun", people.admin.pk, 9)
    assert "督察人员" in tell(line)


def test_a_rule_in_force_does_not_begin_twice(people: Cast) -> None:
    begin_rule(a_rule(), by=people.admin, at=MORNING)

    with pytest.raises(ValidationError, match="已在执行"):
        begin_rule(a_rule(), by=people.admin, at=MORNING)


def test_a_rule_ends_with_its_last_day_and_not_in_the_past(people: Cast) -> None:
    rule = begin_rule(a_rule(), by=people.admin, at=MORNING)
    with pytest.raises(ValidationError, match="不能早于今天"):
        end_rule(rule.pk, last_on=ON - timedelta(days=1), by=people.admin, at=MORNING)

    end_rule(rule.pk, last_on=ON, by=people.admin, at=MORNING)

    tomorrow = MORNING + timedelta(days=1)
    assert rule not in ReminderRule.objects.on(ON + timedelta(days=1))
    with pytest.raises(ValidationError, match="已经停止"):
        end_rule(rule.pk, last_on=None, by=people.admin, at=tomorrow)
    assert Event.objects.of_verb("ladder.rule_ended").count() == 1


@pytest.mark.parametrize("who", ["supervisor", "chief", "metrology", "clerk"])
def test_nobody_else_sets_the_ladder(people: Cast, who: str) -> None:
    with pytest.raises(NotThereError):
        begin_rule(a_rule(), by=getattr(people, who), at=MORNING)
    with pytest.raises(NotThereError):
        end_rule(ReminderRule.objects.order_by("pk")[0].pk, last_on=ON, by=getattr(people, who), at=MORNING)


def test_a_new_rule_counts_for_limits_that_run_already(people: Cast) -> None:
    accepted(people)
    long_after = MORNING + timedelta(days=58)
    sweep_all(at=long_after)  # the old ladder has ended for every task
    assert not Task.objects.open().filter(remind_on__isnull=False).exists()
    heard = Notice.objects.filter(recipient=people.supervisor).count()
    due_on = min(task.due_on for task in Task.objects.open() if task.due_on)
    over = days_over(due_on, local_day(long_after))

    begin_rule(a_rule(days_over=over), by=people.admin, at=long_after)
    sweep_all(at=long_after)

    assert Notice.objects.filter(recipient=people.supervisor).count() > heard


def days_over(due_on: date, today: date) -> int:
    """Working days past the last day."""
    calendar = current_calendar()
    return next(n for n in range(1, 99) if calendar.nth_working_day(due_on, n) >= today)


def test_an_administrator_writes_and_ends_a_rule_in_the_back_office(people: Cast, client: Client) -> None:
    sign_in(client, people.admin)
    new = {"scope": "task", "moment": "over", "days_over": 9, "hearer": "supervisor"}

    client.post(reverse(f"{RULES}_add"), new)
    rule = ReminderRule.objects.get(days_over=9)
    again = client.post(reverse(f"{RULES}_add"), new).content.decode()
    past = client.post(reverse(f"{RULES}_change", args=[rule.pk]), {"last_on": "2020-01-01"})
    today = local_day(timezone.now())
    client.post(reverse(f"{RULES}_change", args=[rule.pk]), {"last_on": today.isoformat()})

    rule.refresh_from_db()
    assert (rule.first_on, rule.last_on) == (today, today)
    assert "这条规则已在执行" in again
    assert "止日不能早于今天" in past.content.decode()
    verbs = Event.objects.filter(subject_kind="reminder_rule").order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["ladder.rule_begun", "ladder.rule_ended"]


def test_a_rule_that_has_ended_is_only_shown(people: Cast, client: Client) -> None:
    rule = begin_rule(a_rule(), by=people.admin, at=MORNING)
    ReminderRule.objects.filter(pk=rule.pk).update(first_on=date(2026, 1, 5), last_on=date(2026, 1, 5))

    answer = sign_in(client, people.admin).post(
        reverse(f"{RULES}_change", args=[rule.pk]), {"last_on": "2099-01-01"}
    )

    assert answer.status_code == 403


def test_a_rule_without_its_days_is_told_so(people: Cast, client: Client) -> None:
    wrong = {"scope": "task", "moment": "over", "days_over": 0, "hearer": "supervisor"}

    page = sign_in(client, people.admin).post(reverse(f"{RULES}_add"), wrong).content.decode()

    assert "至少一个" in page
