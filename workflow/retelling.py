"""Stored cases against the replay of their ledger: the state that stands is the state that was told."""

from collections.abc import Iterable, Iterator
from typing import Any

from records.models import Event
from workflow.dossier import Dossier, dossier_of
from workflow.models import Case, Extension, ExtensionRequest, Pause
from workflow.registry import kind_of
from workflow.replay import (
    CASE_FIELDS,
    TASK_FIELDS,
    PauseFact,
    State,
    pause_fact,
    replay,
    request_key,
    state_of,
)


def stored_state(case: Case) -> State:
    """What the rows of a case say, in the shape of a replay."""
    dossier = dossier_of(case)
    tasks = {dossier.key(task): tuple(getattr(task, name) for name in TASK_FIELDS) for task in dossier.tasks}
    values = tuple(getattr(case, name) for name in CASE_FIELDS)
    return state_of(values, tasks, _pauses(dossier), _more(dossier))


def told_state(case: Case) -> State:
    """What the ledger of a case says."""
    lines = Event.objects.about(case.subject).in_order().values_list("data", flat=True)
    return replay(lines)


def untold(cases: Iterable[Case]) -> Iterator[tuple[Case, str]]:
    """Cases whose rows, those of the apps above included, differ from their ledger; the first difference."""
    for case in cases:
        lines = list(Event.objects.about(case.subject).in_order())
        told = replay(line.data for line in lines)
        difference = first_difference(stored_state(case), told) or kind_of(case.kind).untold(case, lines)
        if difference:
            yield case, difference


def first_difference(stored: State, told: State) -> str:
    """Where two states part, in words for whoever must look."""
    for part in stored:
        for key in sorted({*stored[part], *told[part]}):
            one, other = stored[part].get(key), told[part].get(key)
            if one != other:
                return f"{part}.{key}: {one!r} ≠ {other!r}"
    return ""


def _pauses(dossier: Dossier) -> dict[str, Any]:
    found = Pause.objects.filter(case=dossier.case)
    return {
        f"{dossier.key(dossier.task(pause.task_id))}/{pause.pk}": pause_fact(
            PauseFact(pause.ground, pause.first_on, pause.expected_days, pause.last_on)
        )
        for pause in found
    }


def _more(dossier: Dossier) -> dict[str, Any]:
    more: dict[str, Any] = {
        f"answer:{dossier.key(task)}": task.answer.text for task in dossier.tasks if hasattr(task, "answer")
    }
    extension = Extension.objects.filter(case=dossier.case).first()
    if extension is not None:
        moves, on = extension.moves_promise, extension.on
        more["extension"] = {"days": extension.days, "moves_promise": moves, "on": on}
    for asked in ExtensionRequest.objects.filter(case=dossier.case):
        more[request_key(asked.pk)] = {"days": asked.days, "is_approved": asked.is_approved}
    return more
