"""The letter to an outside authority (征求意见函) and its answer (回函), as the window enters them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from licensing.actions import LetterAnswer, send_opinion_letter, submit_opinion
from licensing.forms.window import LetterAnswerForm, LetterForm
from licensing.models import OpinionLetter
from licensing.views.window.acting import Acted, act_page
from licensing.views.window.reading import application_of, at_the_window, today
from licensing.views.window.tasks import visible_task
from workflow.actions import Outcome
from workflow.models import Task
from workflow.steps import StepKind
from workflow.views.finished import passed_by


@require_http_methods(["GET", "POST"])
@at_the_window
def opinion_letter(request: HttpRequest, pk: int) -> HttpResponse:
    """First the letter, then its answer; the step ends with the answer."""
    found = visible_task(request, pk, StepKind.OPINION_LETTER)
    if (gone := passed_by(request, found)) is not None:
        return gone
    letter = OpinionLetter.objects.filter(task=found).select_related("sent_by").first()
    return _answer(request, found, letter) if letter else _letter(request, found)


def _letter(request: HttpRequest, found: Task) -> HttpResponse:
    form = LetterForm(request.POST or None, initial={"sent_on": today()})

    def perform(acted: Acted) -> HttpResponse:
        facts = form.cleaned_data
        send_opinion_letter(found.pk, **facts, by=acted.by, at=acted.at)
        messages.success(request, _("征求意见函已登记，等对方回函。"))
        return redirect("opinion_letter", found.pk)

    context = {
        "task": found,
        "title": _("登记征求意见函"),
        "consequence": _("函件发给{unit}；回函到后在本页登记。").format(
            unit=found.unit.title() if found.unit else ""
        ),
    }
    return act_page(request, _application(found), form, perform, "licensing/window/step.html", context)


def _answer(request: HttpRequest, found: Task, letter: OpinionLetter) -> HttpResponse:
    form = LetterAnswerForm(request.POST or None, initial={"answered_on": today()})

    def perform(acted: Acted) -> HttpResponse:
        facts = form.cleaned_data
        submit_opinion(
            found.pk,
            Outcome(facts["outcome"]),
            by=acted.by,
            at=acted.at,
            opinion=facts["opinion"],
            conditions=facts["conditions"].splitlines(),
            answer=LetterAnswer(facts["number"], facts["answered_on"]),
            token=acted.token,
        )
        messages.success(request, _("回函已登记，本环节办结。"))
        return redirect("case", found.case.number)

    sent: dict[str, Any] = {"number": letter.number, "day": letter.sent_on.isoformat()}
    context = {
        "task": found,
        "title": _("登记回函"),
        "letter": letter,
        "consequence": _("函 {number}，{day} 发出。").format(**sent),
    }
    return act_page(request, _application(found), form, perform, "licensing/window/step.html", context)


def _application(found: Task) -> Any:
    return application_of(found.case.number)
