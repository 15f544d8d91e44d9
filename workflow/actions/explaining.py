"""Lateness answered for: the unit says why; supervision closes it with responsible link and reason."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.utils.translation import gettext as _

from organization.models import Person
from records.refusals import LegalRefusal
from workdays.days import local_day
from workflow import access
from workflow.actions.noting import LockedCase, locked_case
from workflow.models import Lateness
from workflow.refusals import AlreadyDoneError, NotThereError

LINK_LENGTH = 100


def say_why(lateness_id: int, *, reason: str, by: Person, at: datetime) -> Lateness:
    """The responsible unit's own reason, kept with who said it and when; said again, the newer one stands.

    Raises LegalRefusal without a reason, AlreadyDoneError once supervision has closed it.
    """
    with _answered(lateness_id, "lateness.say", by=by, at=at) as (row, locked):
        row.said, row.said_by, row.said_at = _wanted(reason, "reason"), by, at
        row.save(update_fields=["said", "said_by", "said_at"])
        locked.tell("lateness.said", lateness=row.pk, kind=row.kind, due_on=row.due_on, reason=row.said)
        return row


def close_lateness(lateness_id: int, *, link: str, reason: str, by: Person, at: datetime) -> Lateness:
    """Supervision names the responsible link (责任环节) and the reason; the row then never changes again."""
    with _answered(lateness_id, "lateness.close", by=by, at=at) as (row, locked):
        row.link, row.reason = _wanted(link, "link")[:LINK_LENGTH], _wanted(reason, "reason")
        row.closed_by, row.closed_at = by, at
        row.save(update_fields=["link", "reason", "closed_by", "closed_at"])
        locked.tell(
            "lateness.closed",
            lateness=row.pk,
            kind=row.kind,
            due_on=row.due_on,
            link=row.link,
            reason=row.reason,
        )
        return row


@contextmanager
def _answered(
    lateness_id: int, act: str, *, by: Person, at: datetime
) -> Iterator[tuple[Lateness, LockedCase]]:
    case_id = Lateness.objects.filter(pk=lateness_id).values_list("case_id", flat=True).first()
    if case_id is None:
        raise NotThereError
    with locked_case(case_id, act=act, by=by, at=at) as locked:
        row = Lateness.objects.select_related("closed_by").get(pk=lateness_id)
        if not access.may(by, act, row, on=local_day(at)):
            raise NotThereError
        if row.closed_at is not None:
            raise AlreadyDoneError(row.closed_by.name if row.closed_by else "", row.closed_at)
        yield row, locked


def _wanted(text: str, field: str) -> str:
    if not text.strip():
        words = {"reason": _("须写明原因。"), "link": _("须写明责任环节。")}
        raise LegalRefusal(f"lateness.no_{field}", words[field], field=field)
    return text.strip()
