"""Registers parties with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PartiesConfig(AppConfig):
    name = "parties"
    verbose_name = _("当事人")
    default_auto_field = "django.db.models.BigAutoField"
