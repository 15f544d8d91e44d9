"""Lines on a case's chain that move no task: a correction asked for, a site check, a document handed over."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from organization.models import Person
from records.actions import append_across
from records.chain import Fact
from records.composing import Deed
from workflow import access
from workflow.actions.desk import Desk, FactsGiven, desk, facts_given
from workflow.actions.moving import rearm
from workflow.actions.stopping import paused_at_all
from workflow.models import Case
from workflow.refusals import NotThereError


@dataclass(frozen=True)
class TaskClock:
    """A task's clock set anew: day 0 and the working days; without a start it stands."""

    task_id: int
    start_on: date | None
    limit_days: int | None = None


@dataclass(frozen=True)
class LockedCase:
    """A case under its lock, with one way to add to its chain."""

    case: Case
    _desk: Desk

    def tell(self, verb: str, *, clock: TaskClock | None = None, **facts: Any) -> Case:
        """Add the act's one line; with `clock` a task's timer is set anew in the same act."""
        if clock is not None:
            task = self._desk.task(clock.task_id)
            task.start_on, task.limit_days = clock.start_on, clock.limit_days
            interruptions = paused_at_all(self._desk).interruptions(self._desk)
            rearm(task, self._desk.asked_for(task), self._desk, interruptions)
        return self._desk.finish(verb, facts)


@contextmanager
def locked_case(case_id: int, *, act: str, by: Person | None, at: datetime) -> Iterator[LockedCase]:
    """The case under its lock, for an act of an upper app that tells one line."""
    with desk(act, by=by, at=at, case_id=case_id) as table:
        if by is not None and not access.may(by, "case.see", table.case, on=table.day):
            raise NotThereError
        yield LockedCase(table.case, table)


def note(
    case_id: int,
    verb: str,
    *,
    by: Person | None,
    at: datetime,
    facts: FactsGiven = None,
    clock: TaskClock | None = None,
) -> Case:
    """One line on the chain of a case that moves no task."""
    with locked_case(case_id, act=verb, by=by, at=at) as locked:
        return locked.tell(verb, clock=clock, **facts_given(facts, locked.case))


def note_each(
    cases: Iterable[Case], verb: str, facts: Mapping[int, Mapping[str, Fact]], *, at: datetime
) -> None:
    """One line of the system on each of these cases, which the caller has locked (`lock_cases`).

    `facts` by case number in the table. Two statements, however many cases; no task moves.
    """
    locked = list(cases)
    lines = [(case.subject, case.head, Deed(verb, facts[case.pk])) for case in locked]
    for case, link in zip(locked, append_across(lines, by=None, at=at), strict=True):
        case.last_seq, case.last_hash, case.version = link.seq, link.hash, case.version + 1
    Case.objects.bulk_update(locked, ["last_seq", "last_hash", "version"])


def lock_cases(case_ids: Iterable[int]) -> list[Case]:
    """These cases under their locks, taken in one order: two sweeps never wait for each other in a ring."""
    wanted = Case.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=list(case_ids))
    return list(wanted.order_by("pk"))
