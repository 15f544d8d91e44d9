"""The acts of organization: who holds which post, who is away, what is entrusted, who may sign in."""

from organization.actions.absences import end_absence, record_absence
from organization.actions.delegations import delegate_function, end_delegation, load_delegations
from organization.actions.first import first_administrator
from organization.actions.loading import load_organization
from organization.actions.passwords import change_password, reset_password
from organization.actions.people import add_person, choose_language, disable_person, enable_person
from organization.actions.posts import appoint, end_post
from organization.actions.second_factor import note_second_factor, reset_second_factor, set_second_factor

__all__ = [
    "add_person",
    "appoint",
    "change_password",
    "choose_language",
    "delegate_function",
    "disable_person",
    "enable_person",
    "end_absence",
    "end_delegation",
    "end_post",
    "first_administrator",
    "load_delegations",
    "load_organization",
    "note_second_factor",
    "record_absence",
    "reset_password",
    "reset_second_factor",
    "set_second_factor",
]
