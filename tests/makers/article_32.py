"""Makers of intake in law (Art. 32): the last day of the window's word, an applicant told what to correct."""

from __future__ import annotations

from datetime import UTC, datetime

from documents.models import Document
from licensing.actions import request_correction
from licensing.models import Application
from tests.makers.licensing import MORNING, World, checked, fresh

DAY_5 = datetime(2026, 10, 8, 2, 0, tzinfo=UTC)  # the fifth working day after MORNING
DAY_6 = datetime(2026, 10, 9, 2, 0, tzinfo=UTC)


def documents_of(application: Application) -> list[str]:
    """The kinds of its papers, the first first."""
    papers = Document.objects.filter(subject_key=application.case.number)
    return list(papers.order_by("id").values_list("kind", flat=True))


def corrected(world: World, at: datetime = MORNING) -> Application:
    """A filling licence whose applicant was told of two materials."""
    application = checked(world, "QTS-08", wrong=["fire", "site_plan"], at=at)
    request_correction(application.pk, by=world.cast.clerk, at=at)
    return fresh(application)
