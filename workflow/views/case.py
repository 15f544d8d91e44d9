"""The page of a case: head and clocks, the picture, panels of its kind, coming dates, the ledger."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from records.timeline import timeline
from workdays.store import current_calendar
from workflow.models import Case
from workflow.overview import (
    CaseFile,
    case_acts,
    clocks_of,
    milestones_of,
    names_of,
    open_file,
    open_tasks,
    recallable,
    working_of,
)
from workflow.picture import picture_of_case
from workflow.registry import kind_of, panels_of
from workflow.views.reading import me, staff_standing, today

LINES = 12


@require_GET
@login_required
def case(request: HttpRequest, number: str) -> HttpResponse:
    """One case, for whoever may see it."""
    file = _file(request, number)
    shown, reader = file.case, me(request)
    panels = [
        (panel, panel.query(shown, reader=reader, on=file.today))
        for panel in panels_of(shown, reader=reader, on=file.today)
    ]
    every_line = request.GET.get("ledger") == "all"
    context = {
        "file": file,
        "calendar": file.calendar,
        "case": shown,
        "kind": kind_of(shown.kind),
        "clocks": clocks_of(file),
        "picture": _picture(file),
        "open_tasks": open_tasks(file, reader),
        "acts": case_acts(file, reader),
        "recallable": recallable(file, reader),
        "panels": [pair for pair in panels if not pair[0].is_aside],
        "asides": [pair for pair in panels if pair[0].is_aside],
        "milestones": milestones_of(file),
        "timeline": timeline(
            shown.subject, last=10_000 if every_line else LINES, head=shown.head, names=names_of(file)
        ),
        "every_line": every_line,
    }
    return render(request, "workflow/case.html", context)


@require_GET
@login_required
def working(request: HttpRequest, number: str, clock: str) -> HttpResponse:
    """怎么算出来的: the day-by-day working of one date of a case."""
    file = _file(request, number)
    title, worked = working_of(file, clock)
    template = "workflow/working_part.html" if request.headers.get("HX-Request") else "workflow/working.html"
    return render(request, template, {"case": file.case, "title": title, "working": worked, "clock": clock})


@require_GET
@login_required
def sheet(request: HttpRequest, number: str) -> HttpResponse:
    """The case on paper: its facts, opinions and dates."""
    file = _file(request, number)
    context = {
        "case": file.case,
        "clocks": clocks_of(file),
        "tasks": file.dossier.tasks,
        "milestones": milestones_of(file),
        "picture": _picture(file),
    }
    return render(request, "workflow/sheet.html", context)


def _picture(file: CaseFile) -> str:
    awaited = file.awaited.who if file.awaited else ""
    return picture_of_case(file.dossier, today=file.today, calendar=file.calendar, awaited=awaited)


def _file(request: HttpRequest, number: str) -> CaseFile:
    """The case as it stands today; somebody else's is not there."""
    staff_standing(request)
    related = ("process", "party", "district", "responsible")
    visible = Case.objects.visible_to(me(request), today()).select_related(*related)
    found = get_object_or_404(visible, number=number)
    return open_file(found, today=today(), calendar=current_calendar())
