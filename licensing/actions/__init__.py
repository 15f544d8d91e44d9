"""The acts of licensing: each locks its case, is one transaction and one ledger line, refuses by name."""

from licensing.actions.accepting import accept
from licensing.actions.attaching import (
    adopt_files,
    attach_to_application,
    attach_to_draft,
    drop_from_application,
    drop_from_draft,
)
from licensing.actions.catalogue import CatalogueRefusal, LoadReport, load_catalogue
from licensing.actions.checking import set_verdicts
from licensing.actions.correcting import Piece, receive_correction, request_correction
from licensing.actions.deciding import decide, finish, forward
from licensing.actions.drafting import discard_draft, save_draft
from licensing.actions.extending import approve_extension
from licensing.actions.following import receive_promised
from licensing.actions.issuing import deliver, issue_licence
from licensing.actions.outside import Asking, answer_request
from licensing.actions.own_special import begin_own_procedure, end_own_procedure
from licensing.actions.receiving import Filing, Receipt, amend_answers, receive_application
from licensing.actions.refusing import Ground, declare_not_required, refuse_acceptance
from licensing.actions.reviewing import (
    LetterAnswer,
    answer_dissent,
    send_opinion_letter,
    submit_opinion,
    synthesise,
)
from licensing.actions.second_leg import SecondWord, answer_correction
from licensing.actions.site_checks import assign_inspectors, record_site_check
from licensing.actions.special import end_special_procedure, start_special_procedure
from licensing.actions.superior import SuperiorWord, register_superior_decision
from licensing.actions.taking_in import Conclusion, Saying, conclude, take_in
from licensing.actions.taking_up import take_up
from licensing.actions.withdrawing import withdraw
from licensing.verdicts import Given

__all__ = [
    "Asking",
    "CatalogueRefusal",
    "Conclusion",
    "Filing",
    "Given",
    "Ground",
    "LetterAnswer",
    "LoadReport",
    "Piece",
    "Receipt",
    "Saying",
    "SecondWord",
    "SuperiorWord",
    "accept",
    "adopt_files",
    "amend_answers",
    "answer_correction",
    "answer_dissent",
    "answer_request",
    "approve_extension",
    "assign_inspectors",
    "attach_to_application",
    "attach_to_draft",
    "begin_own_procedure",
    "conclude",
    "decide",
    "declare_not_required",
    "deliver",
    "discard_draft",
    "drop_from_application",
    "drop_from_draft",
    "end_own_procedure",
    "end_special_procedure",
    "finish",
    "forward",
    "issue_licence",
    "load_catalogue",
    "receive_application",
    "receive_correction",
    "receive_promised",
    "record_site_check",
    "refuse_acceptance",
    "register_superior_decision",
    "request_correction",
    "save_draft",
    "send_opinion_letter",
    "set_verdicts",
    "start_special_procedure",
    "submit_opinion",
    "synthesise",
    "take_in",
    "take_up",
    "withdraw",
]
