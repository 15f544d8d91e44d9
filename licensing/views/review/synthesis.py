"""Drawing together (综合审定): opinions side by side, dissent answered, one recommendation."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from licensing.actions import answer_dissent, synthesise
from licensing.actions.keeping import forget_typed
from licensing.case_file.opinions import Opinion, opinions_of, told_conditions, voices_of
from licensing.forms.review import DissentForm, SynthesisForm
from licensing.models import TaskDraft
from licensing.states import DecisionKind
from licensing.views.review.cards import RECOMMENDATIONS
from licensing.views.review.own_desk import at_own_desk, seal
from licensing.views.review.showing import bases_of, shown
from licensing.views.review.work import (
    DONE,
    Work,
    carry_out,
    ended,
    form_for,
    token_of,
    work_on,
)
from organization.models import Person
from workflow.models import Task
from workflow.overview import clocks_of
from workflow.steps import StepKind
from workflow.views.finished import passed_by

ANSWERED_IN = tuple(StepKind)


@require_http_methods(["GET", "POST"])
@at_own_desk
def synthesis(request: HttpRequest, pk: int) -> HttpResponse:
    """The lead's page before the decision."""
    work = work_on(request, pk, StepKind.SYNTHESIS)
    if (gone := passed_by(request, work.task)) is not None:
        return gone
    voices = voices_of(work.record)
    initial = {"conditions": [text for text, _unit in told_conditions(voices)]}
    form = form_for(request, work, SynthesisForm, initial=initial, bases=bases_of(work))
    status = 200
    if request.method == "POST":
        status = carry_out(request, work, form, lambda: _conclude(request, work, form))
        if status == DONE:
            return ended(request, work, _("综合审定已送签。"))
    context = {
        "form": form,
        "cards": RECOMMENDATIONS,
        "voices": voices,
        "sources": told_conditions(voices),
        "clocks": clocks_of(work.file),
        **answering(work),
    }
    return render(request, "licensing/review/synthesis.html", {**shown(work), **context}, status=status)


@require_http_methods(["GET", "POST"])
@at_own_desk
def dissent(request: HttpRequest, pk: int) -> HttpResponse:
    """The written answer to one dissent; asked for by htmx, only its block comes back."""
    work = work_on(request, pk, *ANSWERED_IN, rights=("task.answer_dissent",))
    voice = _voice(work)
    form = form_for(request, work, DissentForm, initial={})
    status = 200
    if request.method == "POST":
        status = carry_out(request, work, form, lambda: _answer(work, form))
        if status == DONE:
            return _answered(request, work)
    elif voice.answer:
        return render(request, "workflow/finished.html", {"task": voice.task, "case": work.task.case})
    elif not voice.wants_answer:
        raise Http404
    context = {"voice": voice, "form": form, "work": work}
    if request.headers.get("HX-Request"):
        return render(request, "licensing/review/dissent_block.html", context, status=status)
    return render(request, "licensing/review/dissent.html", {**shown(work), **context}, status=status)


def answering(work: Work) -> dict[str, object]:
    """The dissents of a case with a form beside each that still wants its answer."""
    dissents = [each for each in opinions_of(work.record) if each.is_dissent and each.task.step_id]
    typed = typed_for([each.task for each in dissents if each.wants_answer], work.reader)
    return {
        "dissents": [
            (each, _answer_form(each, typed.get(each.task.pk, "")), seal(each.task.pk, work.reader))
            for each in dissents
        ],
        "unanswered": sum(each.wants_answer for each in dissents),
    }


def typed_for(tasks: Sequence[Task], reader: Person) -> dict[int, str]:
    """The answers this person has begun to write, by the task of the dissent."""
    if not tasks:
        return {}
    drafts = TaskDraft.objects.filter(task__in=tasks, person=reader)
    return {draft.task_id: "".join(draft.data.get("text", [])) for draft in drafts}


def _answer_form(voice: Opinion, text: str) -> DissentForm:
    return DissentForm(auto_id=f"answer-{voice.task.pk}-%s", initial={"text": text})


def _conclude(request: HttpRequest, work: Work, form: SynthesisForm) -> object:
    given = form.cleaned_data
    return synthesise(
        work.task.pk,
        DecisionKind(given["recommends"]),
        opinion=given["opinion"],
        conditions=given["conditions"],
        by=work.reader,
        at=timezone.now(),
        token=token_of(request),
    )


def _answer(work: Work, form: DissentForm) -> object:
    return answer_dissent(work.task.pk, text=form.cleaned_data["text"], by=work.reader, at=timezone.now())


def _voice(work: Work) -> Opinion:
    """The dissent this is about; a task without one is not there."""
    found = (each for each in opinions_of(work.record) if each.task.pk == work.task.pk)
    voice = next((each for each in found if each.is_dissent), None)
    if voice is None:
        raise Http404
    return voice


def _answered(request: HttpRequest, work: Work) -> HttpResponse:
    """Back to where the form stood: its block by htmx, the page it stood on, else the case."""
    forget_typed(work.task.pk, by=work.reader)
    if request.headers.get("HX-Request"):
        fresh = work_on(request, work.task.pk, *ANSWERED_IN, rights=("task.answer_dissent",))
        context = {"voice": _voice(fresh), "work": fresh, "swapped": True, **answering(fresh)}
        return render(request, "licensing/review/dissent_block.html", context)
    messages.success(request, _("已书面答复。"))
    back = request.POST.get("back", "")
    if url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure()):
        return redirect(back)
    return redirect("case", work.task.case.number)
