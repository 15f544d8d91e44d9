"""What the pages of staff ask of the database at many open cases: statements and milliseconds of SQL."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from statistics import median
from typing import Any

from django.db import connection

from organization.access import standing
from organization.models import Person
from records.models import Event
from workdays.days import local_day
from workdays.store import current_calendar
from workflow.bench.world import AT, World
from workflow.dossier import dossier_of
from workflow.inbox import Filters, Tab, counts, page
from workflow.models import Case, Extension, Pause
from workflow.outlook import outlook
from workflow.picture import picture_of_case

REPEATS = 15
TODAY = local_day(AT)


@dataclass(frozen=True)
class Asked:
    """One page: its statements, the median of their milliseconds, and of the whole."""

    page: str
    statements: int
    sql_ms: float
    total_ms: float


def inbox(world: World) -> Asked:
    """The pool of a department head with a page of 50 rows, three counts, cold standing."""

    def show() -> None:
        stand = standing(Person.objects.get(pk=world.hands["equipment"].pk), TODAY)
        rows = page(stand, Tab.POOL)
        [(task.case.number, task.case.party.name, task.step, task.assignee) for task in rows.tasks]
        counts(stand, [Tab.MINE, Tab.POOL])

    return _measured("inbox", show)


def inbox_page_20(world: World) -> Asked:
    """The twentieth page, by its keyset."""
    stand = standing(world.hands["equipment"], TODAY)
    after = None
    for _page in range(19):
        after = page(stand, Tab.POOL, after=after).after
    return _measured("inbox, page 20", lambda: page(stand, Tab.POOL, after=after))


def inbox_filtered(world: World) -> Asked:
    """The pool narrowed to what is due soon."""
    stand = standing(world.hands["equipment"], TODAY)
    filters = Filters(due_until=TODAY + timedelta(days=30), green=True)
    return _measured("inbox, filtered", lambda: page(stand, Tab.POOL, filters=filters))


def case(world: World, number: str) -> Asked:
    """What the frame of a case page reads: the case, its tasks and facts, its ledger, the picture."""

    def show() -> None:
        person = Person.objects.get(pk=world.hands["metrology"].pk)
        seen = Case.objects.visible_to(person, TODAY).select_related(
            "party", "district", "process", "responsible"
        )
        one = seen.get(number=number)
        dossier = dossier_of(one)
        list(Pause.objects.filter(case=one))
        Extension.objects.filter(case=one).first()
        list(Event.objects.about(one.subject).in_order())
        calendar = current_calendar()
        outlook(dossier, today=TODAY, calendar=calendar)
        picture_of_case(dossier, today=TODAY, calendar=calendar)

    return _measured("case", show)


def _measured(name: str, show: Callable[[], object]) -> Asked:
    sql: list[float] = []
    total: list[float] = []
    statements = 0
    for _repeat in range(REPEATS):
        spent: list[float] = []

        def timed(
            execute: Callable[..., Any],
            text: str,
            params: Any,
            many: bool,
            context: Any,
            to: list[float] = spent,
        ) -> Any:
            before = time.perf_counter()
            try:
                return execute(text, params, many, context)
            finally:
                to.append((time.perf_counter() - before) * 1000)

        before = time.perf_counter()
        with connection.execute_wrapper(timed):
            show()
        total.append((time.perf_counter() - before) * 1000)
        sql.append(sum(spent))
        statements = len(spent)
    return Asked(name, statements, round(median(sql), 2), round(median(total), 2))
