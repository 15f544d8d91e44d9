"""Registers workdays with Django, and the sentence of its ledger line."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WorkdaysConfig(AppConfig):
    name = "workdays"
    verbose_name = _("工作日历")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from records.sentences import register

        register({"calendar_year.entered": _("{actor} 录入 {year} 年放假通知 {document_no}，改动 {changed}")})
