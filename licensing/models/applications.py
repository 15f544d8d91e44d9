"""Applications, the drafts they grow from, and the verdict on each material."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from licensing.models.contents import Material
from licensing.models.items import FormVersion, Item, ItemVersion
from licensing.states import AWAITING, LIVE, Channel, State
from licensing.verdicts import Verdict
from organization.models import Person
from parties.models import Party
from records.chain import Subject
from workflow.models import Case
from workflow.sight import seen_by, seen_by_party

if TYPE_CHECKING:
    from licensing.models.promises import PromisedPiece


class ApplicationQuerySet(models.QuerySet["Application"]):
    """Questions about many applications."""

    def seen_by(self, person: Person, on: date) -> Self:
        """Those whose case this person of the bureau sees that day."""
        return self.filter(case__in=Case.objects.filter(seen_by(person, on)))

    def of_representative(self, person: Person, on: date) -> Self:
        """Those of the parties this person represents that day."""
        return self.filter(case__in=Case.objects.filter(seen_by_party(person, on)))

    def alike(self, party: Party, item: Item) -> Self:
        """The party's live applications for the same item: perhaps a duplicate."""
        return self.filter(case__party=party, item_version__item=item, state__in=LIVE)

    def untold(self) -> Self:
        """Those on which the window has not yet had its word (Art. 32)."""
        return self.filter(state=State.RECEIVED)

    def with_all(self) -> Self:
        """With what an act or a page reads of them."""
        return self.select_related(
            "case__party",
            "case__district",
            "item_version__item",
            "item_version__lead_unit",
            "item_version__form",
            "entitlement",
            "agent",
        )


class Application(models.Model):
    """What was asked for, on which version of the item, and where it stands in law."""

    case = models.OneToOneField("workflow.Case", on_delete=models.PROTECT, related_name="application")
    item_version = models.ForeignKey(ItemVersion, on_delete=models.PROTECT, related_name="applications")
    form_version = models.ForeignKey(FormVersion, on_delete=models.PROTECT, null=True, related_name="+")
    decided_by_superior = models.BooleanField()
    state = models.CharField(max_length=20, choices=State.choices, default=State.RECEIVED)
    token = models.CharField(max_length=64, unique=True)
    channel = models.CharField(max_length=16, choices=Channel.choices)
    received_at = models.DateTimeField()
    received_on = models.DateField()
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    agent = models.ForeignKey("parties.Agent", on_delete=models.PROTECT, null=True, related_name="+")
    presenter = models.CharField(max_length=80, blank=True)
    mobile = models.CharField(max_length=20, blank=True)
    language = models.CharField(max_length=8, default="zh")
    answers = models.JSONField(default=dict)
    note = models.TextField(blank=True)
    entitlement = models.ForeignKey(
        "parties.Entitlement", on_delete=models.PROTECT, null=True, related_name="+"
    )
    barred_by = models.ForeignKey("parties.Bar", on_delete=models.PROTECT, null=True, related_name="+")
    promise_factor = models.DecimalField(max_digits=4, decimal_places=2, null=True)
    accepted_at = models.DateTimeField(null=True)
    is_deemed_accepted = models.BooleanField(default=False)
    told_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("申请")
        indexes = [
            models.Index(
                fields=["received_on", "id"], condition=Q(state=State.RECEIVED), name="application_untold"
            ),
            models.Index(fields=["id"], condition=Q(state=State.RECEIVED), name="application_waiting"),
            models.Index(fields=["id"], condition=Q(state=State.CORRECTION), name="application_correcting"),
            models.Index(fields=["received_at"], name="application_received"),
            models.Index(fields=["case", "item_version"], name="application_of_case"),
            models.Index(
                fields=["accepted_at"], condition=Q(accepted_at__isnull=False), name="application_accepted"
            ),
            models.Index(
                fields=["ended_on", "state"],
                condition=Q(state__in=[State.NOT_ACCEPTED, State.NOT_OURS, State.NOT_REQUIRED]),
                name="application_turned_away",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(promise_factor__isnull=True) | Q(promise_factor__gt=0, promise_factor__lte=1),
                name="application_promise_never_longer",
            ),
            models.CheckConstraint(
                condition=Q(decided_by_superior=False) | ~Q(state__in=["granted", "denied"]),
                name="application_superiors_never_ours",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.state}"

    @property
    def subject(self) -> Subject:
        """The case's chain: an application has no other."""
        return self.case.subject


class Draft(models.Model):
    """A clerk's unfinished intake, saved as it is typed; not yet part of the record."""

    token = models.CharField(max_length=64, unique=True)
    clerk = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    application = models.ForeignKey(Application, on_delete=models.CASCADE, null=True, related_name="drafts")
    item_version = models.ForeignKey(ItemVersion, on_delete=models.PROTECT, null=True, related_name="+")
    data = models.JSONField(default=dict)
    revision = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField()

    class Meta:
        verbose_name = _("草稿")
        indexes = [models.Index(fields=["clerk", "-saved_at"], name="draft_of_clerk")]

    def __str__(self) -> str:
        return self.token


class MaterialVerdictQuerySet(models.QuerySet["MaterialVerdict"]):
    """Questions about many verdicts."""

    def promised(self) -> Self:
        """Those on materials that may follow by a promise, whether they came or not."""
        return self.filter(verdict=Verdict.PROMISED)

    def owed(self) -> Self:
        """Promised, not here yet, and the application not yet decided."""
        return self.promised().filter(piece__isnull=True, application__state__in=AWAITING)


class MaterialVerdict(models.Model):
    """What the window says of one material of one application."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="verdicts")
    material = models.ForeignKey(Material, on_delete=models.PROTECT, related_name="+")
    verdict = models.CharField(max_length=16, choices=Verdict.choices)
    reason_code = models.CharField(max_length=32, blank=True)
    reason = models.TextField(blank=True)
    promised_on = models.DateField(null=True)
    reminded_on = models.DateField(null=True)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    objects = MaterialVerdictQuerySet.as_manager()

    class Meta:
        verbose_name = _("材料核对")
        indexes = [
            models.Index(
                fields=["promised_on", "id"], name="verdict_promised", condition=Q(verdict=Verdict.PROMISED)
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["application", "material"], name="verdict_once"),
            models.CheckConstraint(
                condition=~Q(verdict__in=[Verdict.CORRECT, Verdict.NOT_NEEDED]) | ~Q(reason_code=""),
                name="verdict_against_with_reason",
            ),
            models.CheckConstraint(
                condition=~Q(verdict=Verdict.PROMISED) | Q(promised_on__isnull=False),
                name="verdict_promised_with_date",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.material_id}: {self.verdict}"

    @property
    def came(self) -> PromisedPiece | None:
        """The promised piece, if it has come."""
        found: PromisedPiece | None = getattr(self, "piece", None)
        return found
