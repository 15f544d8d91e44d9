"""The window's other steps: certificate, the end of a service, the superior's word, letters, withdrawal."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from licensing.access import may
from licensing.actions import (
    SuperiorWord,
    finish,
    issue_licence,
    register_superior_decision,
    withdraw,
)
from licensing.actions.issuing import scope_of
from licensing.forms.window import CertificateForm, FinishForm, SuperiorForm, WithdrawForm
from licensing.models import Application
from licensing.processes import ends_without_decision
from licensing.validity import last_day
from licensing.views.window.acting import Acted, act_page, papers_of
from licensing.views.window.reading import application_of, at_the_window, me, today
from workflow.access import may as engine_may
from workflow.inbox.acts import ENDING
from workflow.models import Task
from workflow.steps import StepKind
from workflow.views.finished import passed_by

RELATED = ("step", "case__party", "case__process", "unit", "done_by")
Decide = Callable[[Task], str]


@require_GET
@login_required
def task(request: HttpRequest, pk: int) -> HttpResponse:
    """On to the page where a task is done, by the kind of its step."""
    found = visible_task(request, pk)
    if not any(engine_may(me(request), right, found, on=today()) for right in ENDING):
        raise Http404
    kind = StepKind(found.step.kind) if found.step else StepKind.REVIEW
    where = _PAGES.get(kind)
    if where is None:
        raise Http404
    return redirect(where(request, found))


@require_http_methods(["GET", "POST"])
@at_the_window
def certificate(request: HttpRequest, pk: int) -> HttpResponse:
    """The certificate: its scope as applied for and granted, from which day it holds, and for how long."""
    found = visible_task(request, pk, StepKind.CERTIFICATE)
    if (gone := passed_by(request, found)) is not None:
        return gone
    application = _application(found)
    version = application.item_version
    form = CertificateForm(request.POST or None, initial={"valid_from": today()})

    def perform(acted: Acted) -> HttpResponse:
        valid_from = form.cleaned_data["valid_from"]
        licence = issue_licence(pk, by=acted.by, at=acted.at, valid_from=valid_from, token=acted.token)
        messages.success(request, _("已制证：{number}。").format(number=licence.number))
        return redirect("delivery", found.case.number)

    context = {
        "task": found,
        "scope": scope_of(application),
        "until": last_day(today(), version.validity_months),
        "version": version,
        "papers": papers_of(application),
    }
    return act_page(request, application, form, perform, "licensing/window/certificate.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def finish_service(request: HttpRequest, pk: int) -> HttpResponse:
    """The last working step of a service or notice; done by whose task it is, at the window or elsewhere."""
    found = visible_task(request, pk, StepKind.CUSTOM, StepKind.REVIEW)
    if not ends_without_decision(found) or not engine_may(me(request), "task.complete", found, on=today()):
        raise Http404
    if (gone := passed_by(request, found)) is not None:
        return gone
    form = FinishForm(request.POST or None)

    def perform(acted: Acted) -> HttpResponse:
        finish(pk, by=acted.by, at=acted.at, result=form.cleaned_data["result"], token=acted.token)
        messages.success(request, _("{number} 已办结，下一步出具证件。").format(number=found.case.number))
        return redirect("case", found.case.number)

    context = {"task": found, "title": found.wording}
    return act_page(request, _application(found), form, perform, "licensing/window/step.html", context)


@require_http_methods(["GET", "POST"])
@at_the_window
def superior(request: HttpRequest, pk: int) -> HttpResponse:
    """The superior organ's decision, as its document says."""
    found = visible_task(request, pk, StepKind.CUSTOM)
    application = _application(found)
    if not application.decided_by_superior:
        raise Http404
    if (gone := passed_by(request, found)) is not None:
        return gone
    form = SuperiorForm(request.POST or None)

    def perform(acted: Acted) -> HttpResponse:
        word = SuperiorWord(**form.cleaned_data)
        register_superior_decision(pk, word, by=acted.by, at=acted.at, token=acted.token)
        messages.success(request, _("已登记上级决定，可以送达。"))
        return redirect("delivery", found.case.number)

    context = {"task": found, "title": found.wording, "organ": application.item_version.superior_title}
    return act_page(request, application, form, perform, "licensing/window/step.html", context)


@require_http_methods(["GET", "POST"])
@at_the_window
def withdraw_case(request: HttpRequest, number: str) -> HttpResponse:
    """The applicant no longer asks; before a decision or forwarding."""
    application = application_of(number)
    form = WithdrawForm(request.POST or None)

    def perform(acted: Acted) -> HttpResponse:
        withdraw(application.pk, reason=form.cleaned_data["reason"], by=acted.by, at=acted.at)
        messages.success(request, _("{number} 已登记撤回，案件办结。").format(number=number))
        return redirect("case", number)

    context = {"title": _("登记撤回"), "consequence": _("申请人撤回的，案件随即办结，材料退还申请人。")}
    return act_page(request, application, form, perform, "licensing/window/step.html", context)


def visible_task(request: HttpRequest, pk: int, *kinds: StepKind) -> Task:
    """A task of licensing that the person sees, of one of these kinds of step (404)."""
    seen = Task.objects.visible_to(me(request), today()).filter(case__kind="licensing")
    found = get_object_or_404(seen.select_related(*RELATED), pk=pk)
    if kinds and (found.step is None or found.step.kind not in kinds):
        raise Http404
    return found


def _application(found: Task) -> Application:
    return application_of(found.case.number)


def _custom(request: HttpRequest, found: Task) -> str:
    """A step without a kind of its own: a service's end, the superior's word, else an opinion."""
    if ends_without_decision(found):
        return reverse("finish", args=[found.pk])
    if _application(found).decided_by_superior and may(me(request), "application.receive", on=today()):
        return reverse("superior", args=[found.pk])
    return _opinion(found)


def _letter(request: HttpRequest, found: Task) -> str:
    """The window enters letter and answer; the outside authority itself gives its opinion as others do."""
    if engine_may(me(request), "task.answer_by_letter", found, on=today()):
        return reverse("opinion_letter", args=[found.pk])
    return _opinion(found)


def _opinion(found: Task) -> str:
    try:
        return reverse("opinion", args=[found.pk])
    except NoReverseMatch as missing:
        raise Http404 from missing


_PAGES: dict[StepKind, Callable[[HttpRequest, Task], str]] = {
    StepKind.INTAKE: lambda _request, found: reverse("window_case", args=[found.case.number]),
    StepKind.CERTIFICATE: lambda _request, found: reverse("certificate", args=[found.pk]),
    StepKind.DELIVERY: lambda _request, found: reverse("delivery", args=[found.case.number]),
    StepKind.CUSTOM: _custom,
    StepKind.OPINION_LETTER: _letter,
}
