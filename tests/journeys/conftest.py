"""A story that takes several days has a clock of its own."""

import pytest
from django.utils import timezone

from tests.journeys.days import Days


@pytest.fixture
def days(monkeypatch: pytest.MonkeyPatch) -> Days:
    """The clock at the edge (`timezone.now` in views, tasks and commands) tells the day of the story."""
    days = Days()
    monkeypatch.setattr(timezone, "now", days.now)
    return days
