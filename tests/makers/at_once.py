"""Many people at the same instant: threads behind a barrier, each with a database connection of its own."""

import os
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from threading import Barrier
from typing import TypeVar

from django.db import connection, connections

Result = TypeVar("Result")


def race_rounds(few: int) -> int:
    """How many rounds a race is run: a few in the suite, the full number in `make races` (RACE_ROUNDS)."""
    return int(os.environ.get("RACE_ROUNDS", few))


def at_once(count: int, act: Callable[[int], Result]) -> list[Result | Exception]:
    """What each of `count` threads got, or the error it met, when all let go together."""
    barrier = Barrier(count)

    def attempt(number: int) -> Result | Exception:
        try:
            connection.ensure_connection()
            barrier.wait(timeout=60)
            return act(number)
        except Exception as error:
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(attempt, range(count)))


def gained(outcomes: Sequence[Result | Exception]) -> list[Result]:
    """What the threads got; raises the first error that one of them met."""
    for outcome in outcomes:
        if isinstance(outcome, Exception):
            raise outcome
    return [outcome for outcome in outcomes if not isinstance(outcome, Exception)]


def alone(act: Callable[[], Result]) -> Result:
    """What one thread with a connection of its own got."""
    return gained(at_once(1, lambda _: act()))[0]


@contextmanager
def sqlite_file(path: Path) -> Iterator[None]:
    """Let new threads work on a copy of the test database in a file, where SQLite's locks are the real ones.

    The thread that enters keeps the database it has; look at the result with `alone`.
    """
    connection.ensure_connection()
    copy = sqlite3.connect(path)
    connection.connection.backup(copy)
    copy.execute("PRAGMA journal_mode=WAL")
    copy.close()
    name = connection.settings_dict["NAME"]
    connection.settings_dict["NAME"] = str(path)
    try:
        yield
    finally:
        connection.settings_dict["NAME"] = name
