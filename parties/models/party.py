"""An enterprise or a natural person who deals with the bureau."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from organization.models import District
from parties.models.seeking import PartyQuerySet
from records.languages import in_language


class PartyKind(models.TextChoices):
    """Whether a party is known by its credit code or by its identity card."""

    ENTERPRISE = "enterprise", _("企业")
    PERSON = "person", _("自然人")


class Party(models.Model):
    """A party: an enterprise known by its code, or a person whose number is sealed."""

    kind = models.CharField(_("类型"), max_length=16, choices=PartyKind, default=PartyKind.ENTERPRISE)
    name = models.CharField(_("名称"), max_length=200)
    name_en = models.CharField(_("英文名称"), max_length=200, blank=True)
    pinyin_initials = models.CharField(max_length=200, blank=True, editable=False)
    uscc = models.CharField(_("统一社会信用代码"), max_length=18, null=True, blank=True, unique=True)
    org_code = models.CharField(_("组织机构代码"), max_length=9, blank=True)
    id_number_sealed = models.TextField(blank=True, editable=False)
    id_number_digest = models.CharField(max_length=64, null=True, blank=True, unique=True, editable=False)
    id_masked = models.CharField(_("身份证号"), max_length=18, blank=True, editable=False)
    district = models.ForeignKey(District, on_delete=models.PROTECT, verbose_name=_("所属区划"))
    address = models.CharField(_("地址"), max_length=300, blank=True)
    legal_representative = models.CharField(_("法定代表人"), max_length=80, blank=True)
    contact_name = models.CharField(_("联系人"), max_length=80, blank=True)
    contact_mobile = models.CharField(_("联系电话"), max_length=20, blank=True)
    is_demo = models.BooleanField(_("示范数据"), default=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = PartyQuerySet.as_manager()

    class Meta:
        verbose_name = _("当事人")
        verbose_name_plural = _("当事人")
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(kind="enterprise", id_number_digest__isnull=True)
                    & (Q(uscc__isnull=False) | ~Q(org_code=""))
                )
                | Q(kind="person", uscc__isnull=True, org_code="", id_number_digest__isnull=False),
                name="party_identified_by_its_kind",
            ),
            models.CheckConstraint(condition=~Q(name=""), name="party_has_a_name"),
            models.CheckConstraint(
                condition=Q(id_number_digest__isnull=True, id_number_sealed="")
                | (Q(id_number_digest__isnull=False) & ~Q(id_number_sealed="")),
                name="party_number_sealed_and_digested_together",
            ),
            models.UniqueConstraint(
                fields=["org_code"], condition=~Q(org_code=""), name="party_org_code_once"
            ),
        ]
        indexes = [
            models.Index(fields=["pinyin_initials", "id"], name="party_by_initials"),
            models.Index(fields=["id"], condition=Q(kind=PartyKind.PERSON), name="party_people"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.code}".strip()

    def title(self) -> str:
        """The name in the reader's language."""
        return in_language(self.name, self.name_en)

    @property
    def is_person(self) -> bool:
        """Whether the party is a natural person."""
        return self.kind == PartyKind.PERSON

    @property
    def code(self) -> str:
        """What identifies the party on a page: credit code, organisation code or the masked number."""
        return self.uscc or self.org_code or self.id_masked


class NameGram(models.Model):
    """Two neighbouring characters of a party's name or initials: the index behind search by a part of it.

    LIKE '%part%' reads every row on both databases; an equality on these rows does not.
    """

    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="grams")
    gram = models.CharField(max_length=2)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["gram", "party"], name="party_gram_once")]

    def __str__(self) -> str:
        return f"{self.gram} → {self.party_id}"
