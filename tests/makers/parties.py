"""Makers of parties: 镇江示范醋业 applying, a welder as a natural person, codes that pass their checks."""

from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from organization.models import District, Person, Post, Role, Unit
from parties.actions import register_enterprise, register_person
from parties.identifiers import USCC_ALPHABET, id_check, org_check, uscc_check
from parties.models import Party

AT = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
ON = date(2026, 11, 24)
VINEGAR = "91321100MA1X00017C"
_serial = count(1)


def a_code(number: int | None = None, *, area: str = "321100") -> str:
    """A credit code that passes both checks, its organisation code made of a number."""
    number = next(_serial) if number is None else number
    body = "MA" + "".join(USCC_ALPHABET[number // 30**place % 30] for place in (5, 4, 3, 2, 1, 0))
    first17 = f"91{area}{body}{org_check(body)}"
    return first17 + uscc_check(first17)


def an_id_number(number: int | None = None, *, born: str = "19850704") -> str:
    """An identity card number that passes its check."""
    number = next(_serial) if number is None else number
    first17 = f"321102{born}{number % 1000:03d}"
    return first17 + id_check(first17)


def a_district(code: str = "321171", name: str = "镇江新区") -> District:
    """A district, made once."""
    return District.objects.get_or_create(code=code, defaults={"name": name, "name_en": name})[0]


def an_enterprise(name: str = "镇江示范醋业有限公司", *, uscc: str | None = None, **details: Any) -> Party:
    """An enterprise, registered by the system."""
    facts: dict[str, Any] = {"district": a_district(), "by": None, "at": AT, **details}
    return register_enterprise(name=name, uscc=a_code() if uscc is None else uscc, **facts)


def a_natural_person(name: str = "顾晓岚", *, id_number: str | None = None, **details: Any) -> Party:
    """A natural person, registered by the system."""
    facts: dict[str, Any] = {"district": a_district(), "by": None, "at": AT, **details}
    return register_person(name=name, id_number=id_number or an_id_number(), **facts)


def someone(name: str = "王丽", role: Role | None = None, unit: str = "window") -> Person:
    """A person who may sign in, with one post if a role is given."""
    person = Person.objects.create_user(username=f"p{next(_serial)}", name=name)
    if role is not None:
        where = Unit.objects.get_or_create(code=unit, defaults={"name": unit, "kind": "department"})[0]
        Post.objects.create(person=person, unit=where, role=role, first_on=date(2020, 1, 1))
    return person
