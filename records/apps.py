"""Registers records with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RecordsConfig(AppConfig):
    name = "records"
    verbose_name = _("台账")
    default_auto_field = "django.db.models.BigAutoField"
