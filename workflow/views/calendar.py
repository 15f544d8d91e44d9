"""The calendar: years with their notices; what a further one would move, its entry, how far clocks are."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Sum
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from workdays.models import CalendarYear
from workdays.store import current_calendar, missing_year
from workdays.yeargrid import months, spans
from workdays.yearnotice import NoticeRefusedError
from workflow.access import may_enter_years, may_read_calendar
from workflow.actions.catching_up import catch_up
from workflow.actions.entering import AT_ONCE, MovedMeanwhileError, change_of, draft_year, enter_draft
from workflow.calendar_forms import YearForm, as_fields
from workflow.foreseen import shown_page
from workflow.models import CatchUp, SweepRun, YearDraft
from workflow.views.reading import me, today

View = Callable[..., HttpResponse]
NEAR = 2  # years before and after this one that are one click away
A_NUMBER, FOUR = 18, 4  # digits a database takes for an id, and those of a year


def _only(may: Callable[..., bool]) -> Callable[[View], View]:
    """Open the page to those who may; for others it does not exist (404)."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not may(me(request), on=today()):
                raise Http404
            return view(request, *args, **kwargs)

        return cast(View, login_required(guarded))

    return guard


@require_GET
@_only(may_read_calendar)
def calendar(request: HttpRequest) -> HttpResponse:
    """One year as a grid, its notice beside it; by default the one that is missing, else this."""
    days, years = current_calendar(), list(CalendarYear.objects.order_by("year"))
    shown = _asked_year(request, years)
    context = {
        "year": shown,
        "months": months(days, shown.year, today()),
        "spans": spans(days, shown.year),
        "years": years,
        "near": [year for year in years if abs(year.year - today().year) <= NEAR],
        "may_enter": may_enter_years(me(request), on=today()),
        **_progress(),
    }
    return render(request, "workflow/calendar/calendar.html", context)


@require_GET
@_only(may_read_calendar)
def calendar_progress(request: HttpRequest) -> HttpResponse:
    """How far the clocks have followed, asked for again and again until they are through."""
    context = {**_progress(), "may_enter": may_enter_years(me(request), on=today())}
    return render(request, "workflow/calendar/progress.html", context)


@require_POST
@_only(may_enter_years)
def calendar_continue(request: HttpRequest) -> HttpResponse:
    """Some batches more, where no worker runs."""
    for _batch in range(AT_ONCE):
        if not catch_up(timezone.now()):
            break
    return redirect("calendar")


@require_http_methods(["GET", "POST"])
@_only(may_enter_years)
def calendar_enter(request: HttpRequest) -> HttpResponse:
    """The notice of a year, by file, text or form: refused whole with its reasons, or kept as a draft."""
    form = YearForm(request.POST or None, request.FILES or None, initial=_initial(request))
    faults: tuple[Any, ...] = ()
    if form.is_valid():
        try:
            draft_year(form.notices(), by=me(request), at=timezone.now())
        except NoticeRefusedError as refusal:
            faults = refusal.faults
            form = _with_its_text(form)
        else:
            return redirect("calendar_draft")
    status = 422 if request.method == "POST" else 200
    return render(request, "workflow/calendar/enter.html", {"form": form, "faults": faults}, status=status)


@require_http_methods(["GET", "POST"])
@_only(may_enter_years)
def calendar_draft(request: HttpRequest) -> HttpResponse:
    """What the person's draft would move, page by page; confirmed, it is entered."""
    if request.method == "POST":
        return _confirm(request)
    draft = YearDraft.objects.filter(drafted_by=me(request), version=None).first()
    return redirect("calendar_enter") if draft is None else _show(request, draft)


def _show(request: HttpRequest, draft: YearDraft, *, has_moved: bool = False) -> HttpResponse:
    try:
        change = change_of(draft, at=timezone.now())
    except NoticeRefusedError as refusal:
        context = {"form": YearForm(), "faults": refusal.faults}
        return render(request, "workflow/calendar/enter.html", context, status=409)
    after = request.GET.get("after", "")
    first = int(after) if after.isdecimal() and len(after) <= A_NUMBER else 0
    page = shown_page(change, after=first)
    context = {
        "draft": draft,
        "notices": draft.notices,
        "change": change,
        "page": page,
        "first_url": request.path if first else "",
        "next_url": f"{request.path}?after={page.after}" if page.after else "",
        "has_moved": has_moved or change.old.digest != draft.base,
    }
    return render(request, "workflow/calendar/draft.html", context, status=409 if has_moved else 200)


def _confirm(request: HttpRequest) -> HttpResponse:
    asked = request.POST.get("draft", "")
    pk = int(asked) if asked.isdecimal() and len(asked) <= A_NUMBER else 0
    if not YearDraft.objects.filter(pk=pk, drafted_by=me(request)).exists():
        return redirect("calendar_enter")
    try:
        draft = enter_draft(pk, seen=request.POST.get("seen", ""), by=me(request), at=timezone.now())
    except (MovedMeanwhileError, NoticeRefusedError):
        return _show(request, YearDraft.objects.get(pk=pk), has_moved=True)
    messages.success(request, _("放假安排已录入，在办时限随之重算。"))
    return redirect(f"{reverse('calendar')}?year={draft.years[-1]}")


def _asked_year(request: HttpRequest, years: list[CalendarYear]) -> CalendarYear:
    """The year of the address; else the first one whose notice is missing while it is time, else this one."""
    found = {str(year.year): year for year in years}
    missing = missing_year(today())
    return found.get(request.GET.get("year", "")) or found[str(missing or today().year)]


def _initial(request: HttpRequest) -> dict[str, Any]:
    """A year of the address as it stands, to be corrected; else the first year without a notice."""
    years = CalendarYear.objects.order_by("year")
    asked = request.GET.get("year", "")
    found = years.filter(year=int(asked)) if asked.isdecimal() and len(asked) == FOUR else years.none()
    year = found.first() or years.filter(is_provisional=True).first()
    return as_fields(year, current_calendar()) if year else {}


def _with_its_text(form: YearForm) -> YearForm:
    """The refused form as it was; what came as a file is laid into the text, where it can be mended."""
    given = dict(form.data.items())
    kept = {**given, "text": form.cleaned_data["file"] or given.get("text", "")}
    again = YearForm(kept)
    again.is_valid()
    return again


def _progress() -> dict[str, Any]:
    """The newest run, and what waits for a year's notice."""
    held = SweepRun.objects.filter(day=today()).aggregate(waiting=Sum("held"))["waiting"]
    return {"run": CatchUp.objects.newest_first().first(), "held": held or 0}
