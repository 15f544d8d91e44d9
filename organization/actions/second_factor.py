"""Set and take away a person's second factor (a time-based code, RFC 6238)."""

from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.db import transaction

from organization.actions.keeping import require
from organization.models import Person
from records.actions import record
from records.chain import Subject


def set_second_factor(
    person: Person, *, secret: str | None = None, by: Person | None, at: datetime
) -> Authenticator:
    """Give a person a code generator of this secret (base32, else a random one), in place of any other."""
    require("people.manage", by=by, at=at)
    with transaction.atomic():
        Authenticator.objects.filter(user=person).delete()
        made = TOTP.activate(person, secret or generate_totp_secret()).instance
        record(_subject(person), "second_factor.set", by=by, at=at, person=person.name)
    return made


def note_second_factor(person: Person, *, at: datetime) -> None:
    """Tell that somebody has just set up the own code generator."""
    record(_subject(person), "second_factor.set", by=person, at=at, person=person.name)


def reset_second_factor(person: Person, *, reason: str, by: Person | None, at: datetime) -> None:
    """Forget a code generator and recovery codes (a lost phone); the next sign-in sets up a new one."""
    require("people.manage", by=by, at=at)
    with transaction.atomic():
        Authenticator.objects.filter(user=person).delete()
        record(_subject(person), "second_factor.reset", by=by, at=at, person=person.name, reason=reason)


def _subject(person: Person) -> Subject:
    return Subject("person", str(person.pk))
