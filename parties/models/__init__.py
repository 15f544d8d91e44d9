"""The rows of parties: who may apply, who acts for them, what bars or favours them."""

from parties.models.favour import Bar, Entitlement, EntitlementGround, QualityKind, QualityRecord
from parties.models.party import NameGram, Party, PartyKind
from parties.models.people import Agent, Representative, RepresentativeRole

__all__ = [
    "Agent",
    "Bar",
    "Entitlement",
    "EntitlementGround",
    "NameGram",
    "Party",
    "PartyKind",
    "QualityKind",
    "QualityRecord",
    "Representative",
    "RepresentativeRole",
]
