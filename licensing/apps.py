"""Registers licensing with Django, with the ledger and with the engine."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LicensingConfig(AppConfig):
    name = "licensing"
    verbose_name = _("行政许可")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from licensing.guards import guard, keep_in_step  # models are ready only now
        from licensing.pages import TASK_PAGES
        from licensing.panels import PANELS
        from licensing.sentences import SENTENCES, WORDS
        from organization.doors import Door, holds, register_door
        from organization.models import Role
        from records import sentences
        from workflow.registry import CaseKind, register_case_kind

        sentences.register(SENTENCES, WORDS)
        register_case_kind(
            CaseKind(
                "licensing",
                _("行政许可"),
                panels=PANELS,
                task_pages=TASK_PAGES,
                guards=(guard,),
                on_closed=(keep_in_step,),
            )
        )
        signers = holds(Role.BUREAU_LEADER, Role.HEAD_OF_ORGAN)
        register_door(Door("decision_desk", _("签批台"), "pen", "decision_desk", 25, "", signers))
