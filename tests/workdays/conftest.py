"""What the calendar's tests share."""

import pytest

from tests.makers.workdays import restore_calendar


@pytest.fixture(autouse=True)
def _calendar_stands(request: pytest.FixtureRequest) -> None:
    """A transactional test before ours may have flushed the seeded days."""
    if any(request.node.iter_markers("django_db")):
        request.getfixturevalue("transactional_db" if _is_transactional(request) else "db")
        restore_calendar()


def _is_transactional(request: pytest.FixtureRequest) -> bool:
    return any(marker.kwargs.get("transaction") for marker in request.node.iter_markers("django_db"))
