"""The acts of the engine: each locks the case, compares and sets, adds one line to the ledger."""

from workflow.actions.asking_extension import approve_extension, ask_extension, decline_extension
from workflow.actions.assigning import claim, delegate, reassign
from workflow.actions.completing import PauseNotice, complete
from workflow.actions.consulting import answer_dissent, consult
from workflow.actions.ending import terminate, withdraw
from workflow.actions.explaining import close_lateness, say_why
from workflow.actions.extending import MOST_DAYS, extend
from workflow.actions.noting import LockedCase, TaskClock, locked_case, note
from workflow.actions.opening import open_case
from workflow.actions.passing_over import proceed_without
from workflow.actions.pausing import pause, resume
from workflow.actions.responsibility import hand_over, prioritise
from workflow.actions.returning import recall, return_to
from workflow.clocks import Clocks
from workflow.outcomes import Outcome

__all__ = [
    "MOST_DAYS",
    "Clocks",
    "LockedCase",
    "Outcome",
    "PauseNotice",
    "TaskClock",
    "answer_dissent",
    "approve_extension",
    "ask_extension",
    "claim",
    "close_lateness",
    "complete",
    "consult",
    "decline_extension",
    "delegate",
    "extend",
    "hand_over",
    "locked_case",
    "note",
    "open_case",
    "pause",
    "prioritise",
    "proceed_without",
    "reassign",
    "recall",
    "resume",
    "return_to",
    "say_why",
    "terminate",
    "withdraw",
]
