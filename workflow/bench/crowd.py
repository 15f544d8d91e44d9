"""Many open cases at once, made by set-based SQL: rows and due dates, but no ledger of their own."""

from datetime import date, timedelta

from django.db import connection

from workflow.bench.world import KIND, World
from workflow.models import Step
from workflow.states import TaskState

DAYS = 60
FIRST_DUE = date(2026, 9, 24)
CASES = """
INSERT INTO workflow_case (number, kind, process_id, title, party_id, district_id, responsible_id, priority,
    facts, state, outcome, received_at, received_on, accepted_on, promised_days, statutory_days, limit_unit,
    promised_on, statutory_on, is_provisional, open_pauses, decided_on, closed_at, sort_on, last_seq,
    last_hash, version, query_digest, token)
WITH RECURSIVE s(n) AS (SELECT {first} UNION ALL SELECT n + 1 FROM s WHERE n < {last}),
    days(i, due) AS (VALUES {days})
SELECT 'crowd-' || s.n, '{kind}', {process}, '批量案件 ' || s.n, {party}, '{district}', {responsible},
    CASE WHEN s.n % 40 = 0 THEN 0 ELSE 2 END, '{{}}', 'open', '', '2026-09-23 02:30:00+00:00', {received},
    {received}, 15, 20, 'working', days.due, days.due, {false}, 0, NULL, NULL, days.due, 1, 'x', 1, '', NULL
FROM s JOIN days ON days.i = s.n % {count}
"""
TASKS = """
INSERT INTO workflow_task (case_id, step_id, round, title, unit_id, role, priority, state, open_predecessors,
    opened_at, start_on, limit_days, due_on, warn_on, sort_on, done_at, outcome, opinion, conditions, is_kept,
    why, token)
SELECT c.id, {step}, 1, '{title}', {unit}, '{role}', c.priority, '{state}', {waiting}, {opened}, {start}, 5,
    {due}, {due}, COALESCE({due}, {far}), {done}, '{outcome}', '', '[]', {false}, '{{}}', ''
FROM workflow_case c WHERE c.number LIKE 'crowd-%' AND NOT EXISTS
    (SELECT 1 FROM workflow_task t WHERE t.case_id = c.id AND t.step_id = {step})
"""


def crowd(world: World, upto: int) -> None:
    """Fill up to this many open cases: three of five reviews open, the rest done or waiting."""
    now = _crowd_size()
    with connection.cursor() as cursor:
        cursor.execute(_cases(world, now + 1, upto))
        for step in Step.objects.filter(process=world.process).order_by("order"):
            cursor.execute(_tasks(step))
        cursor.execute("ANALYZE")


def _crowd_size() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM workflow_case WHERE number LIKE 'crowd-%%'")
        (size,) = cursor.fetchone()
        return int(size)


def _cases(world: World, first: int, last: int) -> str:
    days = ", ".join(f"({i}, {_day(FIRST_DUE + timedelta(days=i))})" for i in range(DAYS))
    return CASES.format(
        first=first,
        last=last,
        kind=KIND,
        days=days,
        count=DAYS,
        process=world.process.pk,
        party=world.party.pk,
        district=world.district.pk,
        responsible=world.hands["intake"].pk,
        received=_day(date(2026, 9, 23)),
        false=_false(),
    )


def _tasks(step: Step) -> str:
    state, outcome = _state_of(step.code)
    is_open, is_waiting = state == TaskState.OPEN, state == TaskState.WAITING
    return TASKS.format(
        step=step.pk,
        title=step.title,
        unit=step.unit_id,
        role=step.role,
        state=state,
        outcome=outcome,
        waiting=1 if is_waiting else 0,
        opened="NULL" if is_waiting else "c.received_at",
        start="NULL" if is_waiting else "c.received_on",
        due="c.promised_on" if is_open else _null_day(),
        far=_day(date(9999, 12, 31)),
        done="NULL" if is_open or is_waiting else "c.received_at",
        false=_false(),
    )


def _state_of(code: str) -> tuple[TaskState, str]:
    if code in ("decision", "certificate"):
        return TaskState.WAITING, ""
    if code in ("intake", "quality", "legal"):
        return TaskState.DONE, "accepted" if code == "intake" else "agree"
    return TaskState.OPEN, ""


def _day(day: date) -> str:
    text = f"'{day.isoformat()}'"
    return f"DATE {text}" if connection.vendor == "postgresql" else text


def _null_day() -> str:
    return "NULL::date" if connection.vendor == "postgresql" else "NULL"


def _false() -> str:
    return "FALSE" if connection.vendor == "postgresql" else "0"
