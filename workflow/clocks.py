"""The clocks of a case and of its tasks: due columns as projections of dated facts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from workdays.calendar import Calendar
from workdays.days import FAR_FUTURE
from workdays.reckoning import Pause, Reckoning, Unit, reckon
from workflow.graphs import Graph

WARN_AFTER = Fraction(4, 5)  # DOMAIN 4: blue when four fifths of the promised days are used


@dataclass(frozen=True, slots=True)
class Clocks:
    """What acceptance pins: the day it counts from and the two limits."""

    accepted_on: date
    promised_days: int
    statutory_days: int
    unit: Unit = Unit.WORKING


@dataclass(frozen=True, slots=True)
class Extra:
    """An extension: its days, and whether it came before the promised date and so moves both clocks."""

    days: int
    moves_promise: bool


@dataclass(frozen=True, slots=True)
class Interruption:
    """A pause and the step whose result ends it."""

    step: str
    pause: Pause


@dataclass(frozen=True, slots=True)
class CaseDues:
    """The two due dates of a case, and the day four fifths of its promise are used; None while it stands."""

    promised_on: date | None
    statutory_on: date | None
    is_provisional: bool
    warn_on: date | None = None


@dataclass(frozen=True, slots=True)
class TaskDues:
    """A task's last day, the day four fifths of its limit are used, and its place in every inbox."""

    due_on: date | None
    warn_on: date | None
    sort_on: date


STANDING = TaskDues(None, None, FAR_FUTURE)


def moves_promise(promised_on: date | None, on: date) -> bool:
    """Whether an extension approved that day moves the promise too: its last day is in time.

    In a pause the promise has not run out.
    """
    return promised_on is None or on <= promised_on


def case_reckonings(
    clocks: Clocks, pauses: Iterable[Pause], extra: Extra | None, calendar: Calendar
) -> tuple[Reckoning, Reckoning]:
    """The promised and the statutory clock with their working (Art. 42, 45)."""
    stops = tuple(pauses)
    more = extra.days if extra else 0
    promised_more = more if extra and extra.moves_promise else 0
    start, unit = clocks.accepted_on, clocks.unit
    promised = reckon(
        start, clocks.promised_days, calendar=calendar, unit=unit, pauses=stops, extension=promised_more
    )
    statutory = reckon(
        start, clocks.statutory_days, calendar=calendar, unit=unit, pauses=stops, extension=more
    )
    return promised, statutory


def case_dues(clocks: Clocks, pauses: Iterable[Pause], extra: Extra | None, calendar: Calendar) -> CaseDues:
    """The due columns of a case."""
    stops = tuple(pauses)
    promised, statutory = case_reckonings(clocks, stops, extra, calendar)
    provisional = promised.provisional or statutory.provisional
    warn_on = _case_warns(clocks, stops, promised, calendar)
    return CaseDues(promised.due_on, statutory.due_on, provisional, warn_on)


def _case_warns(
    clocks: Clocks, stops: tuple[Pause, ...], promised: Reckoning, calendar: Calendar
) -> date | None:
    """The day four fifths of the promised days are used; an extension leaves it where it was."""
    if promised.due_on is None:
        return None
    days = warning_days(clocks.promised_days)
    return reckon(clocks.accepted_on, days, calendar=calendar, unit=clocks.unit, pauses=stops).due_on


def task_reckoning(start_on: date, limit_days: int, pauses: Iterable[Pause], calendar: Calendar) -> Reckoning:
    """A task's clock with its working; step limits are working days."""
    return reckon(start_on, limit_days, calendar=calendar, pauses=tuple(pauses))


def task_dues(
    start_on: date | None, limit_days: int | None, pauses: Iterable[Pause], calendar: Calendar
) -> TaskDues:
    """The due columns of a task; without a start or a limit, and in an open pause, its clock stands."""
    if start_on is None or limit_days is None:
        return STANDING
    stops = tuple(pauses)
    due_on = task_reckoning(start_on, limit_days, stops, calendar).due_on
    if due_on is None:
        return STANDING
    warn_on = task_reckoning(start_on, warning_days(limit_days), stops, calendar).due_on
    return TaskDues(due_on, warn_on, due_on)


def warning_days(limit_days: int) -> int:
    """Working days after which a limit warns: four fifths, rounded up."""
    return -(-limit_days * WARN_AFTER.numerator // WARN_AFTER.denominator)


def pauses_of(step: str, interruptions: Iterable[Interruption], graph: Graph) -> list[Pause]:
    """The pauses that stop a step's clock: those of the step itself and of the steps it descends from."""
    family: Mapping[str, frozenset[str]] = graph.ancestors
    near = family.get(step, frozenset())
    return [one.pause for one in interruptions if one.step == step or one.step in near]
