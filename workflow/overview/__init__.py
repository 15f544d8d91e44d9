"""What the page of a case says at its head: clocks, forecast, coming dates, and what the reader may do."""

from workflow.overview.clocks import Clock, clocks_of, working_of
from workflow.overview.extended import Lengthened, lengthened
from workflow.overview.file import CaseFile, kept_file, open_file, open_files
from workflow.overview.links import CaseAct, case_acts, open_tasks, recallable
from workflow.overview.milestones import Milestone, milestones_of
from workflow.overview.names import names_of

__all__ = [
    "CaseAct",
    "CaseFile",
    "Clock",
    "Lengthened",
    "Milestone",
    "case_acts",
    "clocks_of",
    "kept_file",
    "lengthened",
    "milestones_of",
    "names_of",
    "open_file",
    "open_files",
    "open_tasks",
    "recallable",
    "working_of",
]
