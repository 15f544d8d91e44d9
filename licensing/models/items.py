"""The items of the catalogue and their published versions."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from licensing.legality import Handling, Nature
from organization.models import Function
from records.languages import in_language
from workdays.reckoning import Unit as DayUnit


class ItemQuerySet(models.QuerySet["Item"]):
    """Questions about many items."""

    def in_order(self) -> ItemQuerySet:
        return self.order_by("code")


class Item(models.Model):
    """One thing an enterprise may ask of the bureau; its content is in its versions."""

    code = models.CharField(max_length=16, unique=True)

    objects = ItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("事项")
        verbose_name_plural = _("事项")

    def __str__(self) -> str:
        return self.code

    def version_on(self, on: date) -> ItemVersion | None:
        """The published version in force on a day, the newest where two begin the same day."""
        return self.versions.in_force(on).order_by("-number").first()


class FormVersion(models.Model):
    """A published field definition of an item's form; never changed, only followed by another."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="forms")
    number = models.PositiveSmallIntegerField()
    definition = models.JSONField()
    digest = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("申请表版本")
        verbose_name_plural = _("申请表版本")
        constraints = [models.UniqueConstraint(fields=["item", "number"], name="form_version_once")]

    def __str__(self) -> str:
        return f"{self.item_id}/{self.number}"


class ItemVersionQuerySet(models.QuerySet["ItemVersion"]):
    """Questions about many versions."""

    def published(self) -> ItemVersionQuerySet:
        return self.filter(published_at__isnull=False)

    def in_force(self, on: date) -> ItemVersionQuerySet:
        return self.published().filter(in_force_from__lte=on)

    def current(self, on: date) -> ItemVersionQuerySet:
        """The newest version of each item on a day."""
        newer = ItemVersion.objects.in_force(on).filter(
            item=models.OuterRef("item"), number__gt=models.OuterRef("number")
        )
        return self.in_force(on).filter(~models.Exists(newer))

    def with_all(self) -> ItemVersionQuerySet:
        """With what a filing or a guide reads of them."""
        return self.select_related("item", "process", "form", "lead_unit")

    def taking_applications(self, on: date) -> ItemVersionQuerySet:
        begun = Q(open_on__isnull=True) | Q(open_on__lte=on)
        not_ended = Q(closed_on__isnull=True) | Q(closed_on__gt=on)
        return self.current(on).filter(begun, not_ended, is_open=True)


class ItemVersion(models.Model):
    """An item as published from a day on; running cases stay on the version they began with."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    in_force_from = models.DateField()
    published_at = models.DateTimeField(null=True)
    digest = models.CharField(max_length=64)
    name = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    nature = models.CharField(max_length=16, choices=Nature.choices)
    handling = models.CharField(max_length=16, choices=Handling.choices)
    is_open = models.BooleanField()
    has_sufficient_basis = models.BooleanField()
    open_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    closed_reason = models.CharField(max_length=400, blank=True)
    closed_reason_en = models.CharField(max_length=400, blank=True)
    statutory_limit = models.PositiveSmallIntegerField(null=True)
    promised_limit = models.PositiveSmallIntegerField(null=True)
    limit_unit = models.CharField(max_length=16, choices=DayUnit.choices, default=DayUnit.WORKING)
    is_joint = models.BooleanField(default=False)
    decided_by_superior = models.BooleanField(default=False)
    superior = models.CharField(max_length=80, blank=True)
    superior_en = models.CharField(max_length=120, blank=True)
    superior_statutory_limit = models.PositiveSmallIntegerField(null=True)
    superior_promised_limit = models.PositiveSmallIntegerField(null=True)
    entrusted_by = models.CharField(max_length=80, blank=True)
    touches_safety = models.BooleanField(default=False)
    validity_months = models.PositiveSmallIntegerField(null=True)
    validity = models.CharField(max_length=200, blank=True)
    validity_en = models.CharField(max_length=200, blank=True)
    renewal_window = models.PositiveSmallIntegerField(null=True)
    renewal_window_unit = models.CharField(max_length=16, choices=DayUnit.choices, default=DayUnit.CALENDAR)
    lead_unit = models.ForeignKey("organization.Unit", on_delete=models.PROTECT, related_name="+")
    function = models.CharField(max_length=20, choices=Function.choices)
    process = models.ForeignKey("workflow.Process", on_delete=models.PROTECT, null=True, related_name="+")
    process_digest = models.CharField(max_length=64, blank=True)
    form = models.ForeignKey(FormVersion, on_delete=models.PROTECT, null=True, related_name="+")
    applicants = models.CharField(max_length=16, default="enterprise")
    document_name = models.CharField(max_length=100, blank=True)
    document_name_en = models.CharField(max_length=160, blank=True)
    conditions = models.JSONField(default=list)
    quantity = models.CharField(max_length=200, blank=True)
    quantity_en = models.CharField(max_length=200, blank=True)
    procedure = models.TextField(blank=True)
    procedure_en = models.TextField(blank=True)
    fees = models.JSONField(default=list)
    marks = models.JSONField(default=dict)
    sources = models.JSONField(default=dict)

    objects = ItemVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("事项版本")
        verbose_name_plural = _("事项版本")
        constraints = [
            models.UniqueConstraint(fields=["item", "number"], name="item_version_once"),
            models.CheckConstraint(
                condition=Q(promised_limit__isnull=True) | Q(promised_limit__lte=F("statutory_limit")),
                name="item_promise_within_the_law",
            ),
            models.CheckConstraint(
                condition=Q(is_open=False) | Q(has_sufficient_basis=True), name="item_open_only_with_basis"
            ),
            models.CheckConstraint(
                condition=Q(is_open=False)
                | Q(
                    statutory_limit__isnull=False,
                    promised_limit__isnull=False,
                    process__isnull=False,
                    form__isnull=False,
                ),
                name="item_open_only_with_limits_and_process",
            ),
            models.CheckConstraint(
                condition=Q(is_open=False) | ~Q(nature=Nature.PRECONDITION),
                name="item_precondition_never_open",
            ),
            models.CheckConstraint(
                condition=Q(is_open=True, closed_on__isnull=True) | ~Q(closed_reason=""),
                name="item_closed_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(decided_by_superior=False) & Q(superior="")
                | Q(decided_by_superior=True, handling=Handling.FORWARDED) & ~Q(superior=""),
                name="item_superior_is_named",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.number})"

    @property
    def title(self) -> str:
        return in_language(self.name, self.name_en)

    @property
    def superior_title(self) -> str:
        return in_language(self.superior, self.superior_en)

    @property
    def why_closed(self) -> str:
        return in_language(self.closed_reason, self.closed_reason_en)

    def takes_applications(self, on: date) -> bool:
        """True if somebody may apply on that day."""
        begun = self.open_on is None or self.open_on <= on
        return self.is_open and begun and (self.closed_on is None or on < self.closed_on)
