"""Acts on a task that every kind of case shares: claim, hand on, delegate, consult, return, recall, pass."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST

from organization.models import Person
from records.refusals import LegalRefusal
from workflow import actions
from workflow.access import may
from workflow.forms import (
    ConsultForm,
    DelegateForm,
    ProceedForm,
    ReassignForm,
    RecallForm,
    ReturnForm,
    TaskForm,
)
from workflow.models import Case, Task
from workflow.refusals import AlreadyDoneError
from workflow.views.finished import passed_by
from workflow.views.reading import me, staff_standing, today

MOST_AT_ONCE = 200
NUMBER = re.compile(r"[0-9]{1,18}")  # what a database takes for an id


@dataclass(frozen=True)
class TaskAct:
    """An act with a page of its own: who may, what is asked, what comes of it, how it is done."""

    may: str
    form: type[TaskForm]
    title: Promise
    consequence: Promise
    perform: Callable[..., Case]


ACTS = {
    "reassign": TaskAct(
        "task.reassign",
        ReassignForm,
        gettext_lazy("转办"),
        gettext_lazy("任务连同它的时限转给另一人；时限不因此延长。"),
        actions.reassign,
    ),
    "delegate": TaskAct(
        "task.delegate",
        DelegateForm,
        gettext_lazy("委托办理"),
        gettext_lazy("这几天受托人可以代您办理，留痕写明受托。"),
        actions.delegate,
    ),
    "consult": TaskAct(
        "task.consult",
        ConsultForm,
        gettext_lazy("请求协办"),
        gettext_lazy("协办单位各得一项任务；全案时限照常计算。"),
        actions.consult,
    ),
    "return": TaskAct(
        "task.return",
        ReturnForm,
        gettext_lazy("退回"),
        gettext_lazy("该环节及其后各环节重办一轮，其余意见沿用；全案时限照常计算。"),
        actions.return_to,
    ),
    "recall": TaskAct(
        "task.recall",
        RecallForm,
        gettext_lazy("收回"),
        gettext_lazy("后续环节尚未动手时，可以收回自己已提交的结论重办。"),
        actions.recall,
    ),
    "proceed": TaskAct(
        "task.proceed",
        ProceedForm,
        gettext_lazy("不等逾期部门"),
        gettext_lazy("不再等该单位的意见，超时仍记在该单位名下；后面的环节随即启动，这份意见以后不能再补。"),
        actions.proceed_without,
    ),
}
BULK: dict[str, Callable[[int, Person, datetime], object]] = {
    "claim": lambda pk, by, at: actions.claim(pk, by=by, at=at),
    "release": lambda pk, by, at: actions.reassign(pk, to=None, by=by, at=at, reason=_("放回任务池")),
}


@require_http_methods(["GET", "POST"])
@login_required
def act_on_task(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    """The page of one act on one task; a task or an act that is not one's own is not there."""
    task, wanted = _task(request, pk, act), ACTS[act]
    if act != "recall" and (gone := passed_by(request, task)) is not None:
        return gone
    form = wanted.form(request.POST or None, task=task, on=today())
    status = 200
    if request.method == "POST":
        if form.is_valid() and (done := _perform(request, wanted, task, form)):
            messages.success(
                request, _("已办：%(act)s（%(number)s）。") % {"act": wanted.title, "number": done}
            )
            return redirect("case", task.case.number)
        status = 409 if getattr(form, "is_late", False) else 422
    return render(
        request, "workflow/act_on_task.html", {"task": task, "form": form, "act": wanted}, status=status
    )


@require_POST
@login_required
def claim(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an unassigned task of one's unit; who was first is told to who comes second."""
    staff_standing(request)
    try:
        case = actions.claim(pk, by=me(request), at=timezone.now())
    except LegalRefusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("已认领 %(number)s。") % {"number": case.number})
    return _back(request)


@require_POST
@login_required
def bulk_reassign(request: HttpRequest) -> HttpResponse:
    """Claim, or put back, several tasks; each is an act of its own, and what was refused is said."""
    staff_standing(request)
    act = BULK.get(request.POST.get("act", ""), BULK["claim"])
    done, refused = 0, set()
    numbers = [value for value in request.POST.getlist("task")[:MOST_AT_ONCE] if NUMBER.fullmatch(value)]
    for number in numbers:
        try:
            act(int(number), me(request), timezone.now())
            done += 1
        except (LegalRefusal, Http404) as refusal:
            refused.add(str(refusal))
    if done:
        messages.success(request, _done_together(request.POST.get("act", ""), done))
    for words in sorted(refused):
        messages.error(request, words)
    return _back(request)


def _done_together(act: str, number: int) -> str:
    if act == "release":
        return ngettext("%(n)d 件已放回任务池。", "%(n)d 件已放回任务池。", number) % {"n": number}
    return ngettext("已认领 %(n)d 件。", "已认领 %(n)d 件。", number) % {"n": number}


def _task(request: HttpRequest, pk: int, act: str) -> Task:
    staff_standing(request)
    related = ("case__process", "unit", "assignee", "step")
    task = get_object_or_404(Task.objects.visible_to(me(request), today()).select_related(*related), pk=pk)
    if not may(me(request), ACTS[act].may, task, on=today()):
        raise Http404
    return task


def _perform(request: HttpRequest, act: TaskAct, task: Task, form: TaskForm) -> str:
    """The number of the case if the act was done; else the form says why not."""
    given: dict[str, Any] = form.cleaned_data
    try:
        return act.perform(task.pk, by=me(request), at=timezone.now(), **given).number
    except LegalRefusal as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        form.is_late = isinstance(refusal, AlreadyDoneError)  # type: ignore[attr-defined]  # for the page
        return ""


def _back(request: HttpRequest) -> HttpResponse:
    """Where the button stood, if that is a page of ours."""
    came_from = request.headers.get("Referer", "")
    is_ours = url_has_allowed_host_and_scheme(came_from, {request.get_host()}, request.is_secure())
    return redirect(came_from if is_ours else "inbox")
