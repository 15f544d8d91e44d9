"""Registers workflow with Django."""

from collections.abc import Iterator

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WorkflowConfig(AppConfig):
    name = "workflow"
    verbose_name = _("流程")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from documents import guards  # models are ready only now
        from organization.doors import Door, holds, register_door
        from organization.models import Role
        from parties import sight
        from records import heads, sentences
        from workflow.access import sees_attachment
        from workflow.actions.catching_up import sweep_calendar
        from workflow.actions.overdue import sweep_overdue
        from workflow.actions.reminding import sweep_reminders
        from workflow.models import Case
        from workflow.models.case import SUBJECT_KIND
        from workflow.sentences import SENTENCES, WORDS
        from workflow.sight import parties_of_cases
        from workflow.sweeping import Sweep, register_sweep

        def kept() -> Iterator[tuple[str, int, str]]:
            return Case.objects.values_list("number", "last_seq", "last_hash").iterator()

        heads.register_heads(SUBJECT_KIND, kept)
        sentences.register(SENTENCES, WORDS)
        guards.register(SUBJECT_KIND, sees_attachment)
        sight.add(parties_of_cases)
        register_sweep(Sweep("calendar", _("按日历重算时限"), sweep_calendar))
        register_sweep(Sweep("overdue", _("超时登记"), sweep_overdue))
        register_sweep(Sweep("reminders", _("到期提醒"), sweep_reminders))
        register_door(Door("inbox", _("待办"), "list-task", "inbox", 20, "", holds()))
        readers = holds(Role.ADMINISTRATOR, Role.SUPERVISOR)
        staff = _("人员与岗位")
        register_door(Door("calendar", _("工作日历"), "calendar3", "calendar", 930, staff, readers))
        register_door(Door("cases", _("案件"), "folder2-open", "search", 30, "", holds()))
