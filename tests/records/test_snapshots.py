"""A verification sees one instant, and lets others write meanwhile."""

from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import pytest
from django.db import connection

from records.actions import record
from records.models import Event
from records.snapshots import snapshot
from tests.makers.at_once import at_once, gained, sqlite_file
from tests.makers.records import NOON, WANG, YEAR

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _real_locks(tmp_path: Path) -> Iterator[None]:
    with sqlite_file(tmp_path / "test_snapshots.sqlite3") if connection.vendor == "sqlite" else nullcontext():
        yield


def write(_: int) -> int:
    return record(YEAR, "year.corrected", by=WANG, at=NOON).seq


def test_lines_written_meanwhile_are_not_seen_and_not_blocked() -> None:
    def read_twice(_: int) -> tuple[int, list[int], int, int]:
        with snapshot():
            before = Event.objects.count()
            written = gained(at_once(2, write))
            after = Event.objects.count()
        return before, sorted(written), after, Event.objects.count()

    at_once(1, write)

    assert at_once(1, read_twice) == [(1, [2, 3], 1, 3)]


def test_an_error_ends_the_snapshot() -> None:
    def fail(_: int) -> int:
        with pytest.raises(ZeroDivisionError), snapshot():
            raise ZeroDivisionError
        return write(0)

    assert at_once(1, fail) == [1]
