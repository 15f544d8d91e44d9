"""Counting what waits without reading all of it: unions of walks along an index, exact up to a bound."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.utils.translation import gettext as _

MOST_COUNTED = 999
Walk = QuerySet[Any]


@dataclass(frozen=True, slots=True)
class Count:
    """An honest count: exact up to a bound, then "at least"."""

    number: int
    is_capped: bool

    def __str__(self) -> str:
        return f"{self.number}+" if self.is_capped else str(self.number)

    def in_words(self) -> str:
        """How many there are, as the foot of a list says it."""
        words = _("%(n)s 件以上") if self.is_capped else _("共 %(n)s 件")
        return words % {"n": self.number}


def counted(parts: Mapping[str, Iterable[Walk]], *, most: int = MOST_COUNTED) -> dict[str, Count]:
    """How many rows the walks of each part find, none twice, no further than needed: one statement for all.

    A part without walks holds nothing. The names of the parts are codes of ours, never what a reader typed.
    """
    statements: list[str] = []
    given: list[Any] = []
    for name, walks in parts.items():
        sql, params = _part(name, walks, most)
        statements.append(sql)
        given.extend(params)
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(statements), given)
        found = dict(cursor.fetchall())
    return {name: Count(min(found[name], most), found[name] > most) for name in parts}


def _part(name: str, walks: Iterable[Walk], most: int) -> tuple[str, list[Any]]:
    sql, given = union([walk.values_list("pk")[: most + 1] for walk in walks])
    if not sql:
        return f"SELECT '{name}', 0", []
    rows = f"SELECT DISTINCT * FROM ({sql}) AS u LIMIT {most + 1}"  # noqa: S608  the ORM's own SQL
    return f"SELECT '{name}' AS part, COUNT(*) AS n FROM ({rows}) AS c", given  # noqa: S608  the same


def union(walks: Iterable[Walk]) -> tuple[str, list[Any]]:
    """The walks as one compound with its parameters; empty without any.

    Each stands in a derived table: SQLite takes a LIMIT in a compound only so.
    """
    parts: list[str] = []
    given: list[Any] = []
    for number, walk in enumerate(walks):
        sql, params = walk.query.sql_with_params()
        parts.append(f"SELECT * FROM ({sql}) AS b{number}")  # noqa: S608  the ORM's own SQL
        given.extend(params)
    return " UNION ALL ".join(parts), given
