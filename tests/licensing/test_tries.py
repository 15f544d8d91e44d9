"""Ten tries an hour, counted in the database whatever becomes of Redis."""

from contextlib import nullcontext, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.core.cache import caches
from django.core.cache.backends.locmem import LocMemCache
from django.db import connection

from licensing import tries
from licensing.tries import TooManyTriesError, begin, give_back, of_address, of_number
from tests.makers.at_once import at_once, sqlite_file

NOON = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)
SUBJECT = "number:x"


def _use(n: int, *, at: datetime = NOON, subject: str = SUBJECT) -> None:
    for _try in range(n):
        begin([subject], at=at)


@pytest.mark.django_db
def test_the_eleventh_try_is_refused_until_the_first_is_an_hour_old() -> None:
    _use(4)
    _use(6, at=NOON + timedelta(minutes=20))

    with pytest.raises(TooManyTriesError) as refused:
        begin([SUBJECT], at=NOON + timedelta(minutes=50))

    assert refused.value.free_at == NOON + timedelta(hours=1)
    _use(4, at=NOON + timedelta(minutes=61))
    with pytest.raises(TooManyTriesError):
        begin([SUBJECT], at=NOON + timedelta(minutes=61))


@pytest.mark.django_db
def test_the_turn_of_the_hour_gives_no_fresh_ten() -> None:
    before = NOON + timedelta(minutes=59)
    _use(10, at=before)

    with pytest.raises(TooManyTriesError):
        begin([SUBJECT], at=NOON + timedelta(minutes=61))


@pytest.mark.django_db
def test_a_right_try_is_given_back() -> None:
    for _try in range(25):
        give_back(begin([SUBJECT], at=NOON))

    _use(10)


@pytest.mark.django_db
def test_right_tries_in_between_give_no_fresh_ones() -> None:
    for _try in range(10):
        begin([SUBJECT], at=NOON)
        with suppress(TooManyTriesError):
            give_back(begin([SUBJECT], at=NOON))

    with pytest.raises(TooManyTriesError):
        begin([SUBJECT], at=NOON)


@pytest.mark.django_db
def test_a_refused_try_takes_nothing_of_the_other_subject() -> None:
    _use(10, subject="number:locked")

    for _try in range(12):
        with pytest.raises(TooManyTriesError):
            begin(["address:mine", "number:locked"], at=NOON)

    _use(10, subject="address:mine")


@pytest.mark.django_db
def test_the_count_lies_in_the_database_and_not_in_redis(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(LocMemCache, "add", _gone)
    monkeypatch.setattr(LocMemCache, "get_many", _gone)

    _use(10)

    assert type(tries._cache()).__name__ == "DatabaseCache"
    assert tries._cache() is caches["throttle"]
    with pytest.raises(TooManyTriesError):
        begin([SUBJECT], at=NOON)


def _gone(*_given: object, **_more: object) -> None:
    raise ConnectionError


@pytest.mark.django_db(transaction=True)
def test_of_32_tries_at_once_ten_are_heard(tmp_path: Path) -> None:
    is_sqlite = connection.vendor == "sqlite"
    with sqlite_file(tmp_path / "tries.sqlite3") if is_sqlite else nullcontext():
        outcomes = at_once(32, lambda _number: begin([SUBJECT], at=NOON))

    assert [type(outcome).__name__ for outcome in outcomes].count("Try") == 10
    assert {type(outcome) for outcome in outcomes} == {tries.Try, TooManyTriesError}


def test_an_address_counts_with_its_site_and_a_number_is_kept_short() -> None:
    assert of_address("2001:db8:0:1::1") == of_address("2001:db8:0:1:ffff::2")
    assert of_address("2001:db8:0:1::1") != of_address("2001:db8:0:2::1")
    assert of_address("192.0.2.1") != of_address("192.0.2.2")
    assert len(of_number("9" * 10_000)) < 50
