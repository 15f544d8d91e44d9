"""Who acts for a party: its own people with an account, and agents with a power of attorney."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from organization.constraints import NoOverlap
from parties.models.party import Party
from parties.models.spans import Span, SpanQuerySet, span_in_order


class RepresentativeRole(models.TextChoices):
    """What a representative may do for the party."""

    ADMINISTRATOR = "administrator", _("企业管理员")
    HANDLER = "handler", _("经办人")


class Representative(Span):
    """A person with an account who acts for a party from one day to another."""

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="representatives")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="representations"
    )
    role = models.CharField(
        _("身份"), max_length=16, choices=RepresentativeRole, default=RepresentativeRole.HANDLER
    )

    objects = SpanQuerySet["Representative"].as_manager()

    class Meta:
        verbose_name = _("企业人员")
        verbose_name_plural = _("企业人员")
        constraints = [
            span_in_order("representative_span_in_order"),
            NoOverlap(
                name="representative_once_a_day",
                fields=("party", "person"),
                violation_error_message=_("该人员在这段日期内已经是本单位的人员。"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} → {self.party} ({self.first_on}–{self.last_on or ''})"


class Agent(Span):
    """Someone without an account who acts for a party by a power of attorney (Art. 29)."""

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="agents")
    name = models.CharField(_("代理人"), max_length=80)
    mobile = models.CharField(_("联系电话"), max_length=20, blank=True)
    id_masked = models.CharField(_("身份证号"), max_length=18, blank=True)
    scope = models.CharField(_("委托事项"), max_length=300)
    document_note = models.CharField(_("委托书"), max_length=200, blank=True)

    objects = SpanQuerySet["Agent"].as_manager()

    class Meta:
        verbose_name = _("代理人")
        verbose_name_plural = _("代理人")
        constraints = [
            span_in_order("agent_span_in_order"),
            models.UniqueConstraint(
                fields=["party", "name", "scope", "first_on"],
                name="agent_appointed_once",
                violation_error_message=_("同样的委托已经登记。"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} → {self.party} ({self.first_on}–{self.last_on or ''})"
