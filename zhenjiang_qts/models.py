"""What the installation knows about itself: which world it holds, what runs, who is throttled."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class World(models.Model):
    """The one row saying whether this database was made for a demo."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    is_demo = models.BooleanField(_("演示数据"))
    marked_at = models.DateTimeField(_("标记时间"))
    is_half_built = models.BooleanField(_("演示数据未建完"), default=False)

    class Meta:
        db_table = "project_world"
        verbose_name = _("数据世界")
        verbose_name_plural = _("数据世界")
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(id=1), name="project_world_single_row")
        ]

    def __str__(self) -> str:
        return "demo" if self.is_demo else "real"


class Pulse(models.Model):
    """When a background process was last known to live."""

    name = models.CharField(_("进程"), max_length=32, primary_key=True)
    at = models.DateTimeField(_("最近心跳"))

    class Meta:
        db_table = "project_pulse"
        verbose_name = _("心跳")
        verbose_name_plural = _("心跳")

    def __str__(self) -> str:
        return f"{self.name} {self.at:%Y-%m-%d %H:%M:%S}"


class ThrottleEntry(models.Model):
    """The table of the throttling cache, in the shape Django's database cache expects."""

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "throttle_cache"
        verbose_name = _("限流记录")
        verbose_name_plural = _("限流记录")

    def __str__(self) -> str:
        return self.cache_key
