"""What every test shares: a world that survives flushes, memory of no earlier test, a folder of its own."""

import shutil
from collections.abc import Iterator
from unittest.mock import patch

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import TransactionTestCase
from django.utils import translation

from tests.makers.records import flushes_lift_triggers
from tests.makers.workdays import restore_calendar


@pytest.fixture(scope="session", autouse=True)
def _flushes_leave_what_migrations_left() -> Iterator[None]:
    """A transactional test ends with a flush: the triggers refuse it, and it empties the seeded calendar."""
    with flushes_lift_triggers():
        flush = TransactionTestCase._fixture_teardown  # type: ignore[attr-defined]  # Django's own, not in stubs

        def guarded(case: TransactionTestCase) -> None:
            flush(case)
            restore_calendar()

        with patch.object(TransactionTestCase, "_fixture_teardown", guarded):
            yield


@pytest.fixture(autouse=True)
def _nothing_is_remembered() -> Iterator[None]:
    """Throttles, caches and the language of one test do not reach the next."""
    with translation.override("zh-hans"):
        yield
    cache.clear()


def pytest_unconfigure() -> None:
    """The folder tests/settings.py made goes with the run."""
    if settings.configured:
        shutil.rmtree(settings.VAR_DIR, ignore_errors=True)


def pytest_report_header() -> str:
    """Which database and which cache this run is on."""
    engine = settings.DATABASES["default"]["ENGINE"].rsplit(".", 1)[-1]
    return f"database: {engine}, cache: {settings.CACHES['default']['BACKEND'].rsplit('.', 1)[-1]}"
