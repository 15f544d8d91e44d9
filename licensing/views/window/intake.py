"""The intake: one page from the door to the window's word; saved as it is typed, sent once."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from licensing.actions import Conclusion, discard_draft, request_correction
from licensing.intake import Typed, known_of
from licensing.intake.tokens import new_token
from licensing.models import Application
from licensing.refusals import TooLateError
from licensing.views.window.concluding import concluded, in_conflict, not_kept
from licensing.views.window.drafts import draft_of, has_newer, keep, sheet_of
from licensing.views.window.reading import at_the_window, me
from licensing.views.window.showing import page_of, word_of
from records.refusals import LegalRefusal

KINDS = {"register_enterprise": "enterprise", "register_person": "person"}
ANYWAY = "anyway"


@require_GET
@at_the_window
def begin(request: HttpRequest) -> HttpResponse:
    """A new intake under a token of its own; nothing is kept before something is typed."""
    url = reverse("intake", args=[new_token(me(request))])
    query = request.GET.urlencode()
    return redirect(f"{url}?{query}" if query else url)


@require_http_methods(["GET", "POST"])
@at_the_window
def intake(request: HttpRequest, token: str) -> HttpResponseBase:
    """The intake of a token: its page, or what one of its buttons does."""
    received = Application.objects.filter(token=token).select_related("case").first()
    if received is not None:
        return _received(request, received)
    if request.method == "POST":
        return _act(request, token)
    draft = draft_of(request, token)
    typed = Typed.of(draft.data) if draft else _prefilled(request.GET)
    context = page_of(sheet_of(request, token, typed), draft=draft)
    return render(request, "licensing/window/intake.html", context)


def _received(request: HttpRequest, application: Application) -> HttpResponse:
    """The same form sent again, or the way back: the application exists, its paper is shown.

    An old tab that asks for a correction of what is accepted by now is refused, and the attempt recorded.
    """
    if application.received_by_id != me(request).pk:
        raise Http404
    try:
        if word_of(request.POST.get("act", "")) == Conclusion.CORRECT and application.accepted_at:
            request_correction(application.pk, by=me(request), at=timezone.now(), token=application.token)
    except TooLateError as late:
        told = {"application": application, "words": late.message}
        return render(request, "licensing/window/late.html", told, status=409)
    return redirect("window_receipt", application.case.number)


def _prefilled(query: QueryDict) -> Typed:
    """A new sheet with the party and item named in the address."""
    return Typed.of({name: [str(query[name])] for name in ("party", "item") if query.get(name)})


def _act(request: HttpRequest, token: str) -> HttpResponseBase:
    """A conclusion, or one of the lesser buttons; a page that knows less than another is told so first."""
    act, typed, draft = request.POST.get("act", "save"), Typed(request.POST), draft_of(request, token)
    if has_newer(request, draft) and act not in (ANYWAY, "discard"):
        return in_conflict(request, token, typed, draft)
    conclusion = word_of(act)
    try:
        if conclusion is not None:
            return concluded(request, token, typed, conclusion)
        return _ACTS.get(act, _save)(request, token, typed)
    except LegalRefusal as refusal:
        return not_kept(request, token, typed, refusal)


def _save(request: HttpRequest, token: str, typed: Typed) -> HttpResponseBase:
    keep(request, token, typed)
    return redirect("intake", token)


def _save_anyway(request: HttpRequest, token: str, typed: Typed) -> HttpResponseBase:
    """This page's words win over what another tab saved."""
    discard_draft(token, by=me(request))
    return _save(request, token, typed)


def _register(request: HttpRequest, token: str, typed: Typed) -> HttpResponseBase:
    """Off to register a party; the sheet waits as it is."""
    keep(request, token, typed)
    return redirect("intake_register", token, KINDS[request.POST["act"]])


def _copy(request: HttpRequest, token: str, typed: Typed) -> HttpResponseBase:
    """The form of the party's earlier application for this item, where nothing is written yet."""
    known = known_of(sheet_of(request, token, typed))
    earlier = known.earlier if known else None
    if earlier is None:
        return _save(request, token, typed)
    words = _("已从 {number} 复制申请表，请逐项核对。")
    messages.success(request, words.format(number=earlier.case.number))
    return _save(request, token, typed.with_answers(earlier.answers))


def _discard(request: HttpRequest, token: str, typed: Typed) -> HttpResponseBase:
    discard_draft(token, by=me(request))
    messages.success(request, _("草稿已丢弃。"))
    return redirect("window")


_ACTS: dict[str, Callable[[HttpRequest, str, Typed], HttpResponseBase]] = {
    "save": _save,
    ANYWAY: _save_anyway,
    "register_enterprise": _register,
    "register_person": _register,
    "copy": _copy,
    "discard": _discard,
}
