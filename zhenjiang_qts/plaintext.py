"""The one character no text may hold: NUL, which PostgreSQL cannot store and no keyboard types."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict

NUL = "\x00"


class PlainTextMiddleware:
    """Drops NUL from what was sent, so that all else typed is kept; an address with one leads nowhere.

    Placed after the guard against forged forms, which reads the body first.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> None:
        """Clean the fields before any page reads them (404 for NUL in the path)."""
        if NUL in request.path_info:
            raise Http404
        for name in ("GET", "POST"):
            setattr(request, name, plain(getattr(request, name)))


def plain(sent: QueryDict) -> QueryDict:
    """The same fields without NUL; the very same object where there is none."""
    if not any(NUL in text for name, values in sent.lists() for text in (name, *values)):
        return sent
    cleaned = QueryDict(mutable=True)
    for name, values in sent.lists():
        cleaned.setlist(name.replace(NUL, ""), [value.replace(NUL, "") for value in values])
    cleaned._mutable = False
    return cleaned
