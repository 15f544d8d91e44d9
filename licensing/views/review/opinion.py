"""The opinion of a department, an institute, a bureau, an outside authority, or of whom one asked."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from licensing.actions import submit_opinion
from licensing.case_file.opinions import is_outsider
from licensing.forms.review import OpinionForm
from licensing.processes import appraisal_after, ends_without_decision
from licensing.views.review.cards import CONCLUSIONS
from licensing.views.review.own_desk import at_own_desk
from licensing.views.review.showing import bases_of, following_of, others_of, shown
from licensing.views.review.work import (
    DONE,
    Work,
    carry_out,
    ended,
    form_for,
    token_of,
    work_on,
)
from workflow.access import may
from workflow.inbox.acts import ENDING
from workflow.outcomes import Outcome
from workflow.steps import StepKind, UnitRule
from workflow.views.finished import passed_by

KINDS = (StepKind.REVIEW, StepKind.OPINION_LETTER, StepKind.CUSTOM)
READING = (*KINDS, StepKind.ASSIGN, StepKind.SITE_CHECK)


@require_http_methods(["GET", "POST"])
@at_own_desk
def opinion(request: HttpRequest, pk: int) -> HttpResponse:
    """The page of an opinion; other pages have what only they may end.

    The window enters what an outside authority answers by letter; its own people answer here.
    """
    work = work_on(request, pk, *KINDS, rights=ENDING)
    if not may(work.reader, "task.complete", work.task, on=work.today):
        return redirect("opinion_letter", pk)
    if _is_of_the_window(work):
        raise Http404
    if appraisal_after(work.task):
        return redirect("special_procedure", pk)
    return opinion_page(request, work)


def opinion_page(request: HttpRequest, work: Work) -> HttpResponse:
    """Conclusion, words, conditions; nothing typed is lost."""
    if (gone := passed_by(request, work.task)) is not None:
        return gone
    form = form_for(request, work, OpinionForm, initial={}, bases=bases_of(work))
    status = 200
    if request.method == "POST":
        status = carry_out(request, work, form, lambda: _submit(request, work, form))
        if status == DONE:
            return ended(request, work, _("意见已提交。"))
    context = {
        "form": form,
        "cards": CONCLUSIONS,
        "others": others_of(work),
        "following": following_of(work),
        "is_outsider": is_outsider(work.stand),
        "question": work.task.why.get("question", ""),
    }
    return render(request, "licensing/review/opinion.html", {**shown(work), **context}, status=status)


@require_GET
@login_required
def voices(request: HttpRequest, pk: int) -> HttpResponse:
    """The others' opinions as they come in; 204 where nothing has happened since the page was read."""
    work = work_on(request, pk, *READING)
    if request.GET.get("seen") == str(work.task.case.last_seq):
        return HttpResponse(status=204)
    context = {"task": work.task, "case": work.task.case, "others": others_of(work)}
    return render(request, "licensing/review/others.html", context)


def _submit(request: HttpRequest, work: Work, form: OpinionForm) -> object:
    given = form.cleaned_data
    return submit_opinion(
        work.task.pk,
        Outcome(given["outcome"]),
        opinion=given["opinion"],
        conditions=given["conditions"],
        by=work.reader,
        at=timezone.now(),
        token=token_of(request),
    )


def _is_of_the_window(work: Work) -> bool:
    """Steps that end a service or register the superior's word have acts of their own."""
    node = work.node
    if node is None or node.kind != StepKind.CUSTOM:
        return False
    return node.unit_rule == UnitRule.WINDOW or ends_without_decision(work.task)
