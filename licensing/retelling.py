"""An application's standing as its ledger tells it, to be compared with the row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from licensing.models import Application
from licensing.states import State
from records.models import Event

MOVED = {
    "application.received": State.RECEIVED,
    "application.correction_requested": State.CORRECTION,
    "application.accepted": State.ACCEPTED,
    "application.not_accepted": State.NOT_ACCEPTED,
    "application.not_ours": State.NOT_OURS,
    "application.not_required": State.NOT_REQUIRED,
    "application.withdrawn": State.WITHDRAWN,
    "case.withdrawn": State.WITHDRAWN,
    "case.forwarded": State.FORWARDED,
    "service.finished": State.DONE,
}


def told_state(events: Iterable[Event]) -> State | None:
    """The state after these lines of one case; None if they tell of no application."""
    state: State | None = None
    for event in events:
        if event.verb == "decision.made":
            state = State(event.data["kind"])
        elif event.verb == "superior.registered":
            state = State.SUPERIOR_GRANTED if event.data["is_granted"] else State.SUPERIOR_DENIED
        elif event.verb == "case.terminated":
            returned = event.data.get("outcome") == "sent_back"
            state = State.RETURNED if returned else State.TERMINATED
        else:
            state = MOVED.get(event.verb, state)
    return state


def untold(applications: Iterable[Application]) -> Iterator[tuple[Application, State | None]]:
    """Applications whose row differs from what their ledger tells."""
    for application in applications:
        told = told_state(Event.objects.about(application.subject).in_order())
        if told != application.state:
            yield application, told
