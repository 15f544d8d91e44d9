"""The signer's desk: plain cases signed together, each by its own act; the others one by one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from licensing.actions import decide
from licensing.case_file.plain import Waiting, waiting
from licensing.states import DecisionKind
from licensing.views.review.work import token_of
from organization.models import Person, Role
from organization.standing import Standing
from records.refusals import LegalRefusal
from workdays.store import current_calendar
from workflow.inbox import Cursor, Filters, Tab, places
from workflow.models import Task
from workflow.steps import StepKind
from workflow.views.reading import me, staff_standing, today

SIGNERS = frozenset({Role.BUREAU_LEADER, Role.HEAD_OF_ORGAN})
PAGE = 50
NUMBER = re.compile(r"[0-9]{1,18}")  # what both databases take for a number
RELATED = ("case__party", "case__district", "case__process", "step", "unit")


@dataclass(frozen=True)
class Signed:
    """What became of one of the cases ticked."""

    number: str
    title: str
    party: str
    document: str = ""
    why_not: str = ""


@require_http_methods(["GET", "POST"])
@login_required
def decision_desk(request: HttpRequest) -> HttpResponse:
    """What waits for a signature; POST signs the ticked plain cases and says what became of each."""
    stand = staff_standing(request)
    if not stand.roles & SIGNERS:
        raise Http404
    report: list[Signed] = []
    if request.method == "POST":
        report = _sign_all(request, stand)
    after = Cursor.read(request.GET.get("after", ""))
    rows, following = _rows(stand, after)
    context = {
        "plain": [row for row in rows if row.is_plain],
        "others": [row for row in rows if not row.is_plain],
        "signed": [each for each in report if each.document],
        "refused": [each for each in report if each.why_not],
        "is_posted": request.method == "POST",
        "shown": len(rows),
        "first_url": reverse("decision_desk") if after else "",
        "next_url": f"?after={following}" if following else "",
    }
    return render(request, "licensing/review/desk.html", context)


def _rows(stand: Standing, after: Cursor | None) -> tuple[list[Waiting], Cursor | None]:
    """A page of what waits, the most urgent first, and where the next page begins."""
    wanted = Filters(step=StepKind.DECISION)
    found = places(stand, (Tab.MINE, Tab.POOL), filters=wanted, after=after, size=PAGE + 1)
    known = Task.objects.select_related(*RELATED).in_bulk(found[:PAGE])
    tasks = [known[pk] for pk in found[:PAGE] if pk in known]
    following = Cursor.of(tasks[-1]) if len(found) > PAGE else None
    return waiting(tasks, today=stand.on, calendar=current_calendar()), following


def _sign_all(request: HttpRequest, stand: Standing) -> list[Signed]:
    """Each ticked case by its own act, in the order ticked; one that is no longer plain is left alone."""
    ticked = [int(value) for value in request.POST.getlist("task")[:PAGE] if NUMBER.fullmatch(value)]
    visible = Task.objects.visible_to(me(request), today()).filter(step__kind=StepKind.DECISION)
    tasks = visible.select_related(*RELATED).in_bulk(ticked)
    chosen = [tasks[pk] for pk in dict.fromkeys(ticked) if pk in tasks]
    rows = {row.task.pk: row for row in waiting(chosen, today=stand.on, calendar=current_calendar())}
    token, at = token_of(request), timezone.now()
    return [_signed(rows[task.pk], token, by=me(request), at=at) for task in chosen if task.pk in rows]


def _signed(row: Waiting, token: str, *, by: Person, at: datetime) -> Signed:
    case = row.task.case
    what = {"number": case.number, "title": case.wording, "party": case.party.title()}
    if row.task.is_open and not row.is_plain:
        return Signed(**what, why_not=_("；").join(row.reasons))
    try:
        own = f"{token}-{row.task.pk}" if token else ""
        decision = decide(row.task.pk, DecisionKind.GRANTED, conditions=(), by=by, at=at, token=own)
    except LegalRefusal as refusal:
        return Signed(**what, why_not=refusal.message)
    except Http404:
        return Signed(**what, why_not=_("这个环节现在不由您办理。"))
    return Signed(**what, document=decision.document.number if decision.document else "")
