"""An application's row as the lines of its case tell it: `check_cases --replay` compares the two."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from licensing.models import Application
from licensing.states import LIVE, State
from records.chain import Json
from records.facts import plain
from records.models import Event
from workdays.days import local_day
from workflow.models import Case

RECEIVED, ACCEPTED = "application.received", "application.accepted"
MOVED = {
    RECEIVED: State.RECEIVED,
    "application.correction_requested": State.CORRECTION,
    ACCEPTED: State.ACCEPTED,
    "application.not_accepted": State.NOT_ACCEPTED,
    "application.not_ours": State.NOT_OURS,
    "application.not_required": State.NOT_REQUIRED,
    "application.sent_back": State.RETURNED,
    "application.withdrawn": State.WITHDRAWN,
    "case.withdrawn": State.WITHDRAWN,
    "case.forwarded": State.FORWARDED,
    "service.finished": State.DONE,
}
WORDS = frozenset(
    {State.CORRECTION, State.ACCEPTED, State.NOT_ACCEPTED, State.NOT_OURS, State.NOT_REQUIRED}
)  # what the window owes within five working days (Art. 32)


def told_row(lines: Iterable[Event]) -> dict[str, Json]:
    """The columns of the application after these lines; empty if they tell of no application."""
    row: dict[str, Json] = {}
    for line in lines:
        state = _state_after(line)
        if state is not None:
            row |= _moved(row, state, line)
        row |= _started(line)
    return row


def untold(case: Case, lines: Sequence[Event]) -> str:
    """The first column of the case's application that differs from its lines, in words; "" if none does."""
    told = told_row(lines) or {"state": None}
    application = Application.objects.filter(case=case).first()
    stored = {name: plain(getattr(application, name)) for name in told} if application else {}
    for name, value in told.items():
        if stored.get(name) != value:
            return f"application.{name}: {stored.get(name)!r} ≠ {value!r}"
    return ""


def _started(line: Event) -> dict[str, Json]:
    """What only its beginning and its acceptance say of an application."""
    if line.verb == RECEIVED:
        begun = {name: line.data[name] for name in ("channel", "received_on")}
        return {**begun, "told_on": None, "is_deemed_accepted": False, "promise_factor": None}
    if line.verb == ACCEPTED:
        return {
            "is_deemed_accepted": line.data["is_deemed"],
            "promise_factor": line.data["promise_factor"],
        }
    return {}


def _moved(row: dict[str, Json], state: State, line: Event) -> dict[str, Json]:
    day = local_day(line.at).isoformat()
    told_on = row.get("told_on") or (day if state in WORDS else None)
    return {"state": str(state), "told_on": told_on, "ended_on": None if state in LIVE else day}


def _state_after(line: Event) -> State | None:
    if line.verb == "decision.made":
        return State(line.data["kind"])
    if line.verb == "superior.registered":
        return State.SUPERIOR_GRANTED if line.data["is_granted"] else State.SUPERIOR_DENIED
    if line.verb == "case.terminated":
        return State.RETURNED if line.data.get("outcome") == "sent_back" else State.TERMINATED
    return MOVED.get(line.verb)
