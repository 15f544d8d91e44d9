"""A task: one step of one case in one round, with its unit, its clock and its result."""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from organization.models import Person, Role, Unit
from records.languages import in_language
from workdays.days import FAR_FUTURE
from workflow.models.case import Case
from workflow.models.process import Step
from workflow.outcomes import Outcome
from workflow.states import LIVE, TaskState
from workflow.steps import Priority

OPEN = Q(state=TaskState.OPEN)


class TaskQuerySet(models.QuerySet["Task"]):
    """Questions about many tasks."""

    def open(self) -> Self:
        return self.filter(state=TaskState.OPEN)

    def late(self, day: date) -> Self:
        """Open past their own limit that day."""
        return self.open().filter(sort_on__lt=day)

    def visible_to(self, person: Person, on: date | None = None) -> Self:
        """Tasks of the cases this member of staff sees (by default today)."""
        return self.filter(case__in=Case.objects.visible_to(person, on))


class Task(models.Model):
    """What one unit has to do; a consultation (加签) has no step of the process but a task it was asked for.

    `start_on` is day 0 of the task's clock and `limit_days` its working days; without both the clock
    stands, `due_on` is empty and `sort_on` the far future. `open_predecessors` is how many results are
    still needed before the task opens. `remind_on`
    is the next day on which the reminders must look at the task.
    """

    case = models.ForeignKey(
        Case, models.PROTECT, related_name="tasks", db_index=False, verbose_name=_("案件")
    )
    step = models.ForeignKey(
        Step, models.PROTECT, null=True, related_name="+", db_index=False, verbose_name=_("环节")
    )
    round = models.PositiveSmallIntegerField(_("轮次"), default=1)
    consulted_for = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="consultations", db_index=False
    )
    title = models.CharField(_("名称"), max_length=200)
    title_en = models.CharField(_("英文名称"), max_length=200, blank=True, default="", db_default="")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+", db_index=False)
    role = models.CharField(_("岗位"), max_length=20, choices=Role.choices)
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    delegate = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    delegate_first_on = models.DateField(null=True, blank=True)
    delegate_last_on = models.DateField(null=True, blank=True)
    priority = models.PositiveSmallIntegerField(choices=Priority.choices, default=Priority.NORMAL)
    state = models.CharField(_("状态"), max_length=10, choices=TaskState.choices, default=TaskState.WAITING)
    open_predecessors = models.PositiveSmallIntegerField(default=0)
    opened_at = models.DateTimeField(_("启动时间"), null=True, blank=True)
    start_on = models.DateField(_("起算日"), null=True, blank=True)
    limit_days = models.PositiveSmallIntegerField(_("时限"), null=True, blank=True)
    due_on = models.DateField(_("到期日"), null=True, blank=True)
    warn_on = models.DateField(_("提醒日"), null=True, blank=True)
    sort_on = models.DateField(_("排序日期"))
    remind_on = models.DateField(null=True, blank=True)
    done_at = models.DateTimeField(_("办结时间"), null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    outcome = models.CharField(_("结论"), max_length=24, choices=Outcome.choices, blank=True)
    opinion = models.TextField(_("意见"), blank=True)
    conditions = models.JSONField(_("条件"), default=list, blank=True)
    is_kept = models.BooleanField(_("退回后沿用"), default=False)
    why = models.JSONField(_("派往依据"), default=dict, blank=True)
    token = models.CharField(max_length=64, blank=True)

    objects = TaskQuerySet.as_manager()

    class Meta:
        verbose_name = _("任务")
        verbose_name_plural = _("任务")
        constraints = [
            models.UniqueConstraint(fields=["case", "step", "round"], name="workflow_task_round_once"),
            models.UniqueConstraint(
                fields=["case", "round"],
                condition=Q(step__isnull=True),
                name="workflow_task_consultation_once",
            ),
            models.UniqueConstraint(
                fields=["case", "step"],
                condition=Q(state__in=sorted(state.value for state in LIVE)),
                name="workflow_task_one_live_round",
            ),
            models.CheckConstraint(condition=Q(state__in=TaskState.values), name="workflow_task_state"),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="workflow_task_role"),
            models.CheckConstraint(condition=Q(round__gte=1), name="workflow_task_round_from_one"),
            models.CheckConstraint(condition=Q(priority__in=Priority.values), name="workflow_task_priority"),
            models.CheckConstraint(
                condition=Q(step__isnull=False, consulted_for__isnull=True)
                | Q(step__isnull=True, consulted_for__isnull=False),
                name="workflow_task_step_or_consultation",
            ),
            models.CheckConstraint(
                condition=(Q(state=TaskState.DONE, done_at__isnull=False) & ~Q(outcome=""))
                | (~Q(state=TaskState.DONE) & Q(outcome="", done_at__isnull=True, done_by__isnull=True)),
                name="workflow_task_outcome_iff_done",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[TaskState.OPEN, TaskState.DONE], opened_at__isnull=False)
                | Q(state=TaskState.WAITING, opened_at__isnull=True)
                | Q(state__in=[TaskState.SKIPPED, TaskState.CANCELLED]),
                name="workflow_task_opened_has_moment",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[TaskState.OPEN, TaskState.DONE]) | Q(open_predecessors=0),
                name="workflow_task_open_waits_for_nobody",
            ),
            models.CheckConstraint(
                condition=~OPEN | Q(unit__isnull=False) | Q(assignee__isnull=False),
                name="workflow_task_open_is_somebodys",
            ),
            models.CheckConstraint(condition=Q(warn_on__lte=F("due_on")), name="workflow_task_warned_first"),
            models.CheckConstraint(
                condition=Q(due_on__isnull=False, sort_on=F("due_on"))
                | Q(due_on__isnull=True, sort_on=FAR_FUTURE),
                name="workflow_task_sorted_by_due",
            ),
            models.CheckConstraint(
                condition=Q(
                    delegate__isnull=True, delegate_first_on__isnull=True, delegate_last_on__isnull=True
                )
                | Q(delegate__isnull=False, delegate_first_on__lte=F("delegate_last_on")),
                name="workflow_task_delegated_with_dates",
            ),
        ]
        indexes = [
            models.Index(fields=["unit", "case"], name="workflow_task_of_unit"),
            models.Index(
                fields=["unit", "priority", "sort_on", "id"], condition=OPEN, name="workflow_task_unit"
            ),
            models.Index(
                fields=["unit", "role", "priority", "sort_on", "id"],
                condition=Q(state=TaskState.OPEN, assignee__isnull=True),
                name="workflow_task_pool",
            ),
            models.Index(
                fields=["assignee", "priority", "sort_on", "id"],
                condition=OPEN,
                name="workflow_task_assignee",
            ),
            models.Index(
                fields=["delegate", "priority", "sort_on", "id"],
                condition=Q(state=TaskState.OPEN, delegate__isnull=False),
                name="workflow_task_delegate",
            ),
            models.Index(fields=["sort_on", "id"], condition=OPEN, name="workflow_task_open_due"),
            models.Index(
                fields=["remind_on", "id"],
                condition=Q(OPEN, remind_on__isnull=False),
                name="workflow_task_to_remind",
            ),
            models.Index(fields=["step", "id", "unit", "role"], condition=OPEN, name="workflow_task_at_step"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.title} #{self.round}"

    @property
    def wording(self) -> str:
        """The name in the reader's language."""
        return in_language(self.title, self.title_en)

    @property
    def clock(self) -> str:
        """What the address of its working calls its clock."""
        return f"task-{self.pk}"

    @property
    def is_open(self) -> bool:
        return self.state == TaskState.OPEN

    def is_late_on(self, day: date) -> bool:
        """Whether, that day, the task is open past its own limit."""
        return self.is_open and self.due_on is not None and self.due_on < day

    def delegate_on(self, day: date) -> int | None:
        """The person the task is delegated to that day."""
        first_on, last_on = self.delegate_first_on, self.delegate_last_on
        runs = first_on is not None and last_on is not None and first_on <= day <= last_on
        return self.delegate_id if runs else None
