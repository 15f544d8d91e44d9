"""Many people at the same instant: threads behind a barrier, each with a database connection of its own."""

import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from threading import Barrier
from typing import TypeVar

from django.db import connection, connections

Result = TypeVar("Result")


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


@contextmanager
def sqlite_file(path: Path) -> Iterator[None]:
    """Let new threads work on a copy of the test database in a file, where SQLite's locks are the real ones.

    The thread that enters keeps the database it has; look at the result from `at_once(1, …)`.
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
