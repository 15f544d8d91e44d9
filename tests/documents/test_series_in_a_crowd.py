"""Thirty-two hands take numbers from one series at the same moment: none is missing, none given twice."""

from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import pytest
from django.db import connection, transaction

from documents.models import Document, Series
from records.models import Event
from tests.makers.at_once import at_once, sqlite_file
from tests.makers.documents import a_document

pytestmark = pytest.mark.django_db(transaction=True)
HANDS = 32 if connection.vendor == "postgresql" else 2
ACTS_EACH = 20


@pytest.fixture(autouse=True)
def _real_locks(tmp_path: Path) -> Iterator[None]:
    with sqlite_file(tmp_path / "test_series.sqlite3") if connection.vendor == "sqlite" else nullcontext():
        yield


def acts(_hand: int) -> None:
    """Every fifth act is rolled back, and its number with it."""
    for turn in range(ACTS_EACH):
        with transaction.atomic():
            a_document()
            if turn % 5 == 0:
                transaction.set_rollback(True)


def state(_: int) -> tuple[list[int], int, int]:
    """Seen through a new connection."""
    numbers = sorted(Document.objects.values_list("serial_no", flat=True))
    entered = Event.objects.filter(verb="signing_key.entered").count()
    return numbers, Series.objects.get().last_no, entered


def test_every_number_is_given_once_and_none_is_left_out() -> None:
    assert at_once(HANDS, acts) == [None] * HANDS

    kept = HANDS * ACTS_EACH * 4 // 5
    assert at_once(1, state) == [(list(range(1, kept + 1)), kept, 1)]
