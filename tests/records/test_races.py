"""Many lines at the same instant on one chain: every one is kept, none takes another's place."""

from collections.abc import Callable, Iterator
from contextlib import nullcontext
from pathlib import Path

import pytest
from django.db import IntegrityError, connection, transaction

from records import heads
from records.actions import record
from records.chain import Link, Subject
from records.models import Event
from records.refusals import LegalRefusal, attempting
from records.verification import verify
from tests.makers.at_once import alone, at_once, gained, sqlite_file
from tests.makers.records import CASE, NOON, WANG, YEAR

pytestmark = pytest.mark.django_db(transaction=True)
THREADS = 32 if connection.vendor == "postgresql" else 2
LINES_EACH = 5
Lines = Callable[[int], list[int]]


@pytest.fixture(autouse=True)
def _real_locks(tmp_path: Path) -> Iterator[None]:
    with sqlite_file(tmp_path / "test_races.sqlite3") if connection.vendor == "sqlite" else nullcontext():
        yield


def keep_lines(number: int) -> list[int]:
    return [record(YEAR, "year.corrected", by=WANG, at=NOON, thread=number).seq for _ in range(LINES_EACH)]


def keep_lines_in_one_act(number: int) -> list[int]:
    with transaction.atomic():
        return keep_lines(number)


@transaction.atomic
def head_of(subject: Subject) -> Link:
    return heads.read(subject)


def state() -> tuple[list[int], bool]:
    """Seen through a new connection."""
    return list(Event.objects.about(YEAR).in_order().values_list("seq", flat=True)), verify().is_sound


@pytest.mark.parametrize("lines", [keep_lines, keep_lines_in_one_act], ids=["line by line", "in one act"])
@pytest.mark.parametrize("begun", [False, True], ids=["a new chain", "a chain with lines"])
def test_lines_recorded_at_once_stand_in_one_chain_without_gap(lines: Lines, begun: bool) -> None:
    before = alone(lambda: keep_lines(0)) if begun else []

    kept = gained(at_once(THREADS, lines))

    total = THREADS * LINES_EACH + len(before)
    assert sorted(seq for seqs in [before, *kept] for seq in seqs) == list(range(1, total + 1))
    assert alone(state) == (list(range(1, total + 1)), True)


def test_attempts_refused_at_once_are_all_recorded() -> None:
    def refused(_: int) -> str:
        with attempting("case.accept", CASE, by=WANG, at=NOON):
            raise LegalRefusal("art32.second_correction", "不得再次要求补正。")

    errors = at_once(THREADS, refused)

    assert all(isinstance(error, LegalRefusal) for error in errors)
    assert alone(lambda: Event.objects.of_verb("attempt.refused").count()) == THREADS
    assert alone(lambda: verify().is_sound)


def test_without_reading_the_head_anew_lines_would_collide(monkeypatch: pytest.MonkeyPatch) -> None:
    alone(lambda: keep_lines(0))
    stale = alone(lambda: head_of(YEAR))
    assert stale.seq == LINES_EACH
    monkeypatch.setattr(heads, "read", lambda _: stale)
    monkeypatch.setattr(heads, "move", lambda *_: True)

    met = at_once(THREADS, lambda _: record(YEAR, "year.corrected", by=WANG, at=NOON))

    assert sum(isinstance(error, IntegrityError) for error in met) == THREADS - 1


def test_a_head_that_moved_meanwhile_is_not_moved_again() -> None:
    subject = Subject("post", "1")
    alone(lambda: record(subject, "post.begun", by=WANG, at=NOON))
    head = alone(lambda: head_of(subject))

    moved = at_once(THREADS, lambda number: heads.move(subject, head, Link(2, f"{number:064d}")))

    assert sorted(moved, key=bool) == [False] * (THREADS - 1) + [True]
