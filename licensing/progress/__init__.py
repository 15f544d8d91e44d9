"""How far an application has come, as its applicant is told: whose turn, what to do, by when and why."""

from licensing.progress.brief import Brief, briefs_of
from licensing.progress.chapters import Chapter
from licensing.progress.dates import Date, dates_of
from licensing.progress.duties import Duty, duties_of
from licensing.progress.holdings import Holding, holdings_of
from licensing.progress.pieces import Handed, pieces_of
from licensing.progress.reading import Progress, read_progress
from licensing.progress.story import story_of
from licensing.progress.turns import Turn, turn_of

__all__ = [
    "Brief",
    "Chapter",
    "Date",
    "Duty",
    "Handed",
    "Holding",
    "Progress",
    "Turn",
    "briefs_of",
    "dates_of",
    "duties_of",
    "holdings_of",
    "pieces_of",
    "read_progress",
    "story_of",
    "turn_of",
]
