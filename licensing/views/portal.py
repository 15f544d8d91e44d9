"""The enterprise's own pages: what it has to do, where its cases stand, its licences. Read-only."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any, cast

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from documents.models import Document
from licensing.models import Application, Licence
from licensing.progress import (
    briefs_of,
    dates_of,
    duties_of,
    holdings_of,
    pieces_of,
    read_progress,
    story_of,
    turn_of,
)
from licensing.representing import representations
from licensing.views.public.addresses import changed, count_words
from notices.models import Notice
from organization.models import Person
from parties.models import Representative
from workdays.days import local_day
from workdays.store import current_calendar
from workflow.states import CaseState

PAGE = 20
SHOWN_LICENCES = 5
SHOWN_NOTICES = 4

Page = Callable[..., HttpResponse]


def represented(view: Page) -> Page:
    """Open a page to whoever represents a party today; for all others there is no portal (404)."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        today = local_day(timezone.now())
        held = representations(cast(Person, request.user), today)
        if not held:
            raise Http404
        return view(request, held, today, *args, **kwargs)

    return cast(Page, require_safe(login_required(guarded)))


@represented
def portal(request: HttpRequest, held: list[Representative], today: date) -> HttpResponse:
    """What is to be done first, then the open cases, licences and messages."""
    open_ones = _applications(held).filter(case__state=CaseState.OPEN).order_by("-received_at", "-pk")
    briefs = briefs_of(open_ones[:100], today=today, calendar=current_calendar())
    licences = list(_licences(held)[: SHOWN_LICENCES + 1])
    context = {
        **_frame(held, "portal"),
        "briefs": sorted(briefs, key=lambda brief: (not brief.is_you, brief.due_on or date.max)),
        "mine": [brief for brief in briefs if brief.is_you],
        "holdings": holdings_of(licences[:SHOWN_LICENCES], today),
        "has_more_licences": len(licences) > SHOWN_LICENCES,
        "notices": Notice.objects.for_person(request.user.pk or 0, timezone.now()).order_by("-pk")[
            :SHOWN_NOTICES
        ],
        "today": today,
    }
    return render(request, "licensing/portal/home.html", context)


@represented
def cases(request: HttpRequest, held: list[Representative], today: date) -> HttpResponse:
    """Every case of the firm, newest first, keyset pages."""
    found = _applications(held)
    before = request.GET.get("before", "")
    page = found.filter(pk__lt=int(before[:18])) if before.isdecimal() else found
    rows = list(page.order_by("-pk")[: PAGE + 1])
    context = {
        **_frame(held, "portal_cases"),
        "briefs": briefs_of(rows[:PAGE], today=today, calendar=current_calendar()),
        "count_words": count_words(found),
        "first_url": changed(request, before="") if before else "",
        "next_url": changed(request, before=str(rows[PAGE - 1].pk)) if len(rows) > PAGE else "",
    }
    return render(request, "licensing/portal/cases.html", context)


@represented
def licences(request: HttpRequest, held: list[Representative], today: date) -> HttpResponse:
    """Every licence of the firm with its last day."""
    context = {**_frame(held, "portal_licences"), "holdings": holdings_of(_licences(held), today)}
    return render(request, "licensing/portal/licences.html", context)


@represented
def case(request: HttpRequest, held: list[Representative], today: date, number: str) -> HttpResponse:
    """One case of the firm; another's does not exist (404)."""
    own = Application.objects.of_representative(cast(Person, request.user), today)
    asked = own.filter(case__number=number)
    progress = read_progress(asked, today=today, calendar=current_calendar(), with_verdicts=True)
    if progress is None:
        raise Http404
    context = {
        **_frame(held, "portal_cases"),
        "progress": progress,
        "turn": turn_of(progress),
        "duties": duties_of(progress),
        "story": story_of(progress, address=_document),
        "dates": dates_of(progress),
        "pieces": pieces_of(progress),
        "holdings": holdings_of([progress.licence] if progress.licence else [], today),
        "today": today,
    }
    return render(request, "licensing/portal/case.html", context)


def _applications(held: list[Representative]) -> QuerySet[Application]:
    """Those of the parties held, by their numbers: as a subquery it is answered only after nine tables."""
    mine = Application.objects.filter(case__party__in=[one.party_id for one in held])
    return mine.select_related("case", "item_version", "correction", "decision")


def _licences(held: list[Representative]) -> QuerySet[Licence]:
    mine = Licence.objects.filter(party__in=[one.party_id for one in held])
    return mine.select_related("item_version__item", "document", "party").order_by("-issued_on", "-pk")


def _frame(held: list[Representative], current: str) -> dict[str, Any]:
    return {"held": held, "current": current, "has_several": len(held) > 1}


def _document(document: Document) -> str:
    return reverse("document", args=[document.pk])
