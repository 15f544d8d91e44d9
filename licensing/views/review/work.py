"""What the pages of reviewers share: whose task it is, the case around it, and how an act ends."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from licensing.actions.keeping import forget_typed
from licensing.case_file import Record
from licensing.models import Application, TaskDraft
from licensing.views.review.own_desk import keep_sent, seal
from organization.models import Person
from organization.standing import Standing
from records.refusals import LegalRefusal
from workdays.reckoning import days_over, remaining
from workdays.store import current_calendar
from workdays.words import compact_moment
from workflow.access import may
from workflow.graphs import Node
from workflow.models import Task
from workflow.overview import CaseFile, open_file
from workflow.refusals import AlreadyDoneError
from workflow.steps import StepKind
from workflow.views.reading import me, staff_standing, today

DONE = 303
REFUSED = 422
TOO_LATE = 409
LONGEST_TOKEN = 36  # a UUID; with the number of a task beside it, it fits its column
RELATED = ("case__process", "case__party", "case__district", "case__responsible", "unit", "assignee", "step")
NO_NAMES: Mapping[str, str] = {}
F = TypeVar("F", bound=forms.Form)


@dataclass(frozen=True)
class Work:
    """A task on the desk of the one who does it, with its case."""

    task: Task
    application: Application
    file: CaseFile
    record: Record
    reader: Person
    stand: Standing
    draft: TaskDraft | None

    @property
    def today(self) -> date:
        return self.file.today

    @property
    def node(self) -> Node | None:
        """The step of the process; None of a consultation."""
        return self.file.dossier.node(self.task)

    @property
    def clock(self) -> str:
        """What the task's own clock is called where its working is shown."""
        return f"task-{self.task.pk}"

    @property
    def provisional(self) -> dict[str, bool]:
        """Which of the case's two dates stand on a year whose notice is not yet out."""
        case, calendar = self.task.case, self.file.calendar
        dates = {"promised": case.promised_on, "statutory": case.statutory_on}
        return {name: on is not None and calendar.is_provisional(on) for name, on in dates.items()}

    @property
    def left(self) -> int | None:
        """Working days left of the task's own limit, negative past it; None while its clock stands."""
        if self.task.due_on is None:
            return None
        calendar = self.file.calendar
        left = remaining(self.task.due_on, self.today, calendar=calendar)
        return left or -days_over(self.task.due_on, self.today, calendar=calendar)

    @property
    def seal(self) -> str:
        """Says of a form whose page it was."""
        return seal(self.task.pk, self.reader)

    @property
    def saved_words(self) -> str:
        """When the draft was saved last."""
        return (
            _("已保存 %(at)s") % {"at": compact_moment(self.draft.saved_at, self.today)} if self.draft else ""
        )


def work_on(
    request: HttpRequest, pk: int, *kinds: StepKind, rights: Sequence[str] = ("task.complete",)
) -> Work:
    """The task, if the person may do it and it is of these kinds; for all others it is not there (404)."""
    stand, day, reader = staff_standing(request), today(), me(request)
    visible = Task.objects.visible_to(reader, day).select_related(*RELATED)
    task = get_object_or_404(visible, pk=pk)
    kind = StepKind(task.step.kind) if task.step else StepKind.REVIEW
    if kind not in kinds or not any(may(reader, right, task, on=day) for right in rights):
        raise Http404
    file = open_file(task.case, today=day, calendar=current_calendar())
    record = Record(task.case, today=day, file=file)
    if record.application is None:
        raise Http404
    draft = TaskDraft.objects.filter(task=task, person=reader).first()
    return Work(file.dossier.task(pk), record.application, file, record, reader, stand, draft)


def form_for(
    request: HttpRequest, work: Work, form: type[F], *, initial: Mapping[str, Any], **more: Any
) -> F:
    """What was sent; else what was typed before; else what the page begins with."""
    if request.method == "POST":
        return form(request.POST, **more)
    made = form(initial=dict(initial), **more)
    if work.draft is not None:
        typed = _typed(work.draft)
        for name, field in made.fields.items():
            if name in typed:
                made.initial[name] = field.widget.value_from_datadict(typed, {}, name)
    return made


def token_of(request: HttpRequest) -> str:
    """What makes a second sending of this form harmless; as long as a page makes it, and no longer."""
    return request.POST.get("token", "")[:LONGEST_TOKEN]


def carry_out(
    request: HttpRequest,
    work: Work,
    form: forms.Form,
    act: Callable[[], object],
    *,
    names: Mapping[str, str] | None = None,
) -> int:
    """DONE, REFUSED (the reason stands at its field), or TOO_LATE for who comes second.

    What was refused is kept as the draft. `names`: what the form calls a field that the act calls otherwise.
    """
    status = tried(form, act, names or {})
    if status == REFUSED:
        keep_sent(request, work.task.pk, work.reader)
    return status


def tried(form: forms.Form, act: Callable[[], object], names: Mapping[str, str] = NO_NAMES) -> int:
    """The act of a valid form: DONE, REFUSED at its field, or TOO_LATE; nothing is kept as a draft."""
    if not form.is_valid():
        return REFUSED
    try:
        act()
    except LegalRefusal as refusal:
        field = names.get(refusal.field, refusal.field)
        form.add_error(field if field in form.fields else None, refusal.message)
        return TOO_LATE if isinstance(refusal, AlreadyDoneError) else REFUSED
    return DONE


def ended(request: HttpRequest, work: Work, words: str) -> HttpResponse:
    """The act is done: its draft goes, the case is shown."""
    forget_typed(work.task.pk, by=work.reader)
    messages.success(request, words)
    return redirect("case", work.task.case.number)


def _typed(draft: TaskDraft) -> QueryDict:
    typed = QueryDict(mutable=True)
    for name, values in draft.data.items():
        typed.setlist(name, values)
    return typed
