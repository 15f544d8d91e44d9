"""Registers parties with Django, and the sentences of its ledger lines."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PartiesConfig(AppConfig):
    name = "parties"
    verbose_name = _("当事人")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from organization.doors import Door, register_door  # models are ready only now
        from parties.access import may
        from parties.telling import tell_in_words

        tell_in_words()
        register_door(
            Door(
                "parties",
                _("当事人"),
                "buildings",
                "parties",
                500,
                _("查阅"),
                lambda person: may(person, "party.list"),
            )
        )
