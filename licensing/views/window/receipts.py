"""The numbered receipt of an application on paper: with its query code once, then without."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import segno
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from documents.kinds import DocumentKind
from documents.models import Document
from licensing.intake_days import WORD_DAYS, word_due
from licensing.models import Application, Correction
from licensing.states import State
from licensing.views.window.reading import application_of, at_the_window, today
from licensing.views.window.slips import code_for
from workdays.store import current_calendar

TURNED_AWAY = frozenset({State.NOT_OURS, State.NOT_REQUIRED})


@dataclass(frozen=True)
class Word:
    """What the window said when it gave the receipt; `until` is the day to send what was wanting."""

    title: str
    until: date | None = None


@require_GET
@never_cache
@at_the_window
def receipt(request: HttpRequest, number: str) -> HttpResponse:
    """The receipt as handed over, and the papers issued with it."""
    application = application_of(number)
    papers = list(Document.objects.filter(subject_kind="case", subject_key=number).order_by("pk"))
    given = next((paper for paper in papers if paper.kind == DocumentKind.RECEIPT), None)
    track = request.build_absolute_uri(f"/track/?number={number}")
    context = {
        "application": application,
        "case": application.case,
        "receipt": given,
        "papers": [paper for paper in papers if paper.kind != DocumentKind.RECEIPT],
        "table": given.content.get("table") if given else None,
        "apart": given.content.get("rights", ()) if given else (),
        "said": _said(application),
        "word": word_due(application.received_on, today(), current_calendar()),
        "word_days": WORD_DAYS,
        "code": code_for(request, number),
        "track": track,
        "qr": qr_of(track),
    }
    return render(request, "licensing/window/receipt.html", context)


def qr_of(text: str) -> SafeString:
    """A QR code as SVG that takes its size from the page.

    Safe markup: segno writes one path of squares and the class named here; the text is in the squares alone.
    """
    drawn = segno.make(text, error="m").svg_inline(omitsize=True, svgclass="q-qr", lineclass=None, border=2)
    return mark_safe(drawn)  # noqa: S308  no text of anybody in it


def _said(application: Application) -> Word | None:
    """The word given with the receipt; None where it came later, with a paper of its own."""
    asked = asked_at_once(application)
    if asked:
        return Word(str(State.CORRECTION.label), asked.reply_due_on)
    if application.accepted_at == application.received_at:
        return Word(str(State.ACCEPTED.label))
    return Word(application.get_state_display()) if application.state in TURNED_AWAY else None


def asked_at_once(application: Application) -> Correction | None:
    """The notice that was handed over together with the receipt."""
    asked: Correction | None = getattr(application, "correction", None)
    return asked if asked and asked.document.issued_at == application.received_at else None
