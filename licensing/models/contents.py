"""What an item version contains: its bases, materials, participants and uncounted procedures."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from licensing.legality import Mark, Rank
from licensing.models.items import ItemVersion
from records.languages import in_language
from workflow.steps import PauseGround


class Basis(models.Model):
    """A legal text on which an item version stands."""

    version = models.ForeignKey(ItemVersion, on_delete=models.PROTECT, related_name="bases")
    order = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=32)
    title = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200, blank=True)
    articles = models.CharField(max_length=100, blank=True)
    articles_en = models.CharField(max_length=100, blank=True)
    rank = models.CharField(max_length=32, choices=Rank.choices)
    mark = models.CharField(max_length=16, choices=Mark.choices)
    in_force_from = models.DateField(null=True)
    in_force_until = models.DateField(null=True)

    class Meta:
        verbose_name = _("法律依据")
        verbose_name_plural = _("法律依据")
        constraints = [
            models.UniqueConstraint(fields=["version", "key"], name="basis_once"),
            models.CheckConstraint(condition=~Q(title=""), name="basis_has_a_title"),
            models.CheckConstraint(
                condition=Q(in_force_until__isnull=True)
                | Q(in_force_from__isnull=True)
                | Q(in_force_until__gte=F("in_force_from")),
                name="basis_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"《{self.title}》{self.articles}"

    def title_in_words(self) -> str:
        """The text with its articles, in the reader's language."""
        english = f"{self.title_en}, {self.articles_en}" if self.articles_en else self.title_en
        return in_language(str(self), english)


class Material(models.Model):
    """One material of an item; without a basis it may be listed but never asked for (Art. 16, 31)."""

    version = models.ForeignKey(ItemVersion, on_delete=models.PROTECT, related_name="materials")
    order = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=32)
    name = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    basis = models.ForeignKey(Basis, on_delete=models.PROTECT, null=True, related_name="materials")
    basis_mark = models.CharField(max_length=16, choices=Mark.choices)
    copies = models.PositiveSmallIntegerField(default=1)
    medium = models.CharField(max_length=16, default="original")
    is_asked = models.BooleanField(default=True)
    is_key = models.BooleanField(default=True)
    required_if = models.CharField(max_length=200, blank=True)
    note = models.CharField(max_length=300, blank=True)
    note_en = models.CharField(max_length=300, blank=True)
    mark = models.CharField(max_length=16, choices=Mark.choices)

    class Meta:
        verbose_name = _("申请材料")
        verbose_name_plural = _("申请材料")
        constraints = [
            models.UniqueConstraint(fields=["version", "key"], name="material_once"),
            models.CheckConstraint(
                condition=Q(is_asked=False) | Q(basis__isnull=False), name="material_asked_only_with_basis"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def title(self) -> str:
        return in_language(self.name, self.name_en)

    @property
    def is_to_be_checked(self) -> bool:
        """True if the material or its basis is known from practice only (待核, for administrators)."""
        return Mark.MEMORY in (self.mark, self.basis_mark)


class Participant(models.Model):
    """A unit that takes part in an item beside the lead."""

    version = models.ForeignKey(ItemVersion, on_delete=models.PROTECT, related_name="participants")
    order = models.PositiveSmallIntegerField()
    unit = models.ForeignKey("organization.Unit", on_delete=models.PROTECT, null=True, related_name="+")
    is_district_bureau = models.BooleanField(default=False)
    task = models.CharField(max_length=100, blank=True)
    task_en = models.CharField(max_length=160, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "order"], name="participant_once"),
            models.CheckConstraint(
                condition=Q(unit__isnull=False, is_district_bureau=False)
                | Q(unit__isnull=True, is_district_bureau=True),
                name="participant_is_a_unit_or_the_districts",
            ),
        ]

    def __str__(self) -> str:
        return self.task


class UncountedProcedure(models.Model):
    """A procedure whose time is not counted, by one of the eight grounds of Art. 45."""

    version = models.ForeignKey(ItemVersion, on_delete=models.PROTECT, related_name="uncounted")
    order = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=100)
    name_en = models.CharField(max_length=160)
    ground = models.CharField(max_length=16, choices=PauseGround.choices)
    expected_days = models.PositiveSmallIntegerField(null=True)
    mark = models.CharField(max_length=16, choices=Mark.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "order"], name="uncounted_once"),
            models.CheckConstraint(
                condition=Q(ground__in=PauseGround.values), name="uncounted_by_one_of_eight_grounds"
            ),
        ]

    def __str__(self) -> str:
        return self.name
