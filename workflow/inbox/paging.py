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
from workflow.counting import MOST_COUNTED, Count, counted, union
from workflow.inbox.branches import ORDER, Tab, branches_of
from workflow.inbox.filters import Filters
from workflow.models import Task

PAGE_SIZE = 50
RELATED = ("case__party", "assignee")
SHOWN = (
    *(
        "title",
        "title_en",
        "step",
        "round",
        "unit",
        "role",
        "state",
        "priority",
        "limit_days",
        "due_on",
        "sort_on",
    ),
    *("assignee__name", "assignee__name_en", "delegate", "delegate_first_on", "delegate_last_on"),
    *(f"case__{name}" for name in ("number", "kind", "process", "title", "title_en", "district")),
    *(
        f"case__{name}"
        for name in ("received_on", "promised_on", "statutory_on", "accepted_on", "decided_on")
    ),
    "case__state",
    *("case__party__name", "case__party__name_en"),
)


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
    stand: Standing,
    tabs: Iterable[Tab],
    *,
    filters: Filters | None = None,
    after: Cursor | None = None,
    size: int = PAGE_SIZE,
) -> list[int]:
    """The numbers of the first tasks of some tabs together, in the order of every inbox (one statement)."""
    branches = [branch for tab in tabs for branch in branches_of(stand, tab)]
    return _places([_limited(branch, after, size) for branch in _narrowed(branches, filters)], size)


def count(stand: Standing, tab: Tab, *, filters: Filters | None = None, most: int = MOST_COUNTED) -> Count:
    """How many tasks a tab holds, counted no further than needed (one statement)."""
    return counts(stand, [tab], filters=filters, most=most)[tab]


def counts(
    stand: Standing, tabs: Iterable[Tab], *, filters: Filters | None = None, most: int = MOST_COUNTED
) -> dict[Tab, Count]:
    """How many tasks each tab holds, counted no further than needed: one statement for all of them."""
    walks = {tab: _narrowed(branches_of(stand, tab), filters) for tab in tabs}
    found = counted({tab.value: branches for tab, branches in walks.items()}, most=most)
    return {tab: found[tab.value] for tab in walks}


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

    A task that is in two branches (delegated among deputies) counts once.
    """
    sql, given = union([branch.values_list(*ORDER) for branch in branches])
    columns = "priority, sort_on, id"
    rows = f"SELECT DISTINCT {columns} FROM ({sql}) AS u ORDER BY {columns} LIMIT {size}"  # noqa: S608  the ORM's own SQL
    return f"SELECT id FROM ({rows}) AS first", given  # noqa: S608  the same


def _rows(branches: list[QuerySet[Task]], size: int) -> list[Task]:
    """The first tasks of all branches with what a row shows, in order; each knows the calendar in force.

    Nothing else is read: each table more costs PostgreSQL more to plan than the rows to find. The kind of the
    step is known to the graph of the process.
    """
    if not branches:
        return []
    digest = CalendarVersion.objects.values("digest")[:1]
    tasks = Task.objects.select_related(*RELATED).only(*SHOWN).annotate(calendar_digest=Subquery(digest))
    return list(tasks.filter(pk__in=RawSQL(*_first(branches, size))).order_by(*ORDER))  # noqa: S611  the same
