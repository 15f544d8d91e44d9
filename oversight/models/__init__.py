"""What oversight keeps: forecasts, urgings, and summaries of history."""

from oversight.models.outlook import Outlook
from oversight.models.prompt import Prompt, PromptKind

__all__ = ["Outlook", "Prompt", "PromptKind"]
