"""A case on the desk of whoever acts: locked, read once, changed in memory, written once."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from organization.models import Person
from records.actions import refuse as record_refusal
from records.languages import listed
from records.refusals import LegalRefusal
from workdays.calendar import Calendar
from workdays.days import local_day
from workflow import access
from workflow.actions import writing
from workflow.board import missing_before
from workflow.dossier import Dossier, tasks_of
from workflow.models import Case, Task
from workflow.refusals import AlreadyDoneError, NotThereError
from workflow.registry import kind_of
from workflow.replay import BLANKS, CASE_FIELDS, TASK_FIELDS
from workflow.states import TaskState
from workflow.telling import Told, tell_people

Values = tuple[Any, ...]
FactsGiven = Mapping[str, Any] | Callable[[Case], Mapping[str, Any]] | None


def facts_given(facts: FactsGiven, case: Case) -> Mapping[str, Any]:
    """What an upper app adds to a line; a function is called under the lock, once all checks are passed."""
    return (facts(case) if callable(facts) else facts) or {}


def case_values(case: Case) -> Values:
    """The columns of a case that its ledger retells."""
    return tuple([getattr(case, name) for name in CASE_FIELDS])


def task_values(task: Task) -> Values:
    """The columns of a task that the ledger retells."""
    return tuple([getattr(task, name) for name in TASK_FIELDS])


class Desk(Dossier):
    """One act on one case. Rows are read under the case's lock and written by `finish`, once."""

    def __init__(
        self, case: Case, tasks: Iterable[Task], *, by: Person | None, at: datetime, is_new: bool = False
    ) -> None:
        super().__init__(case, tasks)
        self.by = by
        self.at = at
        self.day: date = local_day(at)
        self.behalf_of = ""
        self.patch: dict[str, dict[str, Any]] = {}
        self.opened: list[Task] = []
        self.told: list[Told] = []
        self.calendar: Calendar | None = None
        self.closing = False
        self.case_before = BLANKS["case"] if is_new else case_values(case)
        self._before = {id(task): task_values(task) for task in self.tasks}

    def add(self, task: Task) -> None:
        """Lay a new task on the desk."""
        task.case = self.case
        self.tasks.append(task)

    def note(self, part: str, key: str, fact: Any) -> None:
        """Add to what this act's line retells."""
        self.patch.setdefault(part, {})[key] = fact

    def changed_tasks(self) -> list[Task]:
        """Tasks that are new or differ from what was read."""
        return [task for task in self.tasks if self._before.get(id(task)) != task_values(task)]

    def before(self, task: Task) -> Values | None:
        """The task's columns as read; None if it is new."""
        return self._before.get(id(task))

    def require(self, act: str, task: Task) -> None:
        """Go on only if whoever acts may do this to the task; the system may (NotThereError)."""
        if self.by is None:
            return
        if not access.may(self.by, act, task, on=self.day):
            raise NotThereError
        self.behalf_of = access.behalf_of(self.by, task, self.day)

    def require_open(self, task: Task) -> None:
        """Go on only if the task is open; else say who was first, or what it still waits for."""
        if task.state == TaskState.WAITING:
            raise not_yet(self, task)
        if task.state != TaskState.OPEN:
            raise writing.already_done(task)

    def finish(self, verb: str, facts: Mapping[str, Any], *, acted: Task | None = None) -> Case:
        """Write all: the acted task by compare-and-set, the others, the line, the case, the notices."""
        writing.write(self, verb, facts, acted)
        return self._told()

    def begin(self, verb: str, facts: FactsGiven) -> Case:
        """Write a new case with its tasks and its first line."""
        writing.insert(self, verb, facts_given(facts, self.case))
        return self._told()

    def _told(self) -> Case:
        tell_people(self.case, self.told, at=self.at)
        if self.closing:
            kind_of(self.case.kind).closed(self.case, by=self.by, at=self.at)
        return self.case


def not_yet(desk: Desk, task: Task) -> LegalRefusal:
    """A waiting task names what it waits for."""
    node = desk.node(task)
    missing = missing_before(desk.graph, desk.board(), node.code) if node else []
    names = listed(one.wording for one in missing)
    message = _("“{step}”尚未启动，还须办结：{missing}。").format(step=task.wording, missing=names)
    return LegalRefusal("workflow.required_open", message)


@contextmanager
def desk(
    act: str, *, by: Person | None, at: datetime, case_id: int | None = None, task_id: int | None = None
) -> Iterator[Desk]:
    """The case on the desk, in one transaction; a legal refusal rolls it back and is recorded.

    The case's lock is taken first, always, its tasks are read after: two acts on one case never cross.
    """
    taken: Desk | None = None
    try:
        with transaction.atomic():
            taken = _take(by, at, case_id, task_id)
            yield taken
    except AlreadyDoneError:
        raise
    except LegalRefusal as refusal:
        if taken is not None:
            record_refusal(taken.case.subject, refusal, by=by, at=at, act=act)
        raise


def _take(by: Person | None, at: datetime, case_id: int | None, task_id: int | None) -> Desk:
    found = {"pk": case_id} if task_id is None else {"tasks__pk": task_id}
    case = Case.objects.select_for_update(of=("self",), no_key=True).filter(**found).first()
    if case is None:
        raise NotThereError
    return Desk(case, tasks_of(case), by=by, at=at)
