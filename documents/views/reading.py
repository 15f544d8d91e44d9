"""Attachments and documents for those who may read them; for all others they do not exist (404)."""

from typing import cast
from uuid import UUID

from csp.decorators import csp_replace
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from documents import codes, guards, pdf, signing
from documents.models import Attachment, Document
from documents.uploads import SHOWN_INLINE
from organization.models import Person
from records.actions import log_read
from records.chain import Subject
from workdays.days import local_day

# A file from outside runs nothing, loads nothing and has no origin, even if it is not what it was taken for.
SANDBOX = "sandbox; default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'"

# Chromium shows no PDF in a sandbox; ours is made by us.
OUR_PDF = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'"


@require_GET
@login_required
def attachment(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """The file as a download, or shown in a sandbox with ?inline=1 where it is a picture or a PDF."""
    person = cast(Person, request.user)
    found = Attachment.objects.filter(pk=pk, removed_at__isnull=True).first()
    if found is None or not guards.allowed(person, found):
        raise Http404
    if found.confidential:
        subject = Subject(found.subject_kind, found.subject_key)
        log_read(subject, f"attachment:{found.pk}", by=person, at=timezone.now())
    inline = "inline" in request.GET and found.content_type in SHOWN_INLINE
    response = FileResponse(
        found.file.open("rb"), as_attachment=not inline, filename=found.name, content_type=found.content_type
    )
    return _private(response, SANDBOX)


@require_GET
@csp_replace({"frame-src": ["'self'"]})  # type: ignore[arg-type]  # typed for views without arguments
@login_required
def document(request: HttpRequest, pk: int) -> HttpResponse:
    """The page of a document: what it is, where it stands, its PDF."""
    found = _readable(request, pk)
    context = {
        "document": found,
        "standing": found.standing_on(local_day(timezone.now())),
        "is_genuine": signing.is_genuine(found),
        "code": codes.grouped(found.verify_code),
    }
    return render(request, "documents/document.html", context)


@require_GET
@login_required
def document_pdf(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The PDF, shown, or downloaded with ?download=1."""
    found = _readable(request, pk)
    response = HttpResponse(pdf.render(found), content_type="application/pdf")
    name = f"{found.number} {found.title[:60]}.pdf"
    response["Content-Disposition"] = content_disposition_header("download" in request.GET, name) or ""
    return _private(response, OUR_PDF)


def _readable(request: HttpRequest, pk: int) -> Document:
    found = Document.objects.filter(pk=pk).first()
    if found is None or not guards.allowed(cast(Person, request.user), found):
        raise Http404
    return found


def _private(response: HttpResponseBase, policy: str) -> HttpResponseBase:
    response["Content-Security-Policy"] = policy
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
