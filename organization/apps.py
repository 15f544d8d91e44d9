"""Registers organization with Django, its sentences with the ledger and its doors with the side bar."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrganizationConfig(AppConfig):
    name = "organization"
    verbose_name = _("组织与人员")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from allauth.mfa.signals import authenticator_added

        from organization.adapters import note_generator
        from organization.backoffice import administers
        from organization.doors import Door, holds, register_door  # models are ready only now
        from organization.models import Role
        from organization.sentences import register_sentences

        register_sentences()
        authenticator_added.connect(note_generator)
        staff = _("人员与岗位")
        managers = holds(Role.ADMINISTRATOR)
        register_door(Door("absences", _("请假与代办"), "person-walking", "absences", 90, "", holds()))
        register_door(Door("people", _("人员与任职"), "people", "people", 900, staff, managers))
        register_door(Door("backoffice", _("管理后台"), "table", "admin:index", 920, staff, administers))
        granting = holds(Role.ADMINISTRATOR, Role.HEAD_OF_ORGAN)
        register_door(Door("delegations", _("委托"), "signpost-split", "delegations", 910, staff, granting))
