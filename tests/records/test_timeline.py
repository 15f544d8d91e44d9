"""The record of a thing as its page shows it."""

import pytest
from pytest_django import DjangoAssertNumQueries

from records.actions import append, record
from records.chain import GENESIS, Link, Subject
from records.timeline import timeline
from tests.makers.records import CASE, NOON, WANG, YEAR, run_sql, triggers_lifted

pytestmark = pytest.mark.django_db


@pytest.fixture
def _five_lines() -> None:
    for number in range(5):
        record(YEAR, "year.corrected", by=WANG, at=NOON, number=number)


@pytest.mark.usefixtures("_five_lines")
def test_the_newest_lines_come_first_in_one_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(1):
        told = timeline(YEAR, last=2)

    assert [line.seq for line in told.lines] == [5, 4]
    assert (told.count, told.is_sound) == (5, True)
    assert (told.lines[0].who, told.lines[0].words, told.lines[0].at) == ("王丽", "year.corrected", NOON)


def test_a_thing_without_record_has_none() -> None:
    told = timeline(Subject("post", "1"))

    assert (told.lines, told.count, told.is_sound) == ([], 0, True)


@pytest.mark.usefixtures("_five_lines")
@pytest.mark.parametrize("seq", [1, 3, 5])
def test_a_record_tampered_with_says_so(seq: int) -> None:
    with triggers_lifted():
        run_sql(f"UPDATE records_event SET data = '[]' WHERE seq = {seq}")

    assert timeline(YEAR).is_sound is False


def test_a_record_shorter_than_its_head_says_so() -> None:
    first, _ = append(CASE, GENESIS, "case.opened", by=WANG, at=NOON)

    assert timeline(CASE, head=first.link).is_sound
    assert not timeline(CASE, head=Link(2, "f" * 64)).is_sound


@pytest.mark.usefixtures("_five_lines")
def test_only_the_last_part_of_a_long_record_is_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("records.timeline.CHECKED", 3)
    with triggers_lifted():
        run_sql("UPDATE records_event SET verb = 'other' WHERE seq = 1")

    assert timeline(YEAR).is_sound
    assert timeline(YEAR).count == 5
