"""Registers parties with Django, and the sentences of its ledger lines."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PartiesConfig(AppConfig):
    name = "parties"
    verbose_name = _("当事人")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from parties.telling import tell_in_words

        tell_in_words()
