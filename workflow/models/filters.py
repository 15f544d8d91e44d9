"""What a person keeps of a list's filters: a name and the parameters of its URL."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class SavedFilter(models.Model):
    """A filter of one's own under a name, of the inbox or another page; no part of the record."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    page = models.CharField(max_length=16, default="inbox", db_default="inbox")
    title = models.CharField(_("名称"), max_length=40)
    query = models.CharField(max_length=300)

    class Meta:
        verbose_name = _("已存筛选")
        verbose_name_plural = _("已存筛选")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "page", "title"], name="workflow_savedfilter_once_a_page"
            ),
            models.CheckConstraint(condition=~models.Q(title=""), name="workflow_savedfilter_named"),
        ]

    def __str__(self) -> str:
        return f"{self.title}: {self.query}"
