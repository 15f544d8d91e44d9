"""The rows of the engine: definitions, cases, tasks and the dated facts of their clocks."""

from workflow.models.case import Case, CaseSerial
from workflow.models.catchup import CatchUp, YearDraft
from workflow.models.check import CaseCheck
from workflow.models.dwell import Dwell
from workflow.models.facts import DissentAnswer, Extension, Pause
from workflow.models.filters import SavedFilter
from workflow.models.lateness import Lateness
from workflow.models.process import Process, Step, StepLink
from workflow.models.reminders import ReminderRule
from workflow.models.requests import ExtensionRequest
from workflow.models.sweep import SweepRun
from workflow.models.task import Task

__all__ = [
    "Case",
    "CaseCheck",
    "CaseSerial",
    "CatchUp",
    "DissentAnswer",
    "Dwell",
    "Extension",
    "ExtensionRequest",
    "Lateness",
    "Pause",
    "Process",
    "ReminderRule",
    "SavedFilter",
    "Step",
    "StepLink",
    "SweepRun",
    "Task",
    "YearDraft",
]
