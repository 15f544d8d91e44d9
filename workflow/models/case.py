"""A case: what was asked for, where it stands, its two clocks, and the head of its chain."""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from organization.models import District, Person
from parties.models import Party
from records.chain import Link, Subject
from records.languages import in_language
from workdays.days import FAR_FUTURE, local_day
from workdays.reckoning import Unit as LimitUnit
from workflow.models.process import Process
from workflow.outcomes import CASE_ENDINGS, Outcome
from workflow.sight import seen_by, seen_by_party
from workflow.states import CaseState
from workflow.steps import Priority

SUBJECT_KIND = "case"
REPORTED = ["accepted_on", "promised_on", "promised_days", "statutory_days", "limit_unit"]
RUNNING = Q(state=CaseState.OPEN, decided_on__isnull=True, promised_on__isnull=False)


class CaseQuerySet(models.QuerySet["Case"]):
    """Questions about many cases."""

    def open(self) -> Self:
        return self.filter(state=CaseState.OPEN)

    def closed(self) -> Self:
        return self.filter(state=CaseState.CLOSED)

    def running(self) -> Self:
        """Cases whose clocks have started and not ended."""
        return self.filter(state=CaseState.OPEN, accepted_on__isnull=False, decided_on__isnull=True)

    def late(self, day: date) -> Self:
        """Undecided past their promise that day; a standing clock is never late."""
        return self.open().filter(sort_on__lt=day)

    def visible_to(self, person: Person, on: date | None = None) -> Self:
        """What this member of staff sees (by default today)."""
        return self.filter(seen_by(person, on or local_day(timezone.now())))

    def visible_to_party(self, person: Person, on: date | None = None) -> Self:
        """The cases of the parties this person represents (by default today)."""
        return self.filter(seen_by_party(person, on or local_day(timezone.now())))


