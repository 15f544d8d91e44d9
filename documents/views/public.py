"""Verification: is this document ours, and does it hold; for everybody, without an account."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from documents import checking, codes
from workdays.days import local_day

LONGEST = 64


@require_GET
@never_cache
def verify(request: HttpRequest) -> HttpResponse:
    """The form; a code given leads to its own page."""
    typed = request.GET.get("code", "").strip()[:LONGEST]
    code = codes.read(typed)
    if codes.is_code(code):
        return redirect("verified", code=codes.grouped(code))
    if typed:
        return _answer(request, typed)
    return render(request, "documents/verify.html", {"typed": "", "checked_at": None})


@require_GET
@never_cache
def verified(request: HttpRequest, code: str) -> HttpResponse:
    """The answer about one code; an unknown one is told calmly how to ask (404)."""
    return _answer(request, code[:LONGEST])


def _answer(request: HttpRequest, typed: str) -> HttpResponse:
    now = timezone.now()
    found = checking.check(typed, on=local_day(now))
    context = {"typed": typed, "checked_at": now, "found": found, "doubt": checking.doubt(typed)}
    context["is_number"] = checking.is_number(typed)
    return render(request, "documents/verify.html", context, status=200 if found else 404)
