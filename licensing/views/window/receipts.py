"""The numbered receipt of an application on paper: with its query code once, then without."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import segno
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from documents.kinds import DocumentKind
from documents.models import Document
from licensing.answering import wanted_materials
from licensing.intake_days import WORD_DAYS, word_due
from licensing.models import Application, Correction, MaterialVerdict
from licensing.states import State
from licensing.verdicts import Verdict
from licensing.views.window.reading import application_of, at_the_window, today
from licensing.views.window.slips import code_for
from workdays.store import current_calendar

TURNED_AWAY = frozenset({State.NOT_OURS, State.NOT_REQUIRED})


@dataclass(frozen=True)
class Piece:
    """A line of the receipt: a material, how many, what was seen of it at the counter."""

    title: str
    copies: int
    seen: str


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
    track = request.build_absolute_uri(f"/track/?number={number}")
    context = {
        "application": application,
        "case": application.case,
        "receipt": next((paper for paper in papers if paper.kind == DocumentKind.RECEIPT), None),
        "papers": [paper for paper in papers if paper.kind != DocumentKind.RECEIPT],
        "pieces": _pieces(application),
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


def _pieces(application: Application) -> list[Piece]:
    """The materials as they were seen at the counter; of one turned away only what was looked at."""
    seen = _seen_at_receipt(application)
    materials = wanted_materials(application.item_version, application.answers)
    if application.state in TURNED_AWAY:
        materials = [each for each in materials if each.pk in seen]
    return [Piece(each.title, each.copies, seen.get(each.pk, _("收到，待核对"))) for each in materials]


def _seen_at_receipt(application: Application) -> dict[int, str]:
    """By material: what was seen when the receipt was given, whatever has come or been judged since."""
    at = application.received_at
    seen = {each.material_id: _seen(each) for each in application.verdicts.all() if each.set_at == at}
    asked = asked_at_once(application)
    wrong = asked.lines.values_list("material", flat=True) if asked else ()
    return seen | dict.fromkeys(wrong, _("待补正，见通知书"))


def _seen(verdict: MaterialVerdict) -> str:
    """What the applicant reads of a verdict."""
    words = {
        Verdict.COMPLETE: _("齐全"),
        Verdict.CORRECT: _("待补正，见通知书"),
        Verdict.NOT_NEEDED: _("不需要提交"),
    }
    if verdict.verdict == Verdict.PROMISED and verdict.promised_on:
        return _("承诺 {day} 前补交").format(day=verdict.promised_on.isoformat())
    return words[Verdict(verdict.verdict)]
