"""The floor: the rows the engine wrote, in the same transactions, by the bare driver with durable commits.

No locks, no reads, no rules: what any program must at least pay on this machine for the same record.
"""

import json
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from workflow.models import Task
from workflow.replay import PATCH

TASK = "workflow_task"
CASE_UPDATED = ("state", "outcome", "promised_on", "statutory_on", "decided_on", "closed_at", "sort_on")
TASK_UPDATED = (
    "state",
    "open_predecessors",
    "opened_at",
    "start_on",
    "limit_days",
    "due_on",
    "warn_on",
    "sort_on",
)


@dataclass(frozen=True)
class Rows:
    """Rows of one table as the database holds them."""

    table: str
    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]

    def place(self, name: str) -> int:
        return self.columns.index(name)

    def grouped(self, name: str) -> dict[Any, list[tuple[Any, ...]]]:
        found: dict[Any, list[tuple[Any, ...]]] = {}
        for row in self.rows:
            found.setdefault(row[self.place(name)], []).append(row)
        return found


@dataclass(frozen=True)
class Written:
    """All the engine wrote, to be written again."""

    cases: Rows
    tasks: Rows
    events: Rows
    notices: Rows
    steps: dict[int, str]


def written() -> Written:
    """Read back what the engine wrote (driver values, nothing converted)."""
    steps = dict(Task.objects.filter(step__isnull=False).values_list("step_id", "step__code").distinct())
    return Written(
        _read("workflow_case", "ORDER BY id"),
        _read(TASK, "ORDER BY id"),
        _read("records_event", "WHERE subject_kind = 'case' ORDER BY id"),
        _read("notices_notice", "WHERE subject_kind = 'case' ORDER BY id"),
        steps,
    )


def _read(table: str, rest: str) -> Rows:
    with connection.cursor() as cursor:
        cursor.cursor.execute(f"SELECT * FROM {table} {rest}")  # noqa: S608  fixed names
        columns = tuple(column[0] for column in cursor.cursor.description)
        return Rows(
            table, columns, [tuple(_given(value) for value in row) for row in cursor.cursor.fetchall()]
        )


def _given(value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, (dict, list)) else value


Act = list[tuple[str, Sequence[Any]]]


def acts_of(written: Written, mark: str) -> list[Act]:
    """The transactions as finished statements with their values, made before the clock starts."""
    tasks = written.tasks.grouped("case_id")
    cases = {row[written.cases.place("number")]: row for row in written.cases.rows}
    notices = written.notices.grouped("subject_key")
    acts = []
    for number, lines in written.events.grouped("subject_key").items():
        case = cases[number]
        own = tasks[case[written.cases.place("id")]]
        for line in lines:
            seq = line[written.events.place("seq")]
            heard = [
                row for row in notices.get(number, []) if row[written.notices.place("version")] == str(seq)
            ]
            acts.append(_act(written, mark, case, own, line, heard))
    return acts


def _act(w: Written, mark: str, case: Any, tasks: list[Any], line: Any, heard: list[Any]) -> Act:
    """One transaction: the line, the case, the tasks its patch names, the notices."""
    data = line[w.events.place("data")]
    patch = json.loads(data).get(PATCH, {}).get("tasks", {})
    statements: Act = [_insert(w.events, [line], mark)]
    if line[w.events.place("seq")] == 1:
        serial = "INSERT INTO workflow_caseserial (district_id, day, last_no) VALUES ({0}, {0}, 1)"
        serial += " ON CONFLICT (district_id, day) DO UPDATE SET last_no = workflow_caseserial.last_no + 1"
        given = [case[w.cases.place("district_id")], case[w.cases.place("received_on")]]
        statements += [
            (serial.format(mark), given),
            _insert(w.cases, [case], mark),
            _insert(w.tasks, tasks, mark),
        ]
    else:
        statements.append(_update(w.cases, case, CASE_UPDATED, mark))
        touched = [row for row in tasks if f"{w.steps[row[w.tasks.place('step_id')]]}#1" in patch]
        statements += _task_updates(w.tasks, touched, mark)
    return [*statements, _insert(w.notices, heard, mark)] if heard else statements


def _task_updates(tasks: Rows, touched: list[Any], mark: str) -> Act:
    """The acted task by one UPDATE, the others by one upsert, as the engine does it."""
    if not touched:
        return []
    acted, others = touched[0], touched[1:]
    columns = (*TASK_UPDATED, "outcome", "opinion", "done_at", "done_by_id")
    found = [_update(tasks, acted, columns, mark)]
    if others:
        sql, given = _insert(tasks, others, mark)
        changes = ", ".join(f"{name} = excluded.{name}" for name in TASK_UPDATED)
        found.append((f"{sql} ON CONFLICT (id) DO UPDATE SET {changes}", given))
    return found


def _insert(rows: Rows, given: list[Any], mark: str) -> tuple[str, Sequence[Any]]:
    names = ", ".join(f'"{name}"' for name in rows.columns)
    one = f"({', '.join([mark] * len(rows.columns))})"
    many = ", ".join([one] * len(given))
    values = [value for row in given for value in row]
    return f"INSERT INTO {rows.table} ({names}) VALUES {many}", values  # noqa: S608  fixed names


def _update(rows: Rows, row: Any, columns: Iterable[str], mark: str) -> tuple[str, Sequence[Any]]:
    changes = ", ".join(f'"{name}" = {mark}' for name in columns)
    values = [row[rows.place(name)] for name in columns]
    return f"UPDATE {rows.table} SET {changes} WHERE id = {mark}", [*values, row[rows.place("id")]]  # noqa: S608


def run(acts: list[Act], raw: Any, begin: str = "") -> float:
    """Seconds to write all transactions through a driver's connection, each committed."""
    cursor = raw.cursor()
    execute: Callable[..., Any] = cursor.execute
    started = time.perf_counter()
    for act in acts:
        if begin:
            execute(begin)
        for sql, given in act:
            execute(sql, given)
        raw.commit()
    return time.perf_counter() - started
