"""What bars a party, what favours it, and what is known of its quality work."""

from datetime import date
from decimal import Decimal
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from organization.constraints import NoOverlap
from parties.models.party import Party
from parties.models.spans import Span, SpanQuerySet, span_in_order


class BarQuerySet(SpanQuerySet["Bar"]):
    """Questions about bars."""

    def running(self, on: date) -> Self:
        """Bars that hold on that day and were not lifted."""
        return self.holding(on).exclude(lifted_on__isnull=False, lifted_on__lte=on)

    def barring(self, party: Party, item_code: str, on: date) -> Self:
        """Bars that keep this party from this item on that day (Art. 78–79: other items are not barred)."""
        return self.running(on).filter(party=party, item_code=item_code)


class Bar(Span):
    """A party may not apply for one item until a day, by a numbered decision."""

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="bars")
    item_code = models.CharField(_("事项"), max_length=16)
    ground = models.CharField(_("事由"), max_length=300)
    article = models.CharField(_("依据"), max_length=120)
    decision_no = models.CharField(_("决定文号"), max_length=80)
    lifted_on = models.DateField(_("解除日"), null=True, blank=True)
    lifted_reason = models.CharField(_("解除理由"), max_length=300, blank=True)

    objects = BarQuerySet.as_manager()

    class Meta:
        verbose_name = _("限制申请")
        verbose_name_plural = _("限制申请")
        constraints = [
            span_in_order("bar_span_in_order"),
            models.CheckConstraint(condition=Q(last_on__isnull=False), name="bar_has_an_end"),
            models.CheckConstraint(
                condition=~Q(ground="") & ~Q(article="") & ~Q(decision_no="") & ~Q(item_code=""),
                name="bar_says_why",
            ),
            models.UniqueConstraint(
                fields=["party", "item_code", "decision_no"],
                name="bar_entered_once",
                violation_error_message=_("同一决定对该事项的限制已经登记。"),
            ),
            models.CheckConstraint(
                condition=Q(lifted_on__isnull=True) | ~Q(lifted_reason=""), name="bar_lifted_with_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.party} {self.item_code} {self.first_on}–{self.last_on}"


class EntitlementGround(models.TextChoices):
    """Who may use the green channel (DOMAIN 5)."""

    MAJOR_PROJECT = "major_project", _("重大项目")
    INVESTMENT = "investment", _("招商引资项目")
    EMERGENCY = "emergency", _("应急抢险")
    HIGH_TECH = "high_tech", _("高新技术企业")
    REEMPLOYMENT = "reemployment", _("再就业扶持")
    SPECIAL = "special", _("特事特办")
    URGENT = "urgent", _("急事快办")
    DIFFICULT = "difficult", _("难事协办")


class EntitlementQuerySet(SpanQuerySet["Entitlement"]):
    """Questions about entitlements."""

    def in_force(self, party: Party, on: date) -> Self:
        """Entitlements of this party that hold on that day."""
        return self.holding(on).filter(party=party)

    def to_follow(self, on: date) -> Self:
        """Those that hold and that the party's open cases do not follow yet."""
        return self.holding(on).filter(followed_on__isnull=True)


class Entitlement(Span):
    """A party uses the green channel, approved by one who did not nominate it."""

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="entitlements")
    ground = models.CharField(_("情形"), max_length=32, choices=EntitlementGround)
    reason = models.CharField(_("理由"), max_length=500)
    nominated_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    promise_factor = models.DecimalField(
        _("承诺时限系数"), max_digits=3, decimal_places=2, default=Decimal("0.5")
    )
    followed_on = models.DateField(null=True, editable=False)
    """The day from which the party's open cases stand in front because of it."""

    objects = EntitlementQuerySet.as_manager()

    class Meta:
        verbose_name = _("绿色通道资格")
        verbose_name_plural = _("绿色通道资格")
        constraints = [
            span_in_order("entitlement_span_in_order"),
            models.CheckConstraint(
                condition=~Q(nominated_by=models.F("approved_by")), name="entitlement_approved_by_another"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="entitlement_has_a_reason"),
            NoOverlap(
                name="entitlement_once_a_ground",
                fields=("party", "ground"),
                violation_error_message=_("同一情形的资格在这段日期内已经有了。"),
            ),
            models.CheckConstraint(
                condition=Q(promise_factor__gt=0, promise_factor__lte=1), name="entitlement_factor_shortens"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.party} {self.get_ground_display()} {self.first_on}–{self.last_on or ''}"


class QualityKind(models.TextChoices):
    """What a line of the quality archive is about."""

    AWARD = "award", _("荣誉与品牌")
    SPOT_CHECK = "spot_check", _("监督抽查")
    CERTIFICATE = "certificate", _("体系与认证")
    STANDARD = "standard", _("标准与计量")
    INCIDENT = "incident", _("质量事故与处罚")
    OTHER = "other", _("其他")


class QualityRecord(models.Model):
    """One line of a party's quality archive."""

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="quality_records")
    kind = models.CharField(_("类别"), max_length=16, choices=QualityKind, default=QualityKind.OTHER)
    title = models.CharField(_("内容"), max_length=300)
    on = models.DateField(_("日期"))
    source = models.CharField(_("来源"), max_length=200)

    class Meta:
        verbose_name = _("质量档案")
        verbose_name_plural = _("质量档案")
        constraints = [
            models.UniqueConstraint(
                fields=["party", "on", "title"],
                name="quality_recorded_once",
                violation_error_message=_("同样的内容已经记入质量档案。"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.party} {self.on} {self.title}"
