"""When an open case will likely end: the critical path over what is left, beside the promise."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from workdays.calendar import Calendar, UnknownYearError
from workflow.graphs import Graph, Node, counted_days
from workflow.states import LIVE, TaskState
from workflow.steps import StepKind


@dataclass(frozen=True, slots=True)
class Left:
    """What is left of a step: its newest round's state, its due date, the days its pause will still take."""

    state: TaskState
    due_on: date | None = None
    paused_until: date | None = None


@dataclass(frozen=True, slots=True)
class Forecast:
    """Expected days: of the decision, of the end of the case; None beyond the known calendar."""

    decided_on: date | None
    ends_on: date | None
    path: tuple[str, ...]
    days_left: int
    uncounted_days: int
    is_provisional: bool

    def is_at_risk(self, promised_on: date | None, remaining: int | None = None) -> bool:
        """Whether the promise will likely be broken: at risk before it is late.

        While the clock stands there is no promised day: then the remaining days of the promise are compared.
        """
        if promised_on is None:
            return remaining is not None and self.days_left > remaining
        return self.decided_on is not None and self.decided_on > promised_on


def forecast(
    graph: Graph,
    left: Mapping[str, Left],
    *,
    today: date,
    calendar: Calendar,
    limits: Mapping[str, int | None],
    usual_days: Mapping[str, int] | None = None,
) -> Forecast:
    """The expected decision and end: a step takes its usual days where known, else its limit in this case.

    Without a decision the clocks end with the last working step, before certificate and delivery.
    Art. 45 steps lie in the path with the days told in their notice, and apart in the sum.
    """
    known = usual_days or {}
    plan = {
        code: known.get(code, _planned(node, limits[code], today, calendar))
        for code, node in graph.nodes.items()
    }
    days = {
        code: _days_left(node, left[code], plan[code], today, calendar) for code, node in graph.nodes.items()
    }
    deciding = graph.deciding or tuple(counted_days(graph)) or tuple(graph.nodes)
    length, path = graph.longest_path(days, deciding)
    whole, _path = graph.longest_path(days)
    uncounted = sum(days[code] for code in path if not graph.nodes[code].counts)
    decided_on, ends_on = _day(today, length, calendar), _day(today, whole, calendar)
    live = tuple(code for code in path if left[code].state in LIVE)
    provisional = ends_on is None or calendar.is_provisional(ends_on)
    return Forecast(decided_on, ends_on, live, length - uncounted, uncounted, provisional)


def _days_left(node: Node, left: Left, planned: int, today: date, calendar: Calendar) -> int:
    if left.state not in LIVE:
        return 0
    if left.state == TaskState.OPEN and node.kind == StepKind.INTAKE and left.due_on is None:
        return 0
    if left.paused_until is not None:
        return max(1, calendar.working_days_between(today, left.paused_until))
    if left.state == TaskState.WAITING or left.due_on is None:
        return planned
    return _of_open(left.due_on, planned, today, calendar)


def _planned(node: Node, limit: int | None, today: date, calendar: Calendar) -> int:
    """Working days a step plans for; what Art. 45 leaves uncounted is told in days of the calendar."""
    if node.counts:
        return limit or 0
    if not node.expected_days:
        return 0
    try:
        return max(1, calendar.working_days_between(today, today + timedelta(days=node.expected_days)))
    except UnknownYearError:
        return node.expected_days


def _of_open(due_on: date, planned: int, today: date, calendar: Calendar) -> int:
    """Days an open task still takes: up to its due day, or one more each day it is late."""
    if due_on < today:
        return 1
    return min(planned, calendar.working_days_between(today, due_on)) if planned else 0


def _day(today: date, days: int, calendar: Calendar) -> date | None:
    try:
        return calendar.nth_working_day(today, days)
    except UnknownYearError:
        return None
