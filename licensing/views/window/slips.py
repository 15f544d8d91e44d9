"""The query code between the act and the paper: in the clerk's session, for the print page and no longer."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.http import HttpRequest
from django.utils import timezone

from licensing.actions import Receipt
from workflow.numbers import spaced

KEY = "receipt"
MINUTES = 15


def put_by(request: HttpRequest, receipt: Receipt) -> None:
    """Keep the code for the print page; the next receipt takes its place. A repeated act has none to keep."""
    if receipt.query_code:
        until = timezone.now() + timedelta(minutes=MINUTES)
        number = receipt.application.case.number
        request.session[KEY] = {"number": number, "code": receipt.query_code, "until": until.isoformat()}


def code_for(request: HttpRequest, number: str) -> str:
    """The code of a receipt just given; empty once its minutes are over or another has taken its place."""
    kept = request.session.get(KEY)
    if not kept or kept["number"] != number:
        return ""
    if timezone.now() > datetime.fromisoformat(kept["until"]):
        del request.session[KEY]
        return ""
    return spaced(str(kept["code"]))
