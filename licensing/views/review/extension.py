"""The extension of a case (Art. 42): asked for by lead or window, answered by the head on the same page."""

from __future__ import annotations

from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from licensing.actions import approve_extension
from licensing.case_file.sheet import extension_sheet
from licensing.forms.extension import AnswerExtensionForm, AskExtensionForm
from licensing.models import Application
from licensing.views.review.work import DONE, tried
from organization.models import Person
from workdays.store import current_calendar
from workflow.access import may
from workflow.actions import MOST_DAYS, ask_extension, decline_extension
from workflow.models import ExtensionRequest
from workflow.overview import CaseFile, lengthened, open_file
from workflow.views.reading import me, staff_standing, today

LONGEST = 2  # digits of a number of days
RELATED = ("case__process", "case__party", "case__responsible", "item_version__item")


@dataclass(frozen=True)
class Matter:
    """A case whose limit is in question, as one reader has it."""

    application: Application
    file: CaseFile
    reader: Person

    def may(self, act: str) -> bool:
        return may(self.reader, act, self.file.case, on=self.file.today)

    @property
    def most(self) -> int:
        return MOST_DAYS[self.file.dossier.graph.is_joint]


@require_http_methods(["GET", "POST"])
@login_required
def extension(request: HttpRequest, number: str) -> HttpResponse:
    """A waiting request with its answer for the head; else the form to ask; else how it was answered."""
    matter = _matter(request, number)
    waiting = matter.file.pending_request
    if waiting is not None:
        return _waiting(request, matter, waiting)
    if matter.may("case.ask_extension"):
        return _asking(request, matter)
    raise Http404


@require_GET
@login_required
def extension_dates(request: HttpRequest, number: str) -> HttpResponse:
    """Both dates with this many days more, as the asking form shows them while one types."""
    matter = _matter(request, number)
    if not matter.may("case.ask_extension") or matter.file.case.accepted_on is None:
        raise Http404
    dates = lengthened(matter.file, _days(request.GET.get("days", ""), matter.most))
    return render(request, "licensing/review/extension_dates.html", {"dates": dates, "id": "ask"})


def _asking(request: HttpRequest, matter: Matter) -> HttpResponse:
    form = AskExtensionForm(request.POST or None, initial={"days": matter.most}, most=matter.most)
    status = 200
    if request.method == "POST":
        status = tried(form, lambda: _ask(matter, form))
        if status == DONE:
            messages.success(request, _("已报请批准延期，批准以前时限不变。"))
            return redirect("case", matter.file.case.number)
    days = _days(str(form["days"].value() or ""), matter.most)
    context = {"form": form, **_shown(matter, days)}
    return render(request, "licensing/review/extension_ask.html", context, status=status)


def _ask(matter: Matter, form: forms.Form) -> object:
    given = form.cleaned_data
    return ask_extension(matter.file.case.pk, **given, by=matter.reader, at=timezone.now())


def _waiting(request: HttpRequest, matter: Matter, waiting: ExtensionRequest) -> HttpResponse:
    form = AnswerExtensionForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = tried(form, lambda: _answer(matter, waiting, form))
        if status == DONE:
            messages.success(request, _answered(form))
            return redirect("case", matter.file.case.number)
    case = matter.file.case
    context = {
        "form": form,
        "asked": waiting,
        "is_answering": matter.may("case.extend"),
        "is_expired": case.statutory_on is not None and case.statutory_on < matter.file.today,
        "sheet": extension_sheet(matter.file, matter.application, waiting),
        **_shown(matter, waiting.days),
    }
    return render(request, "licensing/review/extension.html", context, status=status)


def _answer(matter: Matter, waiting: ExtensionRequest, form: forms.Form) -> object:
    given, at = form.cleaned_data, timezone.now()
    if given["answer"] == AnswerExtensionForm.APPROVE:
        return approve_extension(waiting.pk, word=given["word"], by=matter.reader, at=at)
    return decline_extension(waiting.pk, word=given["word"], by=matter.reader, at=at)


def _answered(form: forms.Form) -> str:
    if form.cleaned_data["answer"] == AnswerExtensionForm.APPROVE:
        return _("已批准延期，告知书已取号并通知申请人。")
    return _("已不批准延期，时限不变。")


def _shown(matter: Matter, days: int) -> dict[str, object]:
    """What both pages show: the case, both dates before and after."""
    case = matter.file.case
    dates = lengthened(matter.file, days) if case.accepted_on is not None else []
    return {"case": case, "dates": dates, "days": days}


def _days(typed: str, most: int) -> int:
    """The number of days typed, the most where none can be read."""
    readable = typed.isdecimal() and len(typed) <= LONGEST
    return min(max(int(typed), 1), most) if readable else most


def _matter(request: HttpRequest, number: str) -> Matter:
    staff_standing(request)
    reader, day = me(request), today()
    applications = Application.objects.seen_by(reader, day).select_related(*RELATED)
    found = get_object_or_404(applications, case__number=number)
    file = open_file(found.case, today=day, calendar=current_calendar())
    return Matter(found, file, reader)
