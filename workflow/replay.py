"""The stored state of a case retold from its ledger: what each line changed, laid upon the last."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from records.chain import Json
from records.facts import plain

PATCH = "patch"
State = dict[str, dict[str, Any]]

CASE_FIELDS = (
    "state",
    "outcome",
    "priority",
    "facts",
    "responsible_id",
    "accepted_on",
    "promised_days",
    "statutory_days",
    "limit_unit",
    "promised_on",
    "statutory_on",
    "is_provisional",
    "open_pauses",
    "decided_on",
    "closed_at",
)
TASK_FIELDS = (
    "state",
    "unit_id",
    "role",
    "assignee_id",
    "delegate_id",
    "delegate_first_on",
    "delegate_last_on",
    "open_predecessors",
    "opened_at",
    "start_on",
    "limit_days",
    "due_on",
    "warn_on",
    "done_at",
    "done_by_id",
    "outcome",
    "opinion",
    "conditions",
    "is_kept",
)
_BLANK_CASE: dict[str, Any] = {
    "state": "open",
    "outcome": "",
    "priority": 2,
    "facts": {},
    "limit_unit": "working",
    "is_provisional": False,
    "open_pauses": 0,
}
_BLANK_TASK: dict[str, Any] = {
    "state": "waiting",
    "open_predecessors": 0,
    "outcome": "",
    "opinion": "",
    "conditions": [],
    "is_kept": False,
}
BLANKS = {
    "case": tuple(_BLANK_CASE.get(name) for name in CASE_FIELDS),
    "tasks": tuple(_BLANK_TASK.get(name) for name in TASK_FIELDS),
}


@dataclass(frozen=True, slots=True)
class PauseFact:
    """A pause as the ledger tells it."""

    ground: str
    first_on: date
    expected_days: int
    last_on: date | None


def task_key(step: str | None, number: int) -> str:
    """What a task is called in a patch: its step and round; a consultation has no step."""
    return f"{step or '+'}#{number}"


def request_key(number: int) -> str:
    """What a request for an extension is called in a patch."""
    return f"request:{number}"


def changed(names: tuple[str, ...], old: tuple[Any, ...], new: tuple[Any, ...]) -> dict[str, Json]:
    """The fields that differ, with their new values as the ledger spells them."""
    return {
        name: spelled(after) for name, before, after in zip(names, old, new, strict=True) if before != after
    }


def spelled(value: Any) -> Json:
    """A value as the ledger spells it; moments to the microsecond in UTC."""
    return plain(value)


def replay(lines: Iterable[Mapping[str, Any]]) -> State:
    """The state after these lines (the `data` of a case's events, in order)."""
    state: State = {
        "case": dict(_spelled(CASE_FIELDS, BLANKS["case"])),
        "tasks": {},
        "pauses": {},
        "more": {},
    }
    for data in lines:
        _lay(state, data.get(PATCH, {}))
    return state


def _lay(state: State, patch: Mapping[str, Any]) -> None:
    state["case"].update(patch.get("case", {}))
    for key, fields in patch.get("tasks", {}).items():
        state["tasks"].setdefault(key, dict(_spelled(TASK_FIELDS, BLANKS["tasks"]))).update(fields)
    state["pauses"].update(patch.get("pauses", {}))
    state["more"].update(patch.get("more", {}))


def _spelled(names: tuple[str, ...], values: Iterable[Any]) -> Iterable[tuple[str, Json]]:
    return ((name, spelled(value)) for name, value in zip(names, values, strict=True))


def state_of(
    case: tuple[Any, ...],
    tasks: Mapping[str, tuple[Any, ...]],
    pauses: Mapping[str, Mapping[str, Any]],
    more: Mapping[str, Any],
) -> State:
    """The same shape from stored rows, to be compared with a replay."""
    return {
        "case": dict(_spelled(CASE_FIELDS, case)),
        "tasks": {key: dict(_spelled(TASK_FIELDS, values)) for key, values in tasks.items()},
        "pauses": {
            key: {name: spelled(value) for name, value in fact.items()} for key, fact in pauses.items()
        },
        "more": {key: spelled(value) for key, value in more.items()},
    }


def pause_fact(fact: PauseFact) -> dict[str, Json]:
    """A pause in a patch."""
    return {
        "ground": str(fact.ground),
        "first_on": spelled(fact.first_on),
        "expected_days": fact.expected_days,
        "last_on": spelled(fact.last_on),
    }
