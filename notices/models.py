"""The outbox: every message the house owes somebody, kept until it is delivered."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Channel(models.TextChoices):
    IN_APP = "in_app", _("站内")
    EMAIL = "email", _("电子邮件")
    SMS = "sms", _("短信")


class State(models.TextChoices):
    WAITING = "waiting", _("待发")
    SENT = "sent", _("已发")
    QUARANTINED = "quarantined", _("已隔离")


class NoticeQuerySet(models.QuerySet["Notice"]):
    def for_person(self, person_id: int, at: datetime) -> Self:
        """What this person reads in the house: due in-app notices of their own, nobody else's."""
        return self.filter(recipient_id=person_id, channel=Channel.IN_APP, due_at__lte=at)

    def unread(self) -> Self:
        return self.filter(read_at__isnull=True)

    def sendable(self, at: datetime) -> Self:
        """Rows a drain may try now."""
        return self.filter(state=State.WAITING, next_try_at__lte=at)

    def stuck(self, before: datetime) -> Self:
        """Rows that were due before that moment and have not left, quarantined ones included."""
        return self.exclude(state=State.SENT).filter(due_at__lt=before)


class Notice(models.Model):
    """One message to one recipient by one channel about one thing; its key forbids writing it twice."""

    key = models.CharField(max_length=255, unique=True)
    subject_kind = models.CharField(max_length=32)
    subject_key = models.CharField(max_length=64)
    kind = models.CharField(_("种类"), max_length=48)
    version = models.CharField(max_length=64, blank=True)
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="notices"
    )
    address = models.CharField(_("地址"), max_length=254, blank=True)
    channel = models.CharField(_("渠道"), max_length=8, choices=Channel.choices, default=Channel.IN_APP)
    title = models.CharField(_("标题"), max_length=200)
    body = models.TextField(_("内容"), blank=True)
    url = models.CharField(max_length=300, blank=True)
    due_at = models.DateTimeField(_("应发时间"))
    state = models.CharField(_("状态"), max_length=12, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(_("已试次数"), default=0)
    next_try_at = models.DateTimeField(_("下次尝试"))
    last_error = models.CharField(_("最近一次失败"), max_length=300, blank=True)
    bundle = models.CharField(max_length=32, blank=True)
    message_key = models.CharField(_("合并后的消息标识"), max_length=64, blank=True)
    sent_at = models.DateTimeField(_("发出时间"), null=True, blank=True)
    read_at = models.DateTimeField(_("已读时间"), null=True, blank=True)
    created_at = models.DateTimeField(_("写入时间"))

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("通知")
        verbose_name_plural = _("通知")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(channel__in=Channel.values), name="notices_channel_known"
            ),
            models.CheckConstraint(condition=models.Q(state__in=State.values), name="notices_state_known"),
            models.CheckConstraint(
                condition=models.Q(state="sent", sent_at__isnull=False)
                | (~models.Q(state="sent") & models.Q(sent_at__isnull=True)),
                name="notices_sent_has_moment",
            ),
            models.CheckConstraint(
                condition=models.Q(recipient__isnull=False) | ~models.Q(address=""),
                name="notices_somebody_receives",
            ),
            models.CheckConstraint(
                condition=models.Q(recipient__isnull=False) | ~models.Q(channel="in_app"),
                name="notices_in_app_has_reader",
            ),
            models.CheckConstraint(
                condition=models.Q(read_at__isnull=True) | models.Q(channel="in_app"),
                name="notices_only_in_app_is_read",
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_try_at", "id"], condition=models.Q(state="waiting"), name="notices_waiting"
            ),
            models.Index(
                fields=["recipient", "-id"], condition=models.Q(channel="in_app"), name="notices_inbox"
            ),
            models.Index(
                fields=["recipient"],
                condition=models.Q(channel="in_app", read_at__isnull=True),
                name="notices_unread",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} · {self.get_channel_display()} · {self.pk}"
