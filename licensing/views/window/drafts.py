"""The draft behind an intake: whose it is, what it keeps, and whether another tab knows more."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from licensing.actions import save_draft
from licensing.intake import Sheet, Typed
from licensing.intake.tokens import is_token_of
from licensing.models import Application, Draft
from licensing.views.window.reading import me, today
from licensing.views.window.showing import PAGE
from organization.models import Person

SHOWN = 8


@dataclass(frozen=True)
class ShownDraft:
    """A draft in the list of what a clerk has not finished."""

    title: str
    url: str
    saved_at: datetime


def drafts_of(clerk: Person) -> list[ShownDraft]:
    """The newest drafts of a clerk."""
    found = Draft.objects.filter(clerk=clerk).select_related("item_version").order_by("-saved_at")
    return [ShownDraft(_title(draft), _url(draft), draft.saved_at) for draft in found[:SHOWN]]


def _title(draft: Draft) -> str:
    """Who and what, as far as it is chosen."""
    party = (draft.data.get("party_words") or [""])[0]
    item = draft.item_version.title if draft.item_version else ""
    return " · ".join(words for words in (party, item) if words) or _("还没有选申请人和事项")


def _url(draft: Draft) -> str:
    """Where it goes on: a new intake, or the case it belongs to."""
    number, dash, _clerk = draft.token.rpartition("-")
    return reverse("window_case", args=[number]) if dash else reverse("intake", args=[draft.token])


def draft_of(request: HttpRequest, token: str) -> Draft | None:
    """The clerk's own draft of a token, None before anything was kept; another clerk's is not there (404)."""
    draft = Draft.objects.filter(token=token, clerk=me(request)).first()
    if draft is None and not is_token_of(token, me(request)):
        raise Http404
    return draft


def draft_of_case(request: HttpRequest, token: str) -> Draft | None:
    """The clerk's draft beside a received application; its token is made of the case and the clerk."""
    return Draft.objects.filter(token=token, clerk=me(request)).first()


def sheet_of(request: HttpRequest, token: str, typed: Typed, application: Application | None = None) -> Sheet:
    """What was typed, read by this clerk today."""
    return Sheet(typed, me(request), today(), token, application)


def keep(request: HttpRequest, token: str, typed: Typed, application: Application | None = None) -> Draft:
    """The draft as it now stands (LegalRefusal if another page of it knows more).

    A page never loses to itself: an autosave that was cut off may have arrived all the same.
    """
    draft = draft_of_case(request, token) if application else draft_of(request, token)
    knows_more = draft is not None and is_of_another_page(request, draft)
    return save_draft(
        token,
        typed.kept(),
        by=me(request),
        at=timezone.now(),
        item_version=sheet_of(request, token, typed, application).version,
        revision=revision_of(request) if knows_more else None,
    )


def is_of_another_page(request: HttpRequest, draft: Draft) -> bool:
    """Whether another page saved this draft last."""
    kept: list[str] = draft.data.get(PAGE, [])
    return bool(kept) and kept != [request.POST.get(PAGE, "")]


def has_newer(request: HttpRequest, draft: Draft | None) -> bool:
    """Whether another page has saved something this one does not know."""
    return draft is not None and is_of_another_page(request, draft) and draft.revision != revision_of(request)


def revision_of(request: HttpRequest) -> int:
    """What the page last knew of its draft; 0 if it knew of none."""
    known = request.POST.get("draft", "")
    return int(known[:9]) if known.isdecimal() else 0
