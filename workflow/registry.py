"""What each kind of case contributes to the shared pages and acts; filled in every app's AppConfig.ready."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Protocol

from django.utils.functional import Promise

from organization.models import Person
from records.models import Event
from workdays.calendar import Calendar
from workflow.dated import Dated
from workflow.models import Case, Task
from workflow.outcomes import Outcome

if TYPE_CHECKING:
    from workflow.overview import CaseFile

Guard = Callable[[Case, Task, Outcome], None]
May = Callable[[Person, Case, date], bool]
Names = Callable[[Case], Mapping[str, str]]
Retelling = Callable[[Case, Sequence[Event]], str]
Dates = Callable[[Case, Calendar], Iterable[Dated]]
Words = str | Promise


class Closed(Protocol):
    """Called in the closing act's transaction, once per case."""

    def __call__(self, case: Case, *, by: Person | None, at: datetime) -> None: ...


class PanelQuery(Protocol):
    """What a panel shows: the context of its template, for one reader on one day."""

    def __call__(self, case: Case, *, reader: Person, on: date) -> Mapping[str, Any]: ...


@dataclass(frozen=True, slots=True)
class Awaited:
    """What somebody outside the bureau owes before a case can go on: who, what, by when."""

    who: str
    owes: str
    due_on: date
    things: tuple[str, ...] = ()


class AwaitedQuery(Protocol):
    """Of these cases those that wait that day for somebody outside the bureau, by their row number."""

    def __call__(self, cases: Iterable[Case], *, on: date, calendar: Calendar) -> Mapping[int, Awaited]: ...


def nobody(cases: Iterable[Case], *, on: date, calendar: Calendar) -> Mapping[int, Awaited]:
    """A kind whose cases wait for the bureau alone."""
    return {}


def everyone(_person: Person, _case: Case, _on: date) -> bool:
    """Whoever sees the case sees the panel."""
    return True


def no_dates(_case: Case, _calendar: Calendar) -> Iterable[Dated]:
    """A kind with no dates but the clocks of the engine."""
    return ()


def no_names(_case: Case) -> Mapping[str, str]:
    """A kind whose ledger names nothing of its own."""
    return {}


@dataclass(frozen=True)
class CasePanel:
    """A part of the case page: its title, its template, what it shows, who may see it."""

    code: str
    title: Words
    template: str
    query: PanelQuery
    may: May = everyone
    is_aside: bool = False
    order: int = 100


def is_undecided(file: "CaseFile") -> bool:
    """Most acts on a case end with its decision."""
    return file.case.decided_on is None


def always(_file: "CaseFile", _task: Task) -> bool:
    """Whoever may, may at any time the task is open."""
    return True


@dataclass(frozen=True)
class CasePage:
    """An act on a case as a whole that has a page: who may, what it is called, where (by case number).

    `fits`: whether an open case stands so that the act has a meaning; else it is not offered.
    """

    act: str
    words: Words
    url_name: str
    fits: Callable[["CaseFile"], bool] = is_undecided


@dataclass(frozen=True)
class TaskPage:
    """An act on an open task that has a page: who may, what it is called, where (by task), when it fits."""

    act: str
    words: Words
    url_name: str
    fits: Callable[["CaseFile", Task], bool] = always


@dataclass(frozen=True)
class CaseKind:
    """One kind of case: its name, its panels, the page of a task by the kind of its step, its handlers.

    `names` gives the English of what the ledger of a case names in Chinese; asked for English readers only.
    `retellings` say where the rows an app keeps of a case differ from its lines: the first difference, or "".
    `awaited` says which cases wait for somebody outside the bureau.
    `dates` gives the dates of a case beside its clocks, each with its working.
    """

    kind: str
    title: Words
    panels: tuple[CasePanel, ...] = ()
    task_pages: Mapping[str, str] = field(default_factory=dict)
    case_pages: tuple[CasePage, ...] = ()
    more_task_pages: tuple[TaskPage, ...] = ()
    on_closed: tuple[Closed, ...] = ()
    guards: tuple[Guard, ...] = ()
    names: Names = no_names
    retellings: tuple[Retelling, ...] = ()
    awaited: AwaitedQuery = nobody
    dates: Dates = no_dates

    def closed(self, case: Case, *, by: Person | None, at: datetime) -> None:
        """Tell every handler that a case of this kind has ended."""
        for handler in self.on_closed:
            handler(case, by=by, at=at)

    def guard(self, case: Case, task: Task, outcome: Outcome) -> None:
        """Let every guard refuse a completion (LegalRefusal)."""
        for guard in self.guards:
            guard(case, task, outcome)

    def untold(self, case: Case, lines: Sequence[Event]) -> str:
        """The first difference between what an app keeps of a case and what its lines tell; "" if none."""
        return next((found for retelling in self.retellings if (found := retelling(case, lines))), "")


_kinds: dict[str, CaseKind] = {}
_more_panels: dict[str, list[CasePanel]] = {}


def register_case_kind(kind: CaseKind) -> None:
    """Say what a kind of case contributes; the last word counts, so registering twice does no harm."""
    _kinds[kind.kind] = kind


def add_panel(kind: str, panel: CasePanel) -> None:
    """Let a further app show a panel on the pages of a kind that is not its own."""
    panels = _more_panels.setdefault(kind, [])
    if panel.code not in {other.code for other in panels}:
        panels.append(panel)


def kind_of(kind: str) -> CaseKind:
    """What is registered for a kind; nothing but its name if nothing is."""
    return _kinds.get(kind) or CaseKind(kind, kind)


def panels_of(case: Case, *, reader: Person, on: date) -> list[CasePanel]:
    """The panels of a case's page that this person may see, in their order."""
    panels = [*kind_of(case.kind).panels, *_more_panels.get(case.kind, [])]
    return sorted((panel for panel in panels if panel.may(reader, case, on)), key=lambda panel: panel.order)
