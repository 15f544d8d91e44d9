"""The account from which all others are made."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from organization.actions.people import add_person
from organization.actions.posts import appoint
from organization.models import Person, Role, Unit
from workdays.days import local_day


def first_administrator(username: str, *, name: str, password: str, unit: Unit, at: datetime) -> Person:
    """An administrator where nobody is one; done by the system, told in the ledger.

    Refused (ValidationError): a taken name, a weak password, and wherever somebody administers already.
    """
    today = local_day(at)
    if Person.objects.holding(Role.ADMINISTRATOR, on=today).exists():
        raise ValidationError(_("已有系统管理员，其他账号由系统管理员建立。"))
    with transaction.atomic():
        person = add_person(username, name=name, password=password, by=None, at=at)
        appoint(person, unit, Role.ADMINISTRATOR, first_on=today, by=None, at=at)
    return person
