"""Checks on the spot (Art. 34, 55): inspectors named in time, at least two; what they found."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from licensing.actions import assign_inspectors, record_site_check
from licensing.case_file.site import site_of
from licensing.forms.review import InspectorsForm, SiteCheckForm
from licensing.intake_days import inspectors_by
from licensing.models import SiteCheck
from licensing.views.review.cards import CHECKS
from licensing.views.review.own_desk import at_own_desk, keep_sent
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
from organization.models import Person, Post
from workflow.steps import StepKind
from workflow.views.finished import passed_by


@require_http_methods(["GET", "POST"])
@at_own_desk
def site_check(request: HttpRequest, pk: int) -> HttpResponse:
    """Name the inspectors (act=assign), then record what they found."""
    work = work_on(request, pk, StepKind.SITE_CHECK)
    if (gone := passed_by(request, work.task)) is not None:
        return gone
    if request.POST.get("act") == "assign":
        return _assign(request, work)
    form = form_for(request, work, SiteCheckForm, initial=_begins_with(work), **_choices(work))
    status = 200
    if request.method == "POST":
        status = carry_out(request, work, form, lambda: _record(request, work, form))
        if status == DONE:
            return ended(request, work, _("现场核查已登记。"))
    return _page(request, work, form, status)


def _assign(request: HttpRequest, work: Work) -> HttpResponse:
    """The names are kept; what else was typed stays on the page, or in the draft."""
    naming = InspectorsForm(request.POST, people=_people(work))
    keep_sent(request, work.task.pk, work.reader)
    status = carry_out(
        request,
        work,
        naming,
        lambda: assign_inspectors(
            work.task.pk, naming.cleaned_data["inspectors"], by=work.reader, at=timezone.now()
        ),
    )
    if status == DONE:
        messages.success(request, _("核查人员已指派。"))
        return redirect("site_check", work.task.pk)
    form = SiteCheckForm(request.POST, **_choices(work))
    form.errors.clear()
    for words in naming.errors.get("inspectors", []):
        form.add_error("inspectors", words)
    for words in naming.non_field_errors():
        form.add_error(None, words)
    return _page(request, work, form, status)


def _page(request: HttpRequest, work: Work, form: SiteCheckForm, status: int) -> HttpResponse:
    context = {
        "form": form,
        "cards": CHECKS,
        "check": _check(work),
        "assign_by": _assign_by(work),
        "others": others_of(work),
        "following": following_of(work),
    }
    return render(request, "licensing/review/site_check.html", {**shown(work), **context}, status=status)


def _record(request: HttpRequest, work: Work, form: SiteCheckForm) -> object:
    given = dict(form.cleaned_data)
    inspectors, has_passed = given.pop("inspectors"), given.pop("has_passed") == "yes"
    return record_site_check(
        work.task.pk,
        inspectors,
        has_passed=has_passed,
        by=work.reader,
        at=timezone.now(),
        token=token_of(request),
        **given,
    )


def _begins_with(work: Work) -> dict[str, object]:
    """The inspectors named before, today, the site the application names."""
    check = _check(work)
    named = [check.first_inspector_id, check.second_inspector_id, *check.others] if check else []
    return {"inspectors": named, "checked_on": work.today, "place": site_of(work.record)}


def _choices(work: Work) -> dict[str, object]:
    return {"people": _people(work), "bases": bases_of(work)}


def _people(work: Work) -> QuerySet[Person]:
    """Everybody of the unit today."""
    seats = Post.objects.on(work.today).filter(unit=work.task.unit_id)
    return Person.objects.active().filter(posts__in=seats).distinct().order_by("name")


def _check(work: Work) -> SiteCheck | None:
    return work.record.site_checks.get(work.task.pk)


def _assign_by(work: Work) -> date | None:
    """Until when the inspectors must be named: five working days from acceptance (Art. 55)."""
    accepted_on = work.task.case.accepted_on
    return None if accepted_on is None else inspectors_by(accepted_on, work.file.calendar).due_on
