"""What a step usually takes, for forecasts: read once in ten minutes."""

from collections.abc import Mapping
from datetime import date

from django.core.cache import cache

from workflow.models import Dwell

KEY, TEN_MINUTES = "workflow.usual-days", 600
Usual = Mapping[str, Mapping[str, int]]


def usual_days() -> Usual:
    """For each process by its code the usual working days of its steps, where there is a habit."""
    kept: Usual | None = cache.get(KEY)
    if kept is None:
        kept = _read()
        cache.set(KEY, kept, TEN_MINUTES)
    return kept


def _read() -> Usual:
    found: dict[str, dict[str, int]] = {}
    rows = Dwell.objects.habitual().filter(unit=None).values_list("process_code", "step_code", "median")
    for process, step, median in rows:
        found.setdefault(process, {})[step] = median
    return found


def a_year_before(today: date) -> date:
    """The first day of the twelve months that make a habit."""
    return today.replace(year=today.year - 1, day=min(today.day, 28))
