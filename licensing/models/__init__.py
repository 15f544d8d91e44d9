"""The rows of licensing: the catalogue, the applications, what came of them."""

from licensing.models.applications import Application, Draft, MaterialVerdict
from licensing.models.contents import Basis, Material, Participant, UncountedProcedure
from licensing.models.corrections import Correction, CorrectionLine
from licensing.models.items import FormVersion, Item, ItemVersion
from licensing.models.promises import PromisedPiece
from licensing.models.requests import OutsideRequest
from licensing.models.results import Decision, Delivery, Licence, SuperiorDecision
from licensing.models.reviews import OpinionLetter, SiteCheck, TaskDraft

__all__ = [
    "Application",
    "Basis",
    "Correction",
    "CorrectionLine",
    "Decision",
    "Delivery",
    "Draft",
    "FormVersion",
    "Item",
    "ItemVersion",
    "Licence",
    "Material",
    "MaterialVerdict",
    "OpinionLetter",
    "OutsideRequest",
    "Participant",
    "PromisedPiece",
    "SiteCheck",
    "SuperiorDecision",
    "TaskDraft",
    "UncountedProcedure",
]
