"""Every failed request gets a number, which the page shows and the log carries."""

import logging
import secrets
from collections.abc import Callable

from django.core.exceptions import BadRequest, PermissionDenied, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

log = logging.getLogger("zhenjiang_qts.incidents")
EXPECTED = (Http404, PermissionDenied, SuspiciousOperation, BadRequest)
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def new_incident() -> str:
    """A number a caller can read out on the telephone, e.g. 20261124-7F3K2Q."""
    return f"{timezone.localtime():%Y%m%d}-" + "".join(secrets.choice(ALPHABET) for _ in range(6))


def incident_of(request: HttpRequest) -> str:
    """The request's incident number; a new one if none was given yet."""
    number = getattr(request, "incident", "")
    if not number:
        number = new_incident()
        request.incident = number  # type: ignore[attr-defined]  # a request carries what it meets
    return number


class IncidentMiddleware:
    """Logs an exception no view expected, with its number, who met it and where."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        if isinstance(exception, EXPECTED):
            return
        number = incident_of(request)
        who = getattr(getattr(request, "user", None), "pk", None)
        log.error(
            "incident %s: %s %s person=%s", number, request.method, request.path, who, exc_info=exception
        )
