"""The sweeps in a crowd: some of many open steps due at once, and then nothing due."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median
from time import perf_counter

from notices.models import Notice
from workdays.days import local_day
from workflow.actions.sweeping import sweep_all
from workflow.models import Task

IDLE_RUNS = 5


@dataclass(frozen=True)
class SweepTimes:
    """Open steps, how many fell due, notices written for those, in how long; and the time of an idle run."""

    open_tasks: int
    due: int
    notices: int
    seconds: float
    idle_ms: float


def sweep_times(due: int, *, at: datetime) -> SweepTimes:
    """Let so many open steps reach four fifths of their limit at once and sweep; then sweep with nothing due.

    A first sweep, not timed, settles what the crowd itself owes.
    """
    sweep_all(at=at)
    _fall_due(due, at)
    before = Notice.objects.count()
    seconds = _seconds(at)
    written = Notice.objects.count() - before
    idle = median(_seconds(at) for _run in range(IDLE_RUNS))
    return SweepTimes(Task.objects.open().count(), due, written, round(seconds, 2), round(idle * 1000, 1))


def _fall_due(due: int, at: datetime) -> None:
    today = local_day(at)
    chosen = Task.objects.open().filter(due_on__gt=today).order_by("pk").values("pk")[:due]
    span = {"warn_on": today, "due_on": today + timedelta(days=3), "sort_on": today + timedelta(days=3)}
    Task.objects.filter(pk__in=list(chosen.values_list("pk", flat=True))).update(remind_on=today, **span)


def _seconds(at: datetime) -> float:
    began = perf_counter()
    failed = [fault for swept in sweep_all(at=at).values() for fault in swept.faults]
    if failed:
        raise RuntimeError(f"A sweep failed, its time would say nothing: {failed[0]}")
    return perf_counter() - began
