"""What is kept while one works on a task: the text as it is typed, and files beside it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from documents.uploads import UploadRefusedError
from licensing.actions.keeping import attach_to_task, detach_from_task, keep_typed
from licensing.views.review.own_desk import at_own_desk, typed_in
from licensing.views.review.showing import upload_of
from licensing.views.review.work import REFUSED, TOO_LATE, Work, work_on
from records.refusals import LegalRefusal
from workflow.inbox.acts import page_of
from workflow.refusals import AlreadyDoneError
from workflow.steps import StepKind
from workflow.views.reading import me


@require_POST
@at_own_desk
def task_draft(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep what is typed on the page of a task; says nothing but whether it was kept."""
    typed = typed_in(request)
    try:
        keep_typed(pk, typed, by=me(request), at=timezone.now())
    except AlreadyDoneError:
        return HttpResponse(status=TOO_LATE)
    except LegalRefusal:
        return HttpResponse(status=REFUSED)
    return HttpResponse(status=204)


@require_POST
@login_required
def task_attach(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the files chosen; each that cannot be taken says why, the others are kept."""
    work = work_on(request, pk, *StepKind)
    confidential, at = "confidential" in request.POST, timezone.now()
    refused: list[str] = []
    for upload in request.FILES.getlist("files"):
        try:
            attach_to_task(pk, upload, by=work.reader, at=at, confidential=confidential)
        except (UploadRefusedError, LegalRefusal) as refusal:
            refused.append(str(refusal))
    return _files(request, work, refused)


@require_POST
@login_required
def task_detach(request: HttpRequest, pk: int, file: UUID) -> HttpResponse:
    """Take one file back before the act."""
    work = work_on(request, pk, *StepKind)
    refused: list[str] = []
    try:
        detach_from_task(pk, file, by=work.reader, at=timezone.now())
    except LegalRefusal as refusal:
        refused.append(refusal.message)
    return _files(request, work, refused)


def _files(request: HttpRequest, work: Work, refused: list[str]) -> HttpResponse:
    """The list as it stands now; without htmx, the page of the task again."""
    if not request.headers.get("HX-Request"):
        for words in refused:
            messages.error(request, words)
        return redirect(page_of(work.task) or "inbox")
    context = {"task": work.task, "upload": upload_of(work), "refused": refused}
    return render(request, "licensing/review/files.html", context, status=REFUSED if refused else 200)
