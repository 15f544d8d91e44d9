"""A process definition: versions of steps joined by links; triggers make a published one immutable."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from organization.models import Function, Role, Unit
from records.languages import in_language
from workflow.steps import Join, OnNegative, PauseGround, StepKind, UnitRule


class ProcessQuerySet(models.QuerySet["Process"]):
    """Questions about many definitions."""

    def published(self) -> Self:
        return self.filter(published_on__isnull=False)

    def newest_first(self) -> Self:
        return self.order_by("code", "-version")


class Process(models.Model):
    """One version of a way of handling cases; running cases stay on theirs."""

    code = models.CharField(_("代码"), max_length=64)
    version = models.PositiveSmallIntegerField(_("版本"))
    title = models.CharField(_("名称"), max_length=200)
    title_en = models.CharField(_("英文名称"), max_length=200, blank=True)
    kind = models.CharField(_("案件种类"), max_length=32, default="licensing")
    promised_days = models.PositiveSmallIntegerField(_("承诺工作日"))
    lead = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("牵头单位")
    )
    is_joint = models.BooleanField(_("多部门联办"), default=False)
    fingerprint = models.CharField(_("指纹"), max_length=64, blank=True)
    published_on = models.DateField(_("发布日期"), null=True, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(_("起草时间"))

    objects: ClassVar[models.Manager["Process"]] = ProcessQuerySet.as_manager()

    class Meta:
        verbose_name = _("流程")
        verbose_name_plural = _("流程")
        constraints = [
            models.UniqueConstraint(fields=["code", "version"], name="workflow_process_version_once"),
            models.CheckConstraint(condition=Q(version__gte=1), name="workflow_process_version_from_one"),
            models.CheckConstraint(
                condition=Q(published_on__isnull=True) | ~Q(fingerprint=""),
                name="workflow_process_published_has_fingerprint",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} v{self.version}"

    @property
    def wording(self) -> str:
        """The name in the reader's language."""
        return in_language(self.title, self.title_en)


class Step(models.Model):
    """One step of a process."""

    process = models.ForeignKey(Process, models.PROTECT, related_name="steps", verbose_name=_("流程"))
    code = models.SlugField(_("代码"), max_length=40, allow_unicode=False)
    title = models.CharField(_("名称"), max_length=80)
    title_en = models.CharField(_("英文名称"), max_length=120, blank=True)
    kind = models.CharField(_("类别"), max_length=16, choices=StepKind.choices)
    unit_rule = models.CharField(_("单位规则"), max_length=16, choices=UnitRule.choices)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+", verbose_name=_("单位"))
    function = models.CharField(_("委托职能"), max_length=20, choices=Function.choices, blank=True)
    role = models.CharField(_("岗位"), max_length=20, choices=Role.choices)
    promised_days = models.PositiveSmallIntegerField(_("环节工作日"), null=True, blank=True)
    predecessors = models.ManyToManyField(
        "self",
        through="StepLink",
        through_fields=("after", "before"),
        symmetrical=False,
        related_name="successors",
        verbose_name=_("前置环节"),
    )
    join = models.CharField(_("汇合"), max_length=4, choices=Join.choices, default=Join.ALL)
    join_n = models.PositiveSmallIntegerField(_("汇合数"), null=True, blank=True)
    on_negative = models.CharField(
        _("遇不同意"), max_length=12, choices=OnNegative.choices, default=OnNegative.WAIT_ALL
    )
    skip_when = models.CharField(_("不经办条件"), max_length=200, blank=True)
    pause_ground = models.CharField(_("不计时依据"), max_length=16, choices=PauseGround.choices, blank=True)
    expected_days = models.PositiveSmallIntegerField(_("预计不计时日数"), null=True, blank=True)
    counts = models.BooleanField(_("计入时限"), default=True)
    order = models.PositiveSmallIntegerField(_("顺序"))
    is_required = models.BooleanField(_("必经"), default=True)

    class Meta:
        verbose_name = _("环节")
        verbose_name_plural = _("环节")
        constraints = [
            models.UniqueConstraint(fields=["process", "code"], name="workflow_step_code_once"),
            models.UniqueConstraint(fields=["process", "order"], name="workflow_step_order_once"),
            models.CheckConstraint(condition=Q(kind__in=StepKind.values), name="workflow_step_kind"),
            models.CheckConstraint(
                condition=Q(unit_rule__in=UnitRule.values), name="workflow_step_unit_rule"
            ),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="workflow_step_role"),
            models.CheckConstraint(
                condition=Q(join=Join.N, join_n__gte=1)
                | Q(join__in=[Join.ALL, Join.ANY], join_n__isnull=True),
                name="workflow_step_join",
            ),
            models.CheckConstraint(
                condition=Q(on_negative__in=OnNegative.values), name="workflow_step_on_negative"
            ),
            models.CheckConstraint(
                condition=Q(pause_ground__in=["", *PauseGround.values]), name="workflow_step_pause_ground"
            ),
            models.CheckConstraint(
                condition=Q(counts=True, pause_ground="") | (Q(counts=False) & ~Q(pause_ground="")),
                name="workflow_step_uncounted_has_ground",
            ),
            models.CheckConstraint(
                condition=Q(unit_rule=UnitRule.DISTRICT_BUREAU) & ~Q(function="")
                | ~Q(unit_rule=UnitRule.DISTRICT_BUREAU) & Q(function=""),
                name="workflow_step_function",
            ),
            models.CheckConstraint(
                condition=Q(unit__isnull=False) | Q(unit_rule=UnitRule.DISTRICT_BUREAU),
                name="workflow_step_unit",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.process_id}/{self.code} {self.title}"


class StepLink(models.Model):
    """An edge: `after` waits for `before`."""

    before = models.ForeignKey(Step, models.PROTECT, related_name="links_out", verbose_name=_("前置"))
    after = models.ForeignKey(Step, models.PROTECT, related_name="links_in", verbose_name=_("后续"))

    class Meta:
        verbose_name = _("环节先后")
        verbose_name_plural = _("环节先后")
        constraints = [
            models.UniqueConstraint(fields=["before", "after"], name="workflow_steplink_once"),
            models.CheckConstraint(condition=~Q(before=F("after")), name="workflow_steplink_not_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.before_id} → {self.after_id}"
