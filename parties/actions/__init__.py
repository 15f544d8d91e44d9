"""The acts of the bureau on parties; each is one transaction and one ledger line."""

from parties.actions.favour import add_quality_record, bar, end_entitlement, entitle, lift
from parties.actions.people import appoint_agent, appoint_representative, end_appointment
from parties.actions.register import (
    adopt_credit_code,
    change_details,
    register_enterprise,
    register_person,
    reveal_id_number,
)

__all__ = [
    "add_quality_record",
    "adopt_credit_code",
    "appoint_agent",
    "appoint_representative",
    "bar",
    "change_details",
    "end_appointment",
    "end_entitlement",
    "entitle",
    "lift",
    "register_enterprise",
    "register_person",
    "reveal_id_number",
]
