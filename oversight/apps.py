"""Registers oversight with Django, with the ledger, the engine and the side bar."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OversightConfig(AppConfig):
    name = "oversight"
    verbose_name = _("督察")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from organization.doors import Door, holds, register_door  # models are ready only now
        from oversight.access import OVERSEERS
        from oversight.actions.foreseeing import sweep_outlooks
        from oversight.panels import PANELS
        from oversight.sentences import SENTENCES, WORDS
        from records import sentences
        from workflow.registry import add_panel
        from workflow.sweeping import Sweep, register_sweep

        sentences.register(SENTENCES, WORDS)
        register_sweep(Sweep("outlooks", _("预计办结"), sweep_outlooks))
        for panel in PANELS:
            add_panel("licensing", panel)
        register_door(Door("supervise", _("督察看板"), "speedometer2", "supervise", 5, "", holds(*OVERSEERS)))
