"""The first examination, and special procedures whose time is not counted (Art. 45): begun, and ended."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from licensing.actions import end_special_procedure, start_special_procedure
from licensing.actions.special import ground_of
from licensing.case_file.opinions import opinions_of
from licensing.case_file.sheet import notice_sheet
from licensing.forms.review import EndProcedureForm, StartProcedureForm
from licensing.processes import appraisal_after
from licensing.views.review.cards import RESULTS
from licensing.views.review.opinion import opinion_page
from licensing.views.review.own_desk import at_own_desk
from licensing.views.review.showing import following_of, others_of, shown
from licensing.views.review.work import (
    DONE,
    Work,
    carry_out,
    ended,
    form_for,
    token_of,
    work_on,
)
from records.languages import listed
from workflow.access import may
from workflow.graphs import Node
from workflow.models import Pause
from workflow.overview import clocks_of
from workflow.steps import StepKind
from workflow.views.finished import passed_by

KINDS = (StepKind.ASSIGN, StepKind.REVIEW, StepKind.APPRAISAL)
RIGHTS = ("task.complete", "task.pause")
USUAL_DAYS = 30


@require_http_methods(["GET", "POST"])
@at_own_desk
def special_procedure(request: HttpRequest, pk: int) -> HttpResponse:
    """A step before a procedure starts it; the procedure's own step ends it; else it is an opinion."""
    work = work_on(request, pk, *KINDS, rights=RIGHTS)
    step = procedure_of(work)
    if step is not None:
        return _start(request, work, step)
    if not may(work.reader, "task.complete", work.task, on=work.today):
        raise Http404
    return _end(request, work) if _is_appraisal(work) else opinion_page(request, work)


@require_GET
@login_required
def special_notice(request: HttpRequest, pk: int) -> HttpResponse:
    """What the notice will say with this many days."""
    work = work_on(request, pk, *KINDS, rights=RIGHTS)
    step = procedure_of(work)
    if step is None:
        raise Http404
    days = request.GET.get("expected_days", "")
    return render(request, "licensing/review/sheet.html", {"sheet": _notice(work, step, days)})


def procedure_of(work: Work) -> Node | None:
    """The procedure this task may start: the one after it, or its own while no notice was given."""
    if not _is_appraisal(work):
        is_lead = may(work.reader, "task.complete", work.task, on=work.today)
        return appraisal_after(work.task) if is_lead else None
    pause = _pause(work)
    is_begun = pause is not None and pause.last_on is None
    return None if is_begun or not work.task.is_open else work.node


def _start(request: HttpRequest, work: Work, step: Node) -> HttpResponse:
    if (gone := passed_by(request, work.task)) is not None:
        return gone
    initial = {"expected_days": step.expected_days or USUAL_DAYS}
    form = form_for(request, work, StartProcedureForm, initial=initial)
    status = 200
    if request.method == "POST":
        status = carry_out(request, work, form, lambda: _begin(request, work, form))
        if status == DONE:
            return ended(request, work, _("告知书已出具，时限自今日起中止。"))
    context = {
        "form": form,
        "procedure": step.wording,
        "ground": step.pause_ground.label if step.pause_ground else "",
        "is_own": step is work.node,
        "sheet": _notice(work, step, str(form["expected_days"].value() or "")),
        "clocks": clocks_of(work.file),
        "others": others_of(work),
        "awaited": listed(each.unit.title() for each in work.file.dossier.awaited() if each.unit),
        "running": [each for each in work.file.dossier.tasks if each.is_open and each.pk != work.task.pk],
        "waiting": _waiting(work, step),
    }
    return render(request, "licensing/review/special_start.html", {**shown(work), **context}, status=status)


def _begin(request: HttpRequest, work: Work, form: StartProcedureForm) -> object:
    return start_special_procedure(
        work.task.pk,
        **form.cleaned_data,
        by=work.reader,
        at=timezone.now(),
        token=token_of(request),
    )


def _end(request: HttpRequest, work: Work) -> HttpResponse:
    if (gone := passed_by(request, work.task)) is not None:
        return gone
    form = form_for(request, work, EndProcedureForm, initial={})
    status = 200
    if request.method == "POST":
        status = carry_out(request, work, form, lambda: _report(request, work, form))
        if status == DONE:
            return ended(request, work, _("结果已登记，时限自明日起恢复计算。"))
    pause = _pause(work)
    context = {
        "form": form,
        "cards": RESULTS,
        "pause": pause,
        "days": (work.today - pause.first_on).days + 1 if pause else 0,
        "clocks": clocks_of(work.file),
        "others": others_of(work),
        "following": following_of(work),
    }
    return render(request, "licensing/review/special_end.html", {**shown(work), **context}, status=status)


def _report(request: HttpRequest, work: Work, form: EndProcedureForm) -> object:
    return end_special_procedure(
        work.task.pk,
        has_passed=form.cleaned_data["has_passed"] == "yes",
        result=form.cleaned_data["result"],
        by=work.reader,
        at=timezone.now(),
        token=token_of(request),
    )


def _is_appraisal(work: Work) -> bool:
    return work.node is not None and work.node.kind == StepKind.APPRAISAL


def _pause(work: Work) -> Pause | None:
    """The newest pause of this task."""
    return next((each for each in reversed(work.file.pauses) if each.task_id == work.task.pk), None)


def _notice(work: Work, step: Node, days: str) -> Any:
    """The notice with this many days; with the usual ones where none can be read."""
    usual = step.expected_days or USUAL_DAYS
    expected = int(days) if days.isdecimal() and len(days) <= 3 and 0 < int(days) <= 365 else usual
    return notice_sheet(work.application, step, ground_of(step), expected_days=expected, on=work.today)


def _waiting(work: Work, step: Node) -> list[str]:
    """Whose steps wait for the procedure."""
    after = work.file.dossier.graph.descendants[step.code]
    rows = opinions_of(work.record)
    return [row.note for row in rows if work.file.dossier.asked_for(row.task) in after]