class Case(models.Model):
    """One application, complaint or other matter on its way through a process.

    The due columns are projections of dated facts; `sort_on` is the promised date, or the far future
    while the clock stands; `last_seq` and `last_hash` are the end of the case's chain in the ledger.
    """

    number = models.CharField(_("案号"), max_length=24, unique=True)
    kind = models.CharField(_("种类"), max_length=32, default="licensing")
    process = models.ForeignKey(
        Process, models.PROTECT, related_name="cases", db_index=False, verbose_name=_("流程")
    )
    title = models.CharField(_("事由"), max_length=200)
    title_en = models.CharField(_("英文事由"), max_length=200, blank=True, default="", db_default="")
    party = models.ForeignKey(Party, models.PROTECT, related_name="cases", verbose_name=_("当事人"))
    district = models.ForeignKey(
        District, models.PROTECT, related_name="cases", db_index=False, verbose_name=_("辖区")
    )
    responsible = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("首问责任人")
    )
    priority = models.PositiveSmallIntegerField(_("优先"), choices=Priority.choices, default=Priority.NORMAL)
    facts = models.JSONField(_("流程所用事实"), default=dict, blank=True)
    state = models.CharField(_("状态"), max_length=8, choices=CaseState.choices, default=CaseState.OPEN)
    outcome = models.CharField(_("结果"), max_length=24, choices=Outcome.choices, blank=True)
    received_at = models.DateTimeField(_("收件时间"))
    received_on = models.DateField(_("收件日期"))
    accepted_on = models.DateField(_("受理日期"), null=True, blank=True)
    promised_days = models.PositiveSmallIntegerField(_("承诺时限"), null=True, blank=True)
    statutory_days = models.PositiveSmallIntegerField(_("法定时限"), null=True, blank=True)
    limit_unit = models.CharField(
        _("时限单位"), max_length=8, choices=LimitUnit.choices, default=LimitUnit.WORKING
    )
    promised_on = models.DateField(_("承诺办结日"), null=True, blank=True)
    statutory_on = models.DateField(_("法定办结日"), null=True, blank=True)
    is_provisional = models.BooleanField(_("暂定"), default=False)
    open_pauses = models.PositiveSmallIntegerField(_("进行中的特别程序"), default=0)
    decided_on = models.DateField(_("决定日期"), null=True, blank=True)
    closed_at = models.DateTimeField(_("办结时间"), null=True, blank=True)
    sort_on = models.DateField(_("排序日期"))
    warn_on = models.DateField(null=True, blank=True)
    remind_on = models.DateField(null=True, blank=True)
    last_seq = models.PositiveIntegerField(default=0)
    last_hash = models.CharField(max_length=64)
    version = models.PositiveIntegerField(default=0)
    query_digest = models.CharField(max_length=64, blank=True)
    token = models.CharField(max_length=64, null=True, blank=True, unique=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("案件")
        verbose_name_plural = _("案件")
        constraints = [
            models.CheckConstraint(
                condition=Q(state=CaseState.OPEN, closed_at__isnull=True)
                | (Q(state=CaseState.CLOSED, closed_at__isnull=False) & ~Q(outcome="")),
                name="workflow_case_closed_has_moment_and_outcome",
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=["", *sorted(outcome.value for outcome in CASE_ENDINGS)]),
                name="workflow_case_outcome",
            ),
            models.CheckConstraint(condition=Q(priority__in=Priority.values), name="workflow_case_priority"),
            models.CheckConstraint(
                condition=Q(limit_unit__in=LimitUnit.values), name="workflow_case_limit_unit"
            ),
            models.CheckConstraint(
                condition=Q(promised_days__lte=F("statutory_days")),
                name="workflow_case_promise_within_law",
            ),
            models.CheckConstraint(
                condition=Q(promised_on__lte=F("statutory_on")), name="workflow_case_promised_on_first"
            ),
            models.CheckConstraint(
                condition=Q(
                    accepted_on__isnull=False, promised_days__isnull=False, statutory_days__isnull=False
                )
                | Q(
                    accepted_on__isnull=True,
                    promised_days__isnull=True,
                    statutory_days__isnull=True,
                    promised_on__isnull=True,
                    statutory_on__isnull=True,
                ),
                name="workflow_case_clocks_start_at_acceptance",
            ),
            models.CheckConstraint(
                condition=Q(accepted_on__gte=F("received_on")), name="workflow_case_received_first"
            ),
            models.CheckConstraint(
                condition=Q(decided_on__gte=F("accepted_on")), name="workflow_case_accepted_first"
            ),
            models.CheckConstraint(condition=Q(last_seq__gte=1), name="workflow_case_has_a_chain"),
            models.CheckConstraint(
                condition=Q(RUNNING, sort_on=F("promised_on")) | Q(~RUNNING, sort_on=FAR_FUTURE),
                name="workflow_case_sorted_by_promise",
            ),
        ]
        indexes = [
            models.Index(
                fields=["sort_on", "id"], condition=Q(state=CaseState.OPEN), name="workflow_case_open_due"
            ),
            models.Index(
                fields=["remind_on", "id"],
                condition=Q(state=CaseState.OPEN, decided_on__isnull=True, remind_on__isnull=False),
                name="workflow_case_to_remind",
            ),
            models.Index(fields=["-received_at", "-id"], name="workflow_case_newest"),
            models.Index(
                fields=["kind", "accepted_on"],
                condition=Q(accepted_on__isnull=False),
                name="workflow_case_accepted",
            ),
            models.Index(
                fields=["decided_on", "id", *REPORTED],
                condition=Q(decided_on__isnull=False),
                name="workflow_case_decided",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    @property
    def wording(self) -> str:
        """The title in the reader's language."""
        return in_language(self.title, self.title_en)

    @property
    def subject(self) -> Subject:
        """What the case is called in the ledger."""
        return Subject(SUBJECT_KIND, self.number)

    @property
    def head(self) -> Link:
        """The end of the case's chain as stored."""
        return Link(self.last_seq, self.last_hash)

    @property
    def is_open(self) -> bool:
        return self.state == CaseState.OPEN

    @property
    def is_paused(self) -> bool:
        """Whether the clocks stand for a special procedure (Art. 45)."""
        return self.open_pauses > 0

    def is_late_on(self, day: date) -> bool:
        """Whether, that day, the promise is passed and no decision made."""
        return (
            self.is_open
            and self.decided_on is None
            and self.promised_on is not None
            and self.promised_on < day
        )


class CaseSerial(models.Model):
    """The last serial number given out in a district on a day."""

    district = models.ForeignKey(District, models.PROTECT, related_name="+", db_index=False)
    day = models.DateField()
    last_no = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("案号流水")
        verbose_name_plural = _("案号流水")
        constraints = [
            models.UniqueConstraint(fields=["district", "day"], name="workflow_caseserial_once"),
            models.CheckConstraint(
                condition=Q(last_no__gte=1, last_no__lte=99999), name="workflow_caseserial_five_digits"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.district_id} {self.day} {self.last_no}"
