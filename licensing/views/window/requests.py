"""Requests without an item: written down and answered at once with a sealed paper, and found again."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from licensing.actions import Asking, answer_request
from licensing.forms.requests import RequestForm
from licensing.intake import Typed
from licensing.models import OutsideRequest
from licensing.models.requests import Answer
from licensing.states import Channel
from licensing.views.window.concluding import meant
from licensing.views.window.reading import at_the_window, me, today
from parties.models import Party
from records.refusals import LegalRefusal

SHOWN = 20


@require_http_methods(["GET", "POST"])
@at_the_window
def requests(request: HttpRequest) -> HttpResponse:
    """The newest answers, and a new one."""
    typed, faults = meant(request, Typed(request.POST if request.method == "POST" else request.GET))
    party = _party(request, typed)
    form = RequestForm(request.POST or None, today=today())
    wrong = faults.party
    if request.method == "POST":
        wrong = "" if party else wrong or _("请先选申请人。")
        made = _answered(request, form, party) if form.is_valid() and party else None
        if made is not None:
            messages.success(request, _("已答复，{number}。").format(number=made.document.number))
            return redirect("window_request", made.pk)
    newest = OutsideRequest.objects.select_related("party", "document").order_by("-pk")[:SHOWN]
    words = typed.get("party_words") or (party.title() if party else "")
    context = {"form": form, "party": party, "party_words": words, "party_error": wrong, "newest": newest}
    return render(
        request, "licensing/window/requests.html", context, status=422 if request.method == "POST" else 200
    )


@require_GET
@at_the_window
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """One request with its answer and its paper."""
    related = ("party", "document", "answered_by")
    found = get_object_or_404(OutsideRequest.objects.select_related(*related), pk=pk)
    return render(request, "licensing/window/request.html", {"asked": found})


def _party(request: HttpRequest, typed: Typed) -> Party | None:
    chosen = typed.get("party")
    if not chosen.isdecimal():
        return None
    return Party.objects.visible_to(me(request), on=today()).filter(pk=chosen[:18]).first()


def _answered(request: HttpRequest, form: RequestForm, party: Party) -> OutsideRequest | None:
    said: dict[str, Any] = form.cleaned_data
    asking = Asking(
        party,
        said["asked"],
        Answer(said["answer"]),
        request.POST.get("token", "")[:64],
        channel=Channel(said["channel"]),
        received_on=said["received_on"],
        whom=said["whom"],
        reasons=said["reasons"],
        language=said["language"],
    )
    try:
        return answer_request(asking, by=me(request), at=timezone.now())
    except LegalRefusal as refusal:
        form.refuse(refusal)
        return None
