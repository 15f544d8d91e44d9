"""The numbers of the dashboard: each one object, from which page, file and interface are made."""

from oversight.figures.asking import Asked, Filters
from oversight.figures.cases import (
    DueThisWeek,
    Late,
    LaterRisk,
    OpenAll,
    Provisional,
    Risk,
    Standing,
    Unlawful,
    UnlawfulSoon,
)
from oversight.figures.checks import Held, Orphans
from oversight.figures.dwells import DoneTasks, Stucks
from oversight.figures.history import (
    Decided,
    DecidedLate,
    DecidedUnlawful,
    Extended,
    Measured,
    OnTime,
    Received,
)
from oversight.figures.limits import Passed, Unclosed
from oversight.figures.loads import Loads
from oversight.figures.paces import Compressions
from oversight.figures.rows import Column, Figure, Line, Sheet
from oversight.figures.tasks import LateTasks, OpenTasks, SoonTasks

KINDS: tuple[type[Figure], ...] = (
    Risk,
    Late,
    Unlawful,
    UnlawfulSoon,
    LaterRisk,
    DueThisWeek,
    OpenAll,
    Standing,
    Provisional,
    Held,
    Orphans,
    OpenTasks,
    LateTasks,
    SoonTasks,
    Passed,
    Unclosed,
    Loads,
    Stucks,
    DoneTasks,
    Received,
    Decided,
    OnTime,
    DecidedLate,
    DecidedUnlawful,
    Extended,
    Measured,
    Compressions,
)
FIGURES: dict[str, Figure] = {kind.code: kind() for kind in KINDS}

__all__ = ["FIGURES", "Asked", "Column", "Figure", "Filters", "Line", "Sheet"]
