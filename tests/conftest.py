"""What every test shares: a world that survives flushes, memory of no earlier test, a folder of its own."""

import shutil
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.core.cache import cache
from django.utils import translation

from tests.makers.flushing import flushes_leave_what_migrations_planted


@pytest.fixture(scope="session", autouse=True)
def _flushes_leave_what_migrations_left() -> Iterator[None]:
    """A transactional test ends with a flush of its own, which the triggers would refuse."""
    with flushes_leave_what_migrations_planted():
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


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--on-database", action="store_true", help="only what the database could make different")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """With --on-database, leaves out what no database could make different: another run has it."""
    if config.getoption("--on-database"):
        config.hook.pytest_deselected(items=[item for item in items if not asks_a_service(item)])
        items[:] = [item for item in items if asks_a_service(item)]


def asks_a_service(item: pytest.Item) -> bool:
    """Whether a test reads a table, or may be skipped where a service is missing.

    The style page needs a database for its server, but reads nothing of it.
    """
    fixtures = set(getattr(item, "fixturenames", ()))
    reads = item.get_closest_marker("django_db") or fixtures & {"db", "transactional_db", "django_db_setup"}
    return bool(item.get_closest_marker("skipif") or (reads and "style" not in fixtures))


def pytest_report_header() -> str:
    """Which database and which cache this run is on."""
    engine = settings.DATABASES["default"]["ENGINE"].rsplit(".", 1)[-1]
    return f"database: {engine}, cache: {settings.CACHES['default']['BACKEND'].rsplit('.', 1)[-1]}"
