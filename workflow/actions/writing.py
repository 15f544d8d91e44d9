"""How an act is written: at most a compare-and-set, one upsert of tasks, the ledger's line, and the case."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from organization.models import Person
from records.actions import append_many
from records.composing import Deed
from workdays.days import FAR_FUTURE
from workflow.models import Case, Task
from workflow.refusals import AlreadyDoneError
from workflow.replay import BLANKS, CASE_FIELDS, PATCH, TASK_FIELDS, changed
from workflow.states import TaskState

if TYPE_CHECKING:
    from workflow.actions.desk import Desk

UPSERTED = [
    *(name.removesuffix("_id") for name in TASK_FIELDS if name not in ("role", "opinion", "conditions")),
    "priority",
    "sort_on",
    "remind_on",
    "why",
]
PROJECTED = ("sort_on", "warn_on", "remind_on")


def write(desk: "Desk", verb: str, facts: Mapping[str, Any], acted: Task | None) -> None:
    """Write what changed on the desk with its ledger line, in the desk's transaction."""
    touched = desk.changed_tasks()
    for task in touched:
        task.sort_on = task.due_on or FAR_FUTURE
    desk.case.sort_on = case_sort_on(desk.case)
    if acted is not None:
        compare_and_set(desk, acted)
    upsert([task for task in touched if task is not acted])
    _append(desk, verb, {**facts, PATCH: patch_of(desk, touched)})
    _store_case(desk)


def insert(desk: "Desk", verb: str, facts: Mapping[str, Any]) -> None:
    """Write a new case: its first line, the row with the head of its chain, all its tasks."""
    _append(desk, verb, {**facts, PATCH: patch_of(desk, desk.tasks)})
    desk.case.save(force_insert=True)
    Task.objects.bulk_create(desk.tasks)


def compare_and_set(desk: "Desk", task: Task) -> None:
    """Store the acted task if, in the database, it is still open; else another was first."""
    fields = [name for name, old, new in _pairs(desk, task) if old != new]
    values = {name: getattr(task, name) for name in (*fields, "sort_on", "remind_on", "token")}
    if Task.objects.filter(pk=task.pk, state=TaskState.OPEN).update(**values) != 1:
        raise already_done(Task.objects.get(pk=task.pk))


def already_done(task: Task) -> AlreadyDoneError:
    """Who was first with this task, and when."""
    names = (
        Person.objects.filter(pk=task.done_by_id).values_list("name", flat=True) if task.done_by_id else ()
    )
    return AlreadyDoneError(next(iter(names), ""), task.done_at)


def upsert(tasks: list[Task]) -> None:
    """Store tasks that differ, each with its own values: one statement for those known, one for new ones."""
    if tasks:
        Task.objects.bulk_create(tasks, update_conflicts=True, unique_fields=["id"], update_fields=UPSERTED)


def patch_of(desk: "Desk", touched: list[Task]) -> dict[str, Any]:
    """What the line retells: every retold column that differs."""
    patch: dict[str, Any] = dict(desk.patch)
    case = changed(CASE_FIELDS, desk.case_before, _values(desk.case, CASE_FIELDS))
    if case:
        patch["case"] = case
    tasks = {desk.key(task): _task_patch(desk, task) for task in touched}
    if tasks:
        patch["tasks"] = tasks
    return patch


def _task_patch(desk: "Desk", task: Task) -> dict[str, Any]:
    return changed(TASK_FIELDS, desk.before(task) or BLANKS["tasks"], _values(task, TASK_FIELDS))


def _pairs(desk: "Desk", task: Task) -> list[tuple[str, Any, Any]]:
    old = desk.before(task) or BLANKS["tasks"]
    return list(zip(TASK_FIELDS, old, _values(task, TASK_FIELDS), strict=True))


def _values(row: Case | Task, names: tuple[str, ...]) -> tuple[Any, ...]:
    return tuple([getattr(row, name) for name in names])


def case_sort_on(case: Case) -> Any:
    """The promised date while the clock runs, else the far future."""
    running = case.promised_on is not None and case.decided_on is None and case.is_open
    return case.promised_on if running else FAR_FUTURE


def _append(desk: "Desk", verb: str, data: Mapping[str, Any]) -> None:
    case = desk.case
    deeds = [Deed(verb, data)]
    _events, link = append_many(
        case.subject, case.head, deeds, by=desk.by, at=desk.at, behalf_of=desk.behalf_of
    )
    case.last_seq, case.last_hash = link.seq, link.hash


def _store_case(desk: "Desk") -> None:
    """Store the case if, in the database, it still has the version that was read."""
    case = desk.case
    names = [
        name
        for name, old, new in zip(CASE_FIELDS, desk.case_before, _values(case, CASE_FIELDS), strict=True)
        if old != new
    ]
    values = {name: getattr(case, name) for name in (*names, *PROJECTED, "last_seq", "last_hash")}
    found = Case.objects.filter(pk=case.pk, version=case.version)
    if found.update(**values, version=case.version + 1) != 1:
        raise AlreadyDoneError
    case.version += 1
