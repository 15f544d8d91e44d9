"""Registers notices with Django and its sentence with the ledger."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NoticesConfig(AppConfig):
    name = "notices"
    verbose_name = _("通知")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from records.sentences import register  # its models are ready only now

        register({"notice.released": _("{actor} 让第 {notice} 号通知重新发送")})
