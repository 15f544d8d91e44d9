"""The frame of the window's lesser acts: a form about one task, refused at its field, told who was first."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from documents.models import Document
from licensing.models import Application
from licensing.views.window.reading import me
from organization.forms.people import ActForm
from organization.models import Person
from records.refusals import LegalRefusal
from workflow.models import Task
from workflow.refusals import AlreadyDoneError
from workflow.states import TaskState
from workflow.steps import StepKind


@dataclass(frozen=True)
class Acted:
    """Who does it, when, and the token of the form that was sent."""

    by: Person
    at: datetime
    token: str


def act_page(
    request: HttpRequest,
    application: Application,
    form: ActForm,
    perform: Callable[[Acted], HttpResponse],
    template: str,
    context: Mapping[str, Any],
) -> HttpResponse:
    """The page of an act: its form, what came of it, or why it was refused, with everything typed."""
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                return perform(Acted(me(request), timezone.now(), request.POST.get("token", "")[:64]))
            except AlreadyDoneError as late:
                told = {"application": application, "words": late.message}
                return render(request, "licensing/window/late.html", told, status=409)
            except LegalRefusal as refusal:
                form.refuse(refusal)
    shown = {"application": application, "case": application.case, "form": form, **context}
    return render(request, template, shown, status=status)


def begun_task(application: Application, *kinds: StepKind) -> Task | None:
    """The newest task of these kinds that is open or done; None while its turn has not come."""
    tasks = Task.objects.filter(case_id=application.case_id, step__kind__in=kinds).select_related("step")
    begun = tasks.filter(state__in=[TaskState.OPEN, TaskState.DONE])
    return begun.order_by("-round", "-pk").first()


def papers_of(application: Application) -> list[Document]:
    """Every document issued on the case, in order."""
    subject = application.subject
    found = Document.objects.filter(subject_kind=subject.kind, subject_key=subject.key)
    return list(found.order_by("pk"))
