"""Whose page a form was made for, so that what was typed there is kept for that person."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from licensing.actions.keeping import keep_typed
from organization.models import Person
from records.refusals import LegalRefusal

View = Callable[..., HttpResponse]
SALT = "licensing.review.own_desk"
HOLDS = timedelta(days=7)
UNAUTHORIZED = 401
NOT_KEPT = frozenset({"csrfmiddlewaretoken", "token", "act", "back", "desk"})


def seal(pk: int, person: Person) -> str:
    """What a form carries: the task and the person it was made for, signed."""
    return signing.dumps([pk, person.pk], salt=SALT)


def typed_in(request: HttpRequest) -> dict[str, list[str]]:
    """What a person typed into a form, without what its page put there."""
    return {name: list(map(str, values)) for name, values in request.POST.lists() if name not in NOT_KEPT}


def keep_sent(request: HttpRequest, pk: int, person: Person) -> bool:
    """Keep what was sent as this person's draft; False where the task no longer takes one."""
    try:
        keep_typed(pk, typed_in(request), by=person, at=timezone.now())
    except (LegalRefusal, Http404):
        return False
    return True


def at_own_desk(view: View) -> View:
    """Signed-in people, each on their own page.

    A form sent after its sign-in has ended, or under another's, is not carried out: what was typed becomes
    the draft of the person it was made for, and the page is asked for again.
    """

    @wraps(view)
    def guarded(request: HttpRequest, pk: int, *args: object, **kwargs: object) -> HttpResponse:
        owner = _owner(request, pk)
        if owner is not None and owner != request.user and keep_sent(request, pk, owner):
            if request.headers.get("X-Requested-With") == "autosave":
                return HttpResponse(status=UNAUTHORIZED)
            messages.warning(request, _told(request, owner))
            return redirect(request.get_full_path())
        return login_required(view)(request, pk, *args, **kwargs)

    return guarded


def _told(request: HttpRequest, owner: Person) -> str:
    if not request.user.is_authenticated:
        return _("登录已到时，没有提交；您填的内容已存为草稿，登录后接着办。")
    words = _("这一页是{name}登录时打开的，没有提交；内容已存为{name}的草稿。")
    return words.format(name=owner.name)


def _owner(request: HttpRequest, pk: int) -> Person | None:
    """The person a sent form was made for; None for a page that says nobody."""
    if request.method != "POST":
        return None
    try:
        task, person = signing.loads(request.POST.get("desk", ""), salt=SALT, max_age=HOLDS)
    except signing.BadSignature:
        return None
    return Person.objects.active().filter(pk=person).first() if task == pk else None
