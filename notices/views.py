"""One's own notices: the bell, the list, and marking them read."""

from typing import Any, cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from notices.actions import mark_all_read, mark_read
from notices.models import Notice
from organization.access import standing
from organization.models import Person
from workdays.days import local_day

PAGE = 50


@require_GET
@login_required
def notices(request: HttpRequest) -> HttpResponse:
    """One's notices, newest first, keyset pages; `?unread=1` leaves out what was read."""
    own = Notice.objects.for_person(_me(request).pk, timezone.now())
    only_unread = request.GET.get("unread") == "1"
    if only_unread:
        own = own.unread()
    before = request.GET.get("before", "")
    if before.isdecimal():
        own = own.filter(pk__lt=int(before[:18]))
    found = list(own.order_by("-pk")[: PAGE + 1])
    template = "notices/list.html" if _has_post(request) else "notices/list_public.html"
    return render(request, template, _page(request, found, only_unread=only_unread))


@require_GET
@never_cache
@login_required
def bell(request: HttpRequest) -> HttpResponse:
    """The bell alone, as the top bar polls it."""
    return render(request, "notices/bell.html")


@require_POST
@login_required
def open_notice(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark a notice of one's own read and go where it leads; another's does not exist."""
    me, now = _me(request), timezone.now()
    notice = get_object_or_404(Notice.objects.for_person(me.pk, now), pk=pk)
    mark_read(notice, by=me, at=now)
    is_local = url_has_allowed_host_and_scheme(notice.url, allowed_hosts=None)
    return redirect(notice.url if is_local else "notices")


@require_POST
@login_required
def read_all(request: HttpRequest) -> HttpResponse:
    """Mark read all that the page showed or that is older."""
    until = request.POST.get("until", "")
    if until.isdecimal():
        mark_all_read(by=_me(request), at=timezone.now(), until_id=int(until[:18]))
    return redirect("notices")


def _page(request: HttpRequest, found: list[Notice], *, only_unread: bool) -> dict[str, Any]:
    rows = found[:PAGE]
    query = request.GET.copy()
    query["before"] = str(rows[-1].pk) if rows else ""
    return {
        "rows": rows,
        "only_unread": only_unread,
        "newest": rows[0].pk if rows else 0,
        "next_url": f"?{query.urlencode()}" if len(found) > PAGE else "",
        "first_url": request.path if request.GET.get("before") else "",
    }


def _has_post(request: HttpRequest) -> bool:
    return bool(standing(_me(request), local_day(timezone.now())).posts)


def _me(request: HttpRequest) -> Person:
    return cast(Person, request.user)
