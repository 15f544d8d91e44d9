"""Who may open a page about parties; for others it does not exist (404)."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404

from organization.views.doorkeeping import person_of
from parties.access import may
from parties.models import Party

View = Callable[..., HttpResponseBase]


def only(act: str) -> Callable[[View], View]:
    """Open the page to those who may do this act today."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not may(person_of(request), act):
                raise Http404
            return view(request, *args, **kwargs)

        return cast(View, login_required(guarded))

    return guard


def party_for(request: HttpRequest, pk: int) -> Party:
    """The party, if the person may see it."""
    seen = Party.objects.visible_to(person_of(request)).select_related("district")
    return get_object_or_404(seen, pk=pk)
