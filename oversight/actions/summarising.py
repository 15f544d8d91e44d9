"""Every summary of history made anew: the night's work, and what the check of it finds."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from oversight.actions.counting import differences, rebuild_counts
from oversight.actions.foreseeing import sweep_outlooks
from oversight.actions.pacing import rebuild_paces
from workdays.days import local_day
from workflow.actions.dwelling import rebuild_dwells


@dataclass(frozen=True, slots=True)
class Summarised:
    """How many rows of history there are and how many differed; how many usual dwells; how many medians."""

    rows: int
    different: int
    dwells: int
    paces: int


def rebuild_figures(*, at: datetime) -> Summarised:
    """Bring all summaries in line with their rows up to yesterday; twice in a night does no harm.

    Usual dwell comes first: forecasts made after it rest on it.
    """
    dwells = rebuild_dwells(at=at)
    counts, paces = rebuild_counts(at=at), rebuild_paces(at=at)
    sweep_outlooks(at)
    return Summarised(counts.rows, counts.different, dwells, paces)


def drift(*, at: datetime) -> int:
    """How many rows of history differ from what the rows say; nothing is changed."""
    return differences(local_day(at) - timedelta(days=1)).number
