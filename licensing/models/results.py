"""Decisions, licences and their delivery."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from licensing.models.applications import Application
from licensing.models.items import ItemVersion
from licensing.states import DecisionKind, Delivered, DeliveryMethod, LicenceState


class DecisionQuerySet(models.QuerySet["Decision"]):
    """Questions about many decisions."""

    def public(self) -> DecisionQuerySet:
        """What Art. 40 lays open: our own decisions, newest first."""
        ours = self.filter(kind__in=[DecisionKind.GRANTED, DecisionKind.DENIED], is_confidential=False)
        return ours.select_related("application__case__party", "application__item_version", "document")


class Decision(models.Model):
    """The bureau's one decision on an application; never changed, only followed by others."""

    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="decision")
    kind = models.CharField(max_length=16, choices=DecisionKind.choices)
    decided_by_superior = models.BooleanField()
    reasons = models.TextField(blank=True)
    conditions = models.JSONField(default=list)
    is_confidential = models.BooleanField(default=False)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()
    decided_on = models.DateField()
    deliver_by = models.DateField(null=True)
    document = models.ForeignKey("documents.Document", on_delete=models.PROTECT, null=True, related_name="+")

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("决定")
        indexes = [models.Index(fields=["-decided_on", "-id"], name="decision_newest")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind=DecisionKind.DENIED) | ~Q(reasons=""), name="decision_refusal_with_reasons"
            ),
            models.CheckConstraint(
                condition=Q(decided_by_superior=False, kind__in=[DecisionKind.GRANTED, DecisionKind.DENIED])
                | Q(decided_by_superior=True, kind=DecisionKind.FORWARDED),
                name="decision_superiors_only_forwarded",
            ),
            models.CheckConstraint(
                condition=Q(kind=DecisionKind.FORWARDED) | Q(document__isnull=False),
                name="decision_is_written",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application_id} {self.kind}"


class SuperiorDecision(models.Model):
    """The superior organ's decision on a forwarded application, as registered by the window."""

    application = models.OneToOneField(
        Application, on_delete=models.PROTECT, related_name="superior_decision"
    )
    is_granted = models.BooleanField()
    organ = models.CharField(max_length=80)
    number = models.CharField(max_length=100)
    decided_on = models.DateField()
    reasons = models.TextField(blank=True)
    registered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    registered_at = models.DateTimeField()

    class Meta:
        verbose_name = _("上级决定")
        constraints = [
            models.CheckConstraint(condition=~Q(number="") & ~Q(organ=""), name="superior_decision_is_named"),
        ]

    def __str__(self) -> str:
        return f"{self.organ} {self.number}"


class LicenceQuerySet(models.QuerySet["Licence"]):
    """Questions about many licences."""

    def in_force(self) -> LicenceQuerySet:
        return self.filter(state=LicenceState.VALID)


class Licence(models.Model):
    """What the holder receives: its number, scope and validity."""

    number = models.CharField(max_length=100, unique=True)
    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="licence")
    party = models.ForeignKey("parties.Party", on_delete=models.PROTECT, related_name="licences")
    item_version = models.ForeignKey(ItemVersion, on_delete=models.PROTECT, related_name="licences")
    state = models.CharField(max_length=16, choices=LicenceState.choices, default=LicenceState.VALID)
    scope = models.JSONField(default=list)
    conditions = models.JSONField(default=list)
    issued_on = models.DateField()
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    document = models.OneToOneField(
        "documents.Document", on_delete=models.PROTECT, null=True, related_name="+"
    )

    objects = LicenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("许可证")
        indexes = [
            models.Index(fields=["valid_until", "id"], name="licence_expiring", condition=Q(state="valid")),
            models.Index(fields=["party", "-issued_on"], name="licence_of_party"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
                name="licence_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class Delivery(models.Model):
    """The handing over of a result, with its proof (Art. 44)."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="deliveries")
    delivered = models.CharField(max_length=16, choices=Delivered.choices)
    method = models.CharField(max_length=16, choices=DeliveryMethod.choices)
    receiver = models.CharField(max_length=80)
    proof = models.CharField(max_length=300)
    delivered_on = models.DateField()
    due_on = models.DateField(null=True)
    delivered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    delivered_at = models.DateTimeField()

    class Meta:
        verbose_name = _("送达")
        constraints = [
            models.UniqueConstraint(fields=["application", "delivered"], name="delivery_once"),
            models.CheckConstraint(condition=~Q(receiver="") & ~Q(proof=""), name="delivery_with_proof"),
        ]

    def __str__(self) -> str:
        return f"{self.application_id} {self.delivered}"

    @property
    def is_late(self) -> bool:
        """True if it was handed over after the ten working days of Art. 44."""
        return self.due_on is not None and self.delivered_on > self.due_on
