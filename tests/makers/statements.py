"""Counting what an act asks of the database, by whose table a statement is about."""

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.db import connection
from django.test.utils import CaptureQueriesContext

_TABLE = re.compile(r'\b(?:FROM|INTO|UPDATE)\s+"?([a-z_0-9]+)"?', re.IGNORECASE)
_FRAME = re.compile(r"^\s*(SAVEPOINT|RELEASE|ROLLBACK|BEGIN|COMMIT)", re.IGNORECASE)


@dataclass
class Statements:
    """What was asked: the statements about each app's tables; savepoints are left out."""

    asked: list[str] = field(default_factory=list)

    def of(self, app: str) -> list[str]:
        return [sql for sql in self.asked if table_of(sql).startswith(f"{app}_")]

    @property
    def by_app(self) -> Counter[str]:
        return Counter(table_of(sql).partition("_")[0] for sql in self.asked)


def table_of(sql: str) -> str:
    """The table a statement is about: the first it names."""
    match = _TABLE.search(sql)
    return match.group(1) if match else ""


@contextmanager
def statements() -> Iterator[Statements]:
    """Collect the statements of a block."""
    found = Statements()
    with CaptureQueriesContext(connection) as captured:
        yield found
    found.asked.extend(q["sql"] for q in captured.captured_queries if not _FRAME.match(q["sql"]))
