"""Stored due dates against their projection from dated facts; a new calendar shows what would move."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from workdays.calendar import Calendar
from workdays.reckoning import Pause as PausedDays
from workdays.reckoning import Unit
from workflow.clocks import Clocks, Extra, Interruption, case_dues, pauses_of, task_dues
from workflow.dossier import Dossier
from workflow.models import Case, Extension, Pause, Task
from workflow.states import TaskState

CHUNK = 1000


@dataclass(frozen=True, slots=True)
class Drift:
    """One due column that differs from what its facts give."""

    case_id: int
    number: str
    what: str
    stored: date | bool | None
    expected: date | bool | None


def drifts(calendar: Calendar, case_ids: Iterable[int] | None = None) -> Iterator[Drift]:
    """Every difference among open cases (or these), in chunks of some statements each; changes nothing."""
    open_cases = Case.objects.open().order_by("pk")
    wanted = open_cases if case_ids is None else open_cases.filter(pk__in=list(case_ids))
    last = 0
    while chunk := list(wanted.filter(pk__gt=last)[:CHUNK]):
        yield from _of_chunk(chunk, calendar)
        last = chunk[-1].pk


def _of_chunk(cases: list[Case], calendar: Calendar) -> Iterator[Drift]:
    numbers = [case.pk for case in cases]
    pauses = _grouped(Pause.objects.filter(case_id__in=numbers))
    tasks = _grouped(Task.objects.filter(case_id__in=numbers).order_by("pk"))
    extras = {
        one.case_id: Extra(one.days, one.moves_promise)
        for one in Extension.objects.filter(case_id__in=numbers)
    }
    for case in cases:
        dossier = Dossier(case, tasks.get(case.pk, []))
        yield from _of_case(dossier, pauses.get(case.pk, []), extras.get(case.pk), calendar)


def _of_case(
    dossier: Dossier, pauses: list[Pause], extra: Extra | None, calendar: Calendar
) -> Iterator[Drift]:
    case = dossier.case
    stops = [PausedDays(pause.first_on, pause.last_on) for pause in pauses]
    if case.accepted_on is not None and case.decided_on is None:
        dues = case_dues(_clocks(case), stops, extra, calendar)
        yield from _differing(case, "promised_on", case.promised_on, dues.promised_on)
        yield from _differing(case, "statutory_on", case.statutory_on, dues.statutory_on)
        yield from _differing(case, "is_provisional", case.is_provisional, dues.is_provisional)
    near = [
        Interruption(dossier.asked_for(dossier.task(pause.task_id)), stop)
        for pause, stop in zip(pauses, stops, strict=True)
    ]
    for task in dossier.tasks:
        if task.state == TaskState.OPEN:
            mine = pauses_of(dossier.asked_for(task), near, dossier.graph)
            due_on = task_dues(task.start_on, task.limit_days, mine, calendar).due_on
            yield from _differing(case, f"{dossier.key(task)}.due_on", task.due_on, due_on)


def _differing(
    case: Case, what: str, stored: date | bool | None, expected: date | bool | None
) -> Iterator[Drift]:
    if stored != expected:
        yield Drift(case.pk, case.number, what, stored, expected)


def _clocks(case: Case) -> Clocks:
    accepted_on = case.accepted_on or case.received_on
    return Clocks(accepted_on, case.promised_days or 0, case.statutory_days or 0, Unit(case.limit_unit))


def _grouped(rows: Iterable[Any]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for row in rows:
        found.setdefault(row.case_id, []).append(row)
    return found
