"""Characters no text of ours may hold: NUL, and those that turn round the text after them."""

import re
from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict

NUL = "\x00"
# NUL: PostgreSQL cannot store it. Embeddings, overrides and isolates (Unicode Bidi_Control without the plain
# marks): one in an opinion turns round the rest of a line of the ledger, and no keyboard types them.
DROPPED = re.compile("[\x00\u202a-\u202e\u2066-\u2069]")


class PlainTextMiddleware:
    """Drops such characters from what was sent and keeps all else; an address with NUL leads nowhere.

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
    """The same fields without such characters; the very same object where there are none."""
    if not any(DROPPED.search(text) for name, values in sent.lists() for text in (name, *values)):
        return sent
    cleaned = QueryDict(mutable=True)
    for name, values in sent.lists():
        cleaned.setlist(DROPPED.sub("", name), [DROPPED.sub("", value) for value in values])
    cleaned._mutable = False
    return cleaned
