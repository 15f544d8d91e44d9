"""What an applicant is told of a case on a day: read from the rows, put into words."""

from __future__ import annotations

from datetime import date, timedelta

from licensing.models import Application
from licensing.progress import Progress, Turn, read_progress, story_of, turn_of
from licensing.progress.chapters import Chapter
from tests.makers.licensing import MORNING
from workdays.days import local_day
from workdays.store import current_calendar

DAY = local_day(MORNING)  # Wednesday 23 September 2026
LATER = MORNING + timedelta(days=1)


def read(application: Application, on: date = DAY) -> Progress:
    """All that is told of the case, verdicts included."""
    found = read_progress(
        Application.objects.filter(pk=application.pk),
        today=on,
        calendar=current_calendar(),
        with_verdicts=True,
    )
    assert found is not None
    return found


def turn(application: Application, on: date = DAY) -> Turn:
    """Whose turn it is."""
    return turn_of(read(application, on))


def story(application: Application, on: date = DAY) -> list[Chapter]:
    """The chapters, each paper at an address of its own."""
    return story_of(read(application, on), address=lambda document: f"/paper/{document.pk}/")


def titles(application: Application, on: date = DAY) -> list[tuple[str, str]]:
    """State and title of each chapter."""
    return [(chapter.state, chapter.title) for chapter in story(application, on)]
