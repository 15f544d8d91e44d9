"""The numbers beside the window's doors, and who reads the files of a draft or the answer to a request."""

from __future__ import annotations

from django.utils import timezone

from documents.models import Attachment, Document
from licensing.access import may
from licensing.desk import Day, due_today
from licensing.handing import numbers_of
from licensing.models import Draft, OutsideRequest
from licensing.representing import representations
from organization.access import standing
from organization.models import Person
from workdays.days import local_day
from workdays.store import current_calendar


def to_be_told(_person: Person) -> int:
    """Applications that need the window's word today at the latest, counted up to 999."""
    return due_today(Day(local_day(timezone.now()), current_calendar())).number


def to_deliver(person: Person) -> int:
    """Results that wait to be handed over, counted up to 999."""
    return numbers_of(standing(person, local_day(timezone.now())), "deliver")["deliver"].number


def reads_draft(person: Person, thing: Attachment | Document) -> bool:
    """The files beside a draft are its clerk's alone."""
    return Draft.objects.filter(token=thing.subject_key, clerk=person).exists()


def reads_request(person: Person, thing: Attachment | Document) -> bool:
    """The answer to a request without an item: read at the window, and by who represents the party."""
    on = local_day(timezone.now())
    asked = OutsideRequest.objects.filter(token=thing.subject_key)
    if may(person, "request.answer", on=on):
        return asked.exists()
    return asked.filter(party__in=[held.party_id for held in representations(person, on)]).exists()
