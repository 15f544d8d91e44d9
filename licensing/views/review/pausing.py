"""A special procedure at the lead's own step (Art. 45): its notice before it is given, its result after."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from licensing.actions import begin_own_procedure, end_own_procedure
from licensing.actions.own_special import REVIEWING, RIGHT
from licensing.case_file.opinions import opinions_of
from licensing.case_file.sheet import Sheet, notice_sheet
from licensing.forms.review import BeginProcedureForm, EndOwnProcedureForm
from licensing.views.review.showing import others_of, shown
from licensing.views.review.work import DONE, Work, carry_out, ended, form_for, work_on
from workflow.overview import clocks_of
from workflow.steps import PauseGround
from workflow.views.finished import passed_by

USUAL_DAYS = 15
MOST_DAYS = 365


@require_http_methods(["GET", "POST"])
@login_required
def task_pause(request: HttpRequest, pk: int) -> HttpResponse:
    """Begins a procedure at this step; while one is open, takes in its result."""
    work = work_on(request, pk, *REVIEWING, rights=(RIGHT,))
    if (gone := passed_by(request, work.task)) is not None:
        return gone
    return _ending(request, work) if work.file.open_pause(work.task) else _beginning(request, work)


@require_GET
@login_required
def task_pause_notice(request: HttpRequest, pk: int) -> HttpResponse:
    """What the notice will say with this ground and this many days."""
    work = work_on(request, pk, *REVIEWING, rights=(RIGHT,))
    sheet = _notice(work, request.GET.get("ground", ""), request.GET.get("expected_days", ""))
    return render(request, "licensing/review/sheet.html", {"sheet": sheet})


def _beginning(request: HttpRequest, work: Work) -> HttpResponse:
    form = form_for(request, work, BeginProcedureForm, initial={"expected_days": USUAL_DAYS})
    status = 200
    if request.method == "POST":
        status = carry_out(request, work, form, lambda: _begin(work, form))
        if status == DONE:
            return ended(request, work, _("告知书已出具，时限自今日起中止。"))
    context = {
        "form": form,
        "sheet": _notice(work, str(form["ground"].value() or ""), str(form["expected_days"].value() or "")),
        "clocks": clocks_of(work.file),
        "running": [each for each in work.file.dossier.tasks if each.is_open and each.pk != work.task.pk],
        "waiting": _waiting(work),
    }
    return render(request, "licensing/review/pause_begin.html", {**shown(work), **context}, status=status)


def _begin(work: Work, form: forms.Form) -> object:
    return begin_own_procedure(work.task.pk, **form.cleaned_data, by=work.reader, at=timezone.now())


def _ending(request: HttpRequest, work: Work) -> HttpResponse:
    form = form_for(request, work, EndOwnProcedureForm, initial={"ended_on": work.today})
    status = 200
    if request.method == "POST":
        status = carry_out(request, work, form, lambda: _end(work, form), names={"last_on": "ended_on"})
        if status == DONE:
            return ended(request, work, _("结果已登记，时限接着计算，本环节继续办理。"))
    pause = work.file.open_pause(work.task)
    context = {
        "form": form,
        "pause": pause,
        "days": (work.today - pause.first_on).days + 1 if pause else 0,
        "clocks": clocks_of(work.file),
        "others": others_of(work),
    }
    return render(request, "licensing/review/pause_end.html", {**shown(work), **context}, status=status)


def _end(work: Work, form: forms.Form) -> object:
    return end_own_procedure(work.task.pk, **form.cleaned_data, by=work.reader, at=timezone.now())


def _notice(work: Work, ground: str, days: str) -> Sheet:
    """The notice as typed so far; a first ground and the usual days where none can be read."""
    chosen = PauseGround(ground) if ground in PauseGround.values else PauseGround.TESTING
    readable = days.isdecimal() and len(days) <= 3 and 0 < int(days) <= MOST_DAYS
    expected = int(days) if readable else USUAL_DAYS
    return notice_sheet(work.application, None, chosen, expected_days=expected, on=work.today)


def _waiting(work: Work) -> list[Any]:
    """Whose steps wait for this one."""
    node = work.node
    after = work.file.dossier.graph.descendants[node.code] if node else frozenset()
    return [row.note for row in opinions_of(work.record) if work.file.dossier.asked_for(row.task) in after]
