"""Pages of an inbox: limited branches laid together, continued after the last row seen."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from django.db import connection
from django.db.models import DateField, F, Func, IntegerField, QuerySet, Subquery, Value
from django.db.models.expressions import RawSQL
from django.db.models.lookups import GreaterThan

from organization.standing import Standing
from workdays.models import CalendarVersion
from workflow.inbox.branches import ORDER, Tab, branches_of
from workflow.inbox.filters import Filters
from workflow.models import Task

PAGE_SIZE = 50
MOST_COUNTED = 999


@dataclass(frozen=True, slots=True)
class Cursor:
    """The place of a row in the order of every inbox."""

    priority: int
    sort_on: date
    id: int

    @classmethod
    def of(cls, task: Task) -> Self:
        return cls(task.priority, task.sort_on, task.pk)

    @classmethod
    def read(cls, text: str) -> Self | None:
        """From a URL; None for anything that is no place."""
        try:
            priority, day, number = text.split("_")
            return cls(int(priority), date.fromisoformat(day), int(number))
        except ValueError:
            return None

    def __str__(self) -> str:
        return f"{self.priority}_{self.sort_on.isoformat()}_{self.id}"


@dataclass(frozen=True)
class Page:
    """Some rows in order, and where the next page begins (None at the end)."""

    tasks: list[Task]
    after: Cursor | None


@dataclass(frozen=True, slots=True)
class Count:
    """An honest count: exact up to a bound, then "at least"."""

    number: int
    is_capped: bool

    def __str__(self) -> str:
        return f"{self.number}+" if self.is_capped else str(self.number)


def page(
    stand: Standing,
    tab: Tab,
    *,
    filters: Filters | None = None,
    after: Cursor | None = None,
    size: int = PAGE_SIZE,
) -> Page:
    """A page of a tab in one statement: the rows whose places are the first of the union of the branches."""
    branches = _narrowed(branches_of(stand, tab), filters)
    found = _rows([_limited(branch, after, size + 1) for branch in branches], size + 1)
    tasks = found[:size]
    return Page(tasks, Cursor.of(tasks[-1]) if len(found) > size else None)


def places(
    stand: Standing, tabs: Iterable[Tab], *, filters: Filters | None = None, size: int = PAGE_SIZE
) -> list[int]:
    """The numbers of the first tasks of some tabs together, in the order of every inbox (one statement)."""
    branches = [branch for tab in tabs for branch in branches_of(stand, tab)]
    return _places([branch[:size] for branch in _narrowed(branches, filters)], size)


def count(stand: Standing, tab: Tab, *, filters: Filters | None = None, most: int = MOST_COUNTED) -> Count:
    """How many tasks a tab holds, counted no further than needed (one statement)."""
    branches = [branch[: most + 1] for branch in _narrowed(branches_of(stand, tab), filters)]
    number = len(_places(branches, most + 1))
    return Count(min(number, most), number > most)


def counts(
    stand: Standing, tabs: Iterable[Tab], *, filters: Filters | None = None, most: int = MOST_COUNTED
) -> dict[Tab, Count]:
    """How many tasks each tab holds, counted no further than needed: one statement for all of them."""
    parts: list[str] = []
    given: list[Any] = []
    for tab in tabs:
        branches = [branch[: most + 1] for branch in _narrowed(branches_of(stand, tab), filters)]
        union, params = _union(branches or [Task.objects.none()])
        parts.append(
            f"SELECT '{tab.value}' AS tab, COUNT(*) AS n FROM "  # noqa: S608  the ORM's own SQL
            f"(SELECT DISTINCT id FROM ({union}) AS u LIMIT {most + 1}) AS c"
        )
        given.extend(params)
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), given)
        found = dict(cursor.fetchall())
    return {tab: Count(min(found[tab.value], most), found[tab.value] > most) for tab in tabs}


def _narrowed(branches: Iterable[QuerySet[Task]], filters: Filters | None) -> list[QuerySet[Task]]:
    if filters is None or filters.is_empty:
        return list(branches)
    return [branch.filter(filters.condition()) for branch in branches]


def _limited(branch: QuerySet[Task], after: Cursor | None, size: int) -> QuerySet[Task]:
    """The part of a branch after a place, no longer than a page."""
    if after is not None:
        branch = branch.filter(_later(after))
    return branch[:size]


def _later(place: Cursor) -> GreaterThan:
    """A comparison of whole rows, which both databases answer by walking the index from that place."""
    values = (Value(place.priority), Value(place.sort_on, DateField()), Value(place.id))
    return GreaterThan(_row(*(F(name) for name in ORDER)), _row(*values))


def _row(*parts: F | Value) -> Func:
    return Func(*parts, template="(%(expressions)s)", output_field=IntegerField())


def _places(branches: list[QuerySet[Task]], size: int) -> list[int]:
    """Numbers of the first rows of all branches together."""
    if not branches:
        return []
    with connection.cursor() as cursor:
        cursor.execute(*_first(branches, size))
        return [number for (number,) in cursor.fetchall()]


def _first(branches: list[QuerySet[Task]], size: int) -> tuple[str, list[Any]]:
    """The statement that finds those numbers, with its parameters.

    Each branch stands in a derived table: SQLite takes a LIMIT in a compound only so. A task that is in two
    branches (delegated among deputies) counts once.
    """
    union, given = _union(branches)
    columns = "priority, sort_on, id"
    rows = f"SELECT DISTINCT {columns} FROM ({union}) AS u ORDER BY {columns} LIMIT {size}"  # noqa: S608  the ORM's own SQL
    return f"SELECT id FROM ({rows}) AS first", given  # noqa: S608  the same


def _union(branches: Iterable[QuerySet[Task]]) -> tuple[str, list[Any]]:
    """All branches as one compound of (priority, sort_on, id), with its parameters."""
    parts: list[str] = []
    given: list[Any] = []
    for number, branch in enumerate(branches):
        sql, params = branch.values_list(*ORDER).query.sql_with_params()
        parts.append(f"SELECT * FROM ({sql}) AS b{number}")  # noqa: S608  the ORM's own SQL
        given.extend(params)
    return " UNION ALL ".join(parts), given


def _rows(branches: list[QuerySet[Task]], size: int) -> list[Task]:
    """The first tasks of all branches with all a row shows, in order; each knows the calendar in force.

    Unit, delegate and process are left out: with them PostgreSQL plans for 3 ms what it reads in half of one.
    """
    if not branches:
        return []
    related = ("case__party", "case__district", "step", "assignee")
    digest = CalendarVersion.objects.values("digest")[:1]
    tasks = Task.objects.select_related(*related).annotate(calendar_digest=Subquery(digest))
    return list(tasks.filter(pk__in=RawSQL(*_first(branches, size))).order_by(*ORDER))  # noqa: S611  the same
