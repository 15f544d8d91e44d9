"""Who may open a page, the moment of a request, and running an act behind a form."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from organization.access import may
from organization.forms.people import ActForm
from organization.models import Person
from records.refusals import LegalRefusal
from workdays.days import local_day

View = Callable[..., HttpResponse]


def person_of(request: HttpRequest) -> Person:
    """The signed-in person of a page that only signed-in people open."""
    return cast(Person, request.user)


def only(act: str) -> Callable[[View], View]:
    """Open the page to those who may do this act; for others it does not exist (404)."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not may(person_of(request), act, on=local_day(timezone.now())):
                raise Http404
            return view(request, *args, **kwargs)

        return cast(View, login_required(guarded))

    return guard


def done(form: ActForm, act: Callable[[datetime], Any], request: HttpRequest, words: str) -> bool:
    """Run the act of a valid form; a refusal goes to the form, success is said in words."""
    if not form.is_valid():
        return False
    try:
        act(timezone.now())
    except (ValidationError, LegalRefusal) as refusal:
        form.refuse(refusal)
        return False
    messages.success(request, words)
    return True
