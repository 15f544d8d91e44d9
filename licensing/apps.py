"""Registers licensing with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LicensingConfig(AppConfig):
    name = "licensing"
    verbose_name = _("行政许可")
    default_auto_field = "django.db.models.BigAutoField"
