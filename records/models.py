"""The rows of records: hash-chained events, chain heads, erasable values, reads of sensitive fields."""

from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from records.chain import Link, Subject


class EventQuerySet(models.QuerySet["Event"]):
    """Questions about many ledger lines."""

    def about(self, subject: Subject) -> Self:
        """The lines of one subject."""
        return self.filter(subject_kind=subject.kind, subject_key=subject.key)

    def of_verb(self, *verbs: str) -> Self:
        """The lines that tell of one of these verbs."""
        return self.filter(verb__in=verbs)

    def in_order(self) -> Self:
        """Chain by chain, each from its first line to its last (served by the unique index)."""
        return self.order_by("subject_kind", "subject_key", "seq")

    def chain_ends(self) -> Self:
        """The last line of every chain."""
        later = Event.objects.filter(
            subject_kind=OuterRef("subject_kind"),
            subject_key=OuterRef("subject_key"),
            seq__gt=OuterRef("seq"),
        )
        return self.filter(~Exists(later))


class Event(models.Model):
    """One line of the ledger; triggers refuse to change or delete it."""

    subject_kind = models.CharField(_("对象类别"), max_length=32)
    subject_key = models.CharField(_("对象"), max_length=64)
    seq = models.PositiveIntegerField(_("序"))
    at = models.DateTimeField(_("时间"))
    actor_id = models.BigIntegerField(_("经办人编号"), null=True)
    actor_name = models.CharField(_("经办人"), max_length=80)
    on_behalf_of = models.CharField(_("代"), max_length=80, blank=True)
    verb = models.CharField(_("事"), max_length=64)
    data = models.JSONField(_("内容"), default=dict)
    prev_hash = models.CharField(_("前一哈希"), max_length=64)
    hash = models.CharField(_("哈希"), max_length=64)

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = _("留痕")
        verbose_name_plural = _("留痕")
        constraints = [
            models.UniqueConstraint(
                fields=["subject_kind", "subject_key", "seq"], name="records_event_once_in_its_place"
            ),
            models.CheckConstraint(condition=Q(seq__gte=1), name="records_event_seq_from_one"),
        ]
        indexes = [
            models.Index(fields=["at"], condition=Q(verb="attempt.refused"), name="records_event_attempts")
        ]

    def __str__(self) -> str:
        return f"{self.subject}#{self.seq} {self.verb}"

    @property
    def subject(self) -> Subject:
        return Subject(self.subject_kind, self.subject_key)

    @property
    def link(self) -> Link:
        """The head of the chain once this line is its last."""
        return Link(self.seq, self.hash)


class Head(models.Model):
    """Where the chain of a subject without head columns of its own ends."""

    subject_kind = models.CharField(_("对象类别"), max_length=32)
    subject_key = models.CharField(_("对象"), max_length=64)
    last_seq = models.PositiveIntegerField(_("末序"))
    last_hash = models.CharField(_("末哈希"), max_length=64)

    class Meta:
        verbose_name = _("链头")
        verbose_name_plural = _("链头")
        constraints = [
            models.UniqueConstraint(fields=["subject_kind", "subject_key"], name="records_head_once"),
        ]

    def __str__(self) -> str:
        return f"{self.subject_kind}:{self.subject_key}#{self.last_seq}"


class PersonalValue(models.Model):
    """A value of a person that an event names by salted digest only; it can be erased, never rewritten."""

    event_id = models.BigIntegerField(_("留痕编号"))
    name = models.CharField(_("名目"), max_length=64)
    salt = models.CharField(_("盐"), max_length=64, blank=True)
    value = models.TextField(_("值"), blank=True)
    erased_at = models.DateTimeField(_("抹除时间"), null=True)

    class Meta:
        verbose_name = _("个人信息值")
        verbose_name_plural = _("个人信息值")
        constraints = [
            models.UniqueConstraint(fields=["event_id", "name"], name="records_personal_once"),
            models.CheckConstraint(
                condition=Q(erased_at__isnull=True) | Q(value="", salt=""),
                name="records_personal_erased_is_blank",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event_id}/{self.name}"


class ReadLog(models.Model):
    """Who read which sensitive field, when and why; insert-only, not chained."""

    at = models.DateTimeField(_("时间"))
    actor_id = models.BigIntegerField(_("查阅人编号"), null=True)
    actor_name = models.CharField(_("查阅人"), max_length=80)
    subject_kind = models.CharField(_("对象类别"), max_length=32)
    subject_key = models.CharField(_("对象"), max_length=64)
    field = models.CharField(_("字段"), max_length=64)
    reason = models.CharField(_("事由"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("查阅记录")
        verbose_name_plural = _("查阅记录")
        indexes = [models.Index(fields=["subject_kind", "subject_key", "at"], name="records_read_subject")]

    def __str__(self) -> str:
        return f"{self.actor_name} {self.subject_kind}:{self.subject_key}.{self.field}"
