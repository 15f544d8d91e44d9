"""The frame of every act on an application: the case locked first, refusals recorded, one move."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from licensing.access import may
from licensing.models import Application
from licensing.refusals import refuse
from licensing.states import State, may_move
from organization.models import Person
from records import actions as ledger
from records.chain import Subject
from records.refusals import LegalRefusal
from workdays.days import local_day
from workflow import access as engine
from workflow.models import Case, Task
from workflow.refusals import AlreadyDoneError, NotThereError
from workflow.steps import StepKind


@contextmanager
def attempt(act: str, subject: Subject, *, by: Person | None, at: datetime) -> Iterator[None]:
    """Do an act in one transaction; a legal refusal rolls it back and is recorded, a lost race is not."""
    try:
        with transaction.atomic():
            yield
    except AlreadyDoneError:
        raise
    except LegalRefusal as refusal:
        ledger.refuse(subject, refusal, by=by, at=at, act=act)
        raise


@contextmanager
def acting(act: str, application_id: int, *, by: Person | None, at: datetime) -> Iterator[Application]:
    """The application as it stands under its case's lock (NotThereError for whoever may not do this)."""
    with _locked(act, {"application": application_id}, by=by, at=at) as case_id:
        application = Application.objects.with_all().get(case_id=case_id)
        if not may(by, act, on=local_day(at)):
            raise NotThereError
        yield application


@contextmanager
def acting_on_case(act: str, case_id: int, *, by: Person, at: datetime) -> Iterator[Application]:
    """The application of a case under its lock, for whoever sees it; the engine says who may the act."""
    with _locked(act, {"pk": case_id, "application__isnull": False}, by=by, at=at):
        application = Application.objects.with_all().get(case_id=case_id)
        if not engine.may(by, "case.see", application.case, on=local_day(at)):
            raise NotThereError
        yield application


@contextmanager
def acting_on_task(
    act: str, task_id: int, *, by: Person | None, at: datetime, right: str = "task.complete"
) -> Iterator[tuple[Application, Task]]:
    """The task and its application under the case's lock; the engine says whose task it is.

    For others it is not there, before anything about it is said (NotThereError).
    """
    with _locked(act, {"tasks": task_id, "application__isnull": False}, by=by, at=at) as case_id:
        application = Application.objects.with_all().get(case_id=case_id)
        task = Task.objects.select_related("step", "done_by").get(pk=task_id)
        task.case = application.case
        if by is not None and not engine.may(by, right, task, on=local_day(at)):
            raise NotThereError
        yield application, task


@contextmanager
def _locked(act: str, which: dict[str, object], *, by: Person | None, at: datetime) -> Iterator[int]:
    """The case's lock first, always: two acts on one case never cross. Rows are read after it."""
    subject: Subject | None = None
    try:
        with transaction.atomic():
            cases = Case.objects.select_for_update(of=("self",), no_key=True).filter(**which)
            found = cases.values_list("pk", "number").first()
            if found is None:
                raise NotThereError
            subject = Subject("case", found[1])
            yield found[0]
    except AlreadyDoneError:
        raise
    except LegalRefusal as refusal:
        if subject is not None:
            ledger.refuse(subject, refusal, by=by, at=at, act=act)
        raise


def move(application: Application, new: State, *, ended_on: date | None = None, **columns: object) -> None:
    """Move the application if, in the database, it still stands where we read it (AlreadyDoneError)."""
    old = State(application.state)
    if not may_move(old, new):
        message = _("申请已是“{old}”，不能再{new}。").format(old=old.label, new=new.label)
        raise refuse("application.no_such_move", message)
    values = {"state": new, "ended_on": ended_on, **columns}
    if Application.objects.filter(pk=application.pk, state=old).update(**values) != 1:
        raise AlreadyDoneError("", None)
    for name, value in values.items():
        setattr(application, name, value)


def intake_task(application: Application) -> Task:
    """The case's newest intake task."""
    tasks = Task.objects.filter(case_id=application.case_id, step__kind=StepKind.INTAKE)
    return tasks.order_by("-round")[0]


def require_kind(task: Task, *kinds: StepKind) -> None:
    """Refuse an act on a step that is for something else."""
    if task.step is None or task.step.kind not in kinds:
        raise refuse("licensing.other_step", _("“{step}”不能这样办理。").format(step=task.wording))


def is_repeat(task: Task, token: str) -> bool:
    """True if this very form has been sent before: the second sending changes nothing."""
    return bool(token) and task.token == token
