"""Opening a case at receipt: its number, its tasks (the first open, the others waiting), its first line."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from organization.models import District, Person
from parties.models import Party
from records.chain import GENESIS
from records.refusals import LegalRefusal
from workdays.days import FAR_FUTURE, local_day
from workflow.actions.desk import Desk, FactsGiven
from workflow.actions.moving import move_on
from workflow.definitions.reading import graph_of
from workflow.graphs import Graph
from workflow.models import Case, Process, Task
from workflow.numbers import case_number
from workflow.queries import digest_of
from workflow.routing import route
from workflow.steps import Priority

_NEXT_SERIAL = (
    "INSERT INTO workflow_caseserial (district_id, day, last_no) VALUES (%s, %s, 1)"
    " ON CONFLICT (district_id, day) DO UPDATE SET last_no = workflow_caseserial.last_no + 1"
    " RETURNING last_no"
)


def open_case(
    process: Process,
    *,
    title: str,
    title_en: str = "",
    party: Party,
    district: District,
    by: Person | None,
    at: datetime,
    number_date: date | None = None,
    received_on: date | None = None,
    priority: Priority = Priority.NORMAL,
    responsible: Person | None = None,
    answers: Mapping[str, Any] | None = None,
    facts: FactsGiven = None,
    query_code: str = "",
    verb: str = "case.opened",
    token: str | None = None,
) -> Case:
    """A new case with its intake task open; the same `token` again returns the case it already opened.

    `number_date` is the day in the number, `received_on` the day Art. 32 counts from (by default both the
    day of `at`). Refuses a process that is not published (LegalRefusal).
    """
    graph = _published(process)
    day = local_day(at)
    case = Case(
        kind=process.kind,
        process=process,
        title=title[:200],
        title_en=title_en[:200],
        party=party,
        district=district,
        responsible=responsible or by,
        priority=priority,
        facts={name: value for name, value in (answers or {}).items() if name in graph.names},
        received_at=at,
        received_on=received_on or day,
        sort_on=FAR_FUTURE,
        token=token or None,
        last_seq=GENESIS.seq,
        last_hash=GENESIS.hash,
    )
    try:
        with transaction.atomic():
            case.number = _next_number(district, number_date or day)
            case.query_digest = digest_of(case.number, query_code) if query_code else ""
            return _lay_out(case, graph, by=by, at=at).begin(verb, facts)
    except IntegrityError:
        known = Case.objects.filter(token=token).first() if token else None
        if known is None:
            raise
        return known


def _published(process: Process) -> Graph:
    if process.published_on is None:
        raise LegalRefusal("workflow.not_published", _("流程 {process} 尚未发布。").format(process=process))
    return graph_of(process.pk)


def _next_number(district: District, on: date) -> str:
    """Bare SQL: one statement that takes the next serial and locks its row until the case is kept."""
    with connection.cursor() as cursor:
        cursor.execute(_NEXT_SERIAL, [district.pk, on])
        (serial,) = cursor.fetchone()
    return case_number(district.pk, on, serial)


def _lay_out(case: Case, graph: Graph, *, by: Person | None, at: datetime) -> Desk:
    desk = Desk(case, [], by=by, at=at, is_new=True)
    for node in graph.nodes.values():
        found = route(node, graph, case.district_id, local_day(at))
        task = Task(
            step_id=node.id,
            title=node.title,
            title_en=node.title_en,
            unit_id=found.unit_id,
            role=node.role,
            priority=case.priority,
            why=dict(found.why),
            sort_on=FAR_FUTURE,
        )
        desk.add(task)
    move_on(desk)
    return desk
