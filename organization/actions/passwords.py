"""Give a person a new password."""

from datetime import datetime

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from organization.actions.keeping import require
from organization.models import Person
from records.actions import record
from records.chain import Subject


def check_password(password: str, person: Person) -> None:
    """Refuse a weak password at the field `password` (ValidationError)."""
    try:
        validate_password(password, person)
    except ValidationError as weak:
        raise ValidationError({"password": weak.messages}) from weak


def reset_password(person: Person, password: str, *, by: Person | None, at: datetime) -> None:
    """Set a new password; every session of the person ends with the old one. A weak one is refused."""
    require("people.manage", by=by, at=at)
    check_password(password, person)
    person.set_password(password)
    with transaction.atomic():
        person.save(update_fields=["password"])
        record(Subject("person", str(person.pk)), "password.reset", by=by, at=at, person=person.name)


def change_password(person: Person, password: str, *, at: datetime) -> None:
    """One's own new password, proved and checked before; every other session ends with the old one."""
    person.set_password(password)
    with transaction.atomic():
        person.save(update_fields=["password"])
        record(Subject("person", str(person.pk)), "password.changed", by=person, at=at, person=person.name)
