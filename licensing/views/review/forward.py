"""Forwarding (转报): the bureau's opinion is signed, the superior organ decides."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from licensing.actions import forward as sign
from licensing.case_file.checks import blocking, checks_of
from licensing.case_file.opinions import synthesis_of, told_conditions, voices_of
from licensing.forms.review import ForwardForm
from licensing.states import DecisionKind
from licensing.views.review.cards import FORWARDS
from licensing.views.review.own_desk import at_own_desk
from licensing.views.review.showing import shown
from licensing.views.review.synthesis import answering
from licensing.views.review.work import (
    DONE,
    Work,
    carry_out,
    ended,
    form_for,
    token_of,
    work_on,
)
from workflow.overview import clocks_of
from workflow.steps import StepKind
from workflow.views.finished import passed_by


@require_http_methods(["GET", "POST"])
@at_own_desk
def forward(request: HttpRequest, pk: int) -> HttpResponse:
    """Opinion and recommendation; with the signature our clocks end."""
    work = work_on(request, pk, StepKind.FORWARD)
    if (gone := passed_by(request, work.task)) is not None:
        return gone
    form = form_for(request, work, ForwardForm, initial={})
    status = 200
    if request.method == "POST":
        status = carry_out(request, work, form, lambda: _sign(request, work, form))
        if status == DONE:
            return ended(request, work, _("意见已签署，案件已转报。"))
    voices, checks = voices_of(work.record), checks_of(work.record, work.task)
    version = work.application.item_version
    context = {
        "form": form,
        "cards": FORWARDS,
        "voices": voices,
        "drawn": synthesis_of(work.record),
        "sources": told_conditions(voices),
        "checks": checks,
        "blocking": blocking(checks),
        "clocks": clocks_of(work.file),
        "superior": version.superior_title,
        "superior_limit": version.superior_statutory_limit,
        **answering(work),
    }
    return render(request, "licensing/review/forward.html", {**shown(work), **context}, status=status)


def _sign(request: HttpRequest, work: Work, form: ForwardForm) -> object:
    return sign(
        work.task.pk,
        opinion=form.cleaned_data["opinion"],
        recommends=DecisionKind(form.cleaned_data["recommends"]),
        by=work.reader,
        at=timezone.now(),
        token=token_of(request),
    )
