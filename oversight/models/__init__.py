"""What oversight keeps: forecasts, urgings, and summaries of history."""

from oversight.models.counts import DayCount, Rebuild
from oversight.models.outlook import Outlook
from oversight.models.pace import Pace
from oversight.models.prompt import Prompt, PromptKind

__all__ = ["DayCount", "Outlook", "Pace", "Prompt", "PromptKind", "Rebuild"]
