"""Where a case stands, for whoever has its number and its query code.

The code is sent by POST and kept nowhere: the session remembers for two hours which numbers were opened, so
that the page can be read again and no address holds the code.
"""

from __future__ import annotations

import math
from datetime import datetime, timedelta

from allauth.account.adapter import get_adapter
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from documents import codes
from documents.models import Document
from licensing import tries
from licensing.forms.public import TrackForm
from licensing.models import Application
from licensing.progress import Progress, dates_of, duties_of, read_progress, story_of, turn_of
from parties.identifiers import masked_name
from parties.models import Party
from workdays.days import local_day
from workdays.store import current_calendar
from workflow.models import Case
from workflow.numbers import NumberError, check_case_number
from workflow.queries import case_for_query

OPENED = "tracked"
REMEMBERED = timedelta(hours=2)


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("code")
@never_cache
def track(request: HttpRequest) -> HttpResponse:
    """The form; after the right number and code the case, by its number alone."""
    if request.method == "POST":
        return _forgotten(request) if "forget" in request.POST else _asked(request)
    number = request.GET.get("number", "")
    progress = _opened(request, number)
    if progress is not None:
        return _shown(request, progress)
    form = TrackForm(initial={"number": number[:64]})
    return render(request, "licensing/public/track.html", {"form": form})


def _asked(request: HttpRequest) -> HttpResponse:
    form = TrackForm(request.POST)
    if not form.is_valid():
        return _refused(request, form, status=422)
    now = timezone.now()
    number, code = _plain(form.cleaned_data["number"]), form.cleaned_data["code"]
    try:
        one = tries.begin(_subjects(request, number), at=now)
    except tries.TooManyTriesError as many:
        return _locked(request, form, many.free_at, now)
    case = case_for_query(number, code)
    if case is None:
        form.add_error(None, _("没有找到。编号和查询码有一个不对，请对照收件凭证再填一次。"))
        return _refused(request, form, status=422)
    tries.give_back(one)
    return _open(request, case, now)


def _subjects(request: HttpRequest, number: str) -> tuple[str, str]:
    return tries.of_number(number), tries.of_address(get_adapter().get_client_ip(request))


def _plain(number: str) -> str:
    """The number in its one spelling, so that its tries are counted together however it is written."""
    try:
        return check_case_number(number)
    except NumberError:
        return number.strip()


def _locked(request: HttpRequest, form: TrackForm, free_at: datetime, now: datetime) -> HttpResponse:
    minutes = max(math.ceil((free_at - now).total_seconds() / 60), 1)
    local = timezone.localtime(now + timedelta(minutes=minutes))
    form.add_error(
        None,
        _("一小时内试错十次，先停一停。请在 %(time)s 以后再来，也可以打 12365 查询。")
        % {"time": f"{local:%H:%M}"},
    )
    response = _refused(request, form, status=429)
    response["Retry-After"] = str(minutes * 60)
    return response


def _refused(request: HttpRequest, form: TrackForm, *, status: int) -> HttpResponse:
    return render(request, "licensing/public/track.html", {"form": form}, status=status)


def _open(request: HttpRequest, case: Case, now: datetime) -> HttpResponseRedirect:
    if not request.user.is_authenticated:
        request.session.cycle_key()
    opened = {number: until for number, until in _remembered(request).items() if until > now.timestamp()}
    request.session[OPENED] = {**opened, case.number: (now + REMEMBERED).timestamp()}
    return redirect(f"{reverse('track')}?{urlencode({'number': case.number})}")


def _remembered(request: HttpRequest) -> dict[str, float]:
    known = request.session.get(OPENED)
    return dict(known) if isinstance(known, dict) else {}


def _opened(request: HttpRequest, number: str) -> Progress | None:
    now = timezone.now()
    until = _remembered(request).get(number) if number else None
    if until is None or until <= now.timestamp():
        return None
    asked = Application.objects.filter(case__number=number)
    return read_progress(asked, today=local_day(now), calendar=current_calendar())


def _forgotten(request: HttpRequest) -> HttpResponse:
    request.session.pop(OPENED, None)
    return redirect("track")


def _shown(request: HttpRequest, progress: Progress) -> HttpResponse:
    context = {
        "progress": progress,
        "today": progress.today,
        "applicant": _applicant(progress.case.party),
        "turn": turn_of(progress),
        "duties": duties_of(progress),
        "story": story_of(progress, address=_verified),
        "dates": dates_of(progress),
        "papers": [(paper, _verified(paper)) for paper in progress.documents],
    }
    return render(request, "licensing/public/tracked.html", context)


def _applicant(party: Party) -> str:
    return masked_name(party.name) if party.is_person else party.title()


def _verified(document: Document) -> str:
    """A paper is looked up by its own code: number and query code open no file."""
    return reverse("verified", args=[codes.grouped(document.verify_code)])
