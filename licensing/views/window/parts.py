"""The fragments of the intake: what a choice changes elsewhere on the page, the autosave, the item picker."""

from __future__ import annotations

from decimal import Decimal
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from documents.models import Attachment
from documents.uploads import UploadRefusedError
from licensing.actions import attach_to_draft, drop_from_draft
from licensing.actions.attaching import DRAFT
from licensing.intake import Sheet, Typed, find_items
from licensing.models import Application, ItemVersion
from licensing.slots import first_slot
from licensing.views.window.drafts import draft_of, keep, sheet_of
from licensing.views.window.reading import at_the_window, me, today
from licensing.views.window.showing import page_of, reckonings
from records.chain import Subject
from records.refusals import LegalRefusal
from workdays.calendar import UnknownYearError

# What a change in one place changes elsewhere.
CHANGES = {
    "party": ("party", "arrival", "item", "checklist", "rail"),
    "item": ("item", "answers", "checklist", "rail"),
    "answers": ("answers_note", "checklist", "rail"),
    "arrival": ("item", "checklist", "rail"),
    "checklist": ("checklist_note", "rail"),
}


@require_POST
@at_the_window
def refresh(request: HttpRequest, token: str, of: str) -> HttpResponse:
    """The parts of the page that a change in one of its parts touches, to be swapped in by their ids."""
    draft_of(request, token)
    return refreshed(request, sheet_of(request, token, _typed(request, of)), of)


def refreshed(request: HttpRequest, sheet: Sheet, of: str) -> HttpResponse:
    """The touched parts of a sheet."""
    if of not in CHANGES:
        raise Http404
    touched = CHANGES[of]
    if sheet.typed.get("listed") == sheet.listed:
        touched = tuple(part for part in touched if part != "checklist")
    context = {**page_of(sheet, draft=None), "parts": touched}
    return render(request, "licensing/window/parts.html", context)


@require_POST
@at_the_window
def save(request: HttpRequest, token: str) -> HttpResponse:
    """Keep what was typed; 409 with words where another tab knows more."""
    draft_of(request, token)
    if Application.objects.filter(token=token).exists():
        return HttpResponse(status=204)
    try:
        draft = keep(request, token, Typed(request.POST))
    except LegalRefusal as refusal:
        return HttpResponse(refusal.message, status=409, content_type="text/plain; charset=utf-8")
    return HttpResponse(status=204, headers={"X-Draft": str(draft.revision)})


@require_GET
@at_the_window
def items(request: HttpRequest) -> HttpResponse:
    """The items that fit what was typed so far; closed ones say why."""
    words = next((value for name, value in request.GET.items() if name.endswith("_words")), "")
    options = [
        {
            "value": found.version.item.code,
            "title": found.version.title,
            "sub": found.sub,
            "limits": found.limits,
            "note": found.note,
            "is_disabled": bool(found.why_closed),
        }
        for found in find_items(str(words), today())
    ]
    context = {"options": options, "list": request.GET.get("list", "")}
    return render(request, "parts/picker_options.html", context)


@require_POST
@at_the_window
def attach(request: HttpRequest, token: str, material: str) -> HttpResponse:
    """Files of one material, kept beside the draft."""
    wrong = ""
    draft_of(request, token)
    for file in request.FILES.getlist(f"f-{material}"):
        try:
            attach_to_draft(token, file, material=material, by=me(request), at=timezone.now())
        except UploadRefusedError as refused:
            wrong = str(refused)
    return files_of(request, Subject(DRAFT, token), material, first_slot(material), wrong)


@require_POST
@at_the_window
def detach(request: HttpRequest, token: str, material: str, pk: UUID) -> HttpResponse:
    """A file attached by mistake goes."""
    if draft_of(request, token) is None:
        raise Http404
    drop_from_draft(token, pk, at=timezone.now())
    return files_of(request, Subject(DRAFT, token), material, first_slot(material))


def files_of(
    request: HttpRequest, subject: Subject, material: str, slot: str, wrong: str = ""
) -> HttpResponse:
    """The files of a material: those of this slot may go again, those that came before stay."""
    found = Attachment.objects.of(subject.kind, subject.key).filter(slot__in={slot, first_slot(material)})
    files: list[Attachment] = []
    kept: list[Attachment] = []
    for file in found:
        (files if file.slot == slot else kept).append(file)
    context = {"files": files, "kept": kept, "key": material, "wrong": wrong}
    context |= {"token": subject.key, "kind": subject.kind}
    return render(request, "licensing/window/files.html", context, status=422 if wrong else 200)


@require_GET
@at_the_window
def working(request: HttpRequest, code: str) -> HttpResponse:
    """怎么算出来的: both dates of an acceptance today (or since the day given), day by day."""
    version = get_object_or_404(ItemVersion.objects.current(today()), item__code=code)
    if version.promised_limit is None:
        raise Http404
    since = Typed(request.GET).day("since") or today()
    try:
        promised, statutory = reckonings(version, since, _factor(request))
    except UnknownYearError as unknown:
        raise Http404 from unknown
    template = "working_part" if request.headers.get("HX-Request") else "working"
    context = {"version": version, "promised": promised, "statutory": statutory}
    return render(request, f"licensing/window/{template}.html", context)


def _factor(request: HttpRequest) -> Decimal | None:
    """How much the green channel shortens the promise, in hundredths."""
    given = request.GET.get("factor", "")
    return Decimal(given) / 100 if given.isdecimal() and len(given) <= 3 and 0 < int(given) <= 100 else None


def _typed(request: HttpRequest, of: str) -> Typed:
    """What was typed; a newly chosen party brings its own contact and rights along."""
    typed = Typed(request.POST)
    sheet = sheet_of(request, "", typed)
    if of != "party" or sheet.party is None:
        return typed
    return typed.with_values(agent="", **sheet.contact)
