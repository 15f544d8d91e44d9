"""Registers licensing with Django, with the ledger and with the engine."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LicensingConfig(AppConfig):
    name = "licensing"
    verbose_name = _("行政许可")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from documents.guards import register as register_guard
        from licensing.actions.priorities import follow_entitlements
        from licensing.actions.terminating import tell_of_termination
        from licensing.badges import reads_draft, reads_request, to_be_told, to_deliver
        from licensing.case_file.awaited import awaited
        from licensing.case_file.names import names_of
        from licensing.dated import dates_of_case
        from licensing.guards import guard, keep_in_step  # models are ready only now
        from licensing.pages import CASE_PAGES, MORE_TASK_PAGES, TASK_PAGES
        from licensing.panels import PANELS
        from licensing.party_panel import PANEL
        from licensing.representing import sees_the_portal
        from licensing.retelling import untold
        from licensing.sentences import SENTENCES, WORDS
        from licensing.sweeps import SWEEPS
        from organization.doors import Door, holds, register_door
        from organization.models import Role
        from parties import favours
        from parties import panels as party_panels
        from records import sentences
        from workflow.registry import CaseKind, register_case_kind
        from workflow.sweeping import register_sweep

        sentences.register(SENTENCES, WORDS)
        register_case_kind(
            CaseKind(
                "licensing",
                _("行政许可"),
                panels=PANELS,
                task_pages=TASK_PAGES,
                case_pages=CASE_PAGES,
                more_task_pages=MORE_TASK_PAGES,
                guards=(guard,),
                names=names_of,
                dates=dates_of_case,
                on_closed=(keep_in_step, tell_of_termination),
                retellings=(untold,),
                awaited=awaited,
            )
        )
        clerks = holds(Role.CLERK)
        register_door(Door("window", _("窗口收件"), "inbox", "window", 10, "", clerks, to_be_told))
        register_door(Door("intake", _("新收件"), "plus-square", "intake_new", 12, "", clerks))
        register_door(Door("deliveries", _("送达"), "box-seam", "deliveries", 15, "", clerks, to_deliver))
        for sweep in SWEEPS:
            register_sweep(sweep)
        register_guard("draft", reads_draft)
        register_guard("request", reads_request)
        favours.follow(follow_entitlements)
        party_panels.register(PANEL)
        signers = holds(Role.BUREAU_LEADER, Role.HEAD_OF_ORGAN)
        register_door(Door("decision_desk", _("签批台"), "pen", "decision_desk", 25, "", signers))
        register_door(Door("portal", _("我的事项"), "building", "portal", 10, "", sees_the_portal))
        register_door(Door("notices", _("通知"), "bell", "notices", 20, "", sees_the_portal))
