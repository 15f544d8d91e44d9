"""Who lives in the demo world: the bureau's people, and the firms and citizens who come to its window."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.contrib.auth.hashers import make_password

from organization.actions import add_person, appoint, load_delegations, load_organization
from organization.models import District, Person, Unit
from parties.actions import (
    appoint_representative,
    bar,
    entitle,
    register_enterprise,
    register_person,
)
from parties.identifiers import id_check
from parties.models import EntitlementGround, Party, RepresentativeRole
from zhenjiang_qts.welcome import PASSWORD

DATA = Path(__file__).parent / "data"
FIRST_DAY = date(2020, 1, 2)
CITIZENS = ("江知夏", "陆平野", "沈听雨", "周长河", "徐晚晴", "韩松月")


@dataclass(frozen=True)
class Firm:
    """A party of the demo and the items it is likely to apply for."""

    party: Party
    items: tuple[str, ...]


def people(*, at: datetime) -> None:
    """The bureau's units, delegations and people with their posts."""
    load_organization(by=None, at=at)
    load_delegations(by=None, at=at)
    units = {unit.code: unit for unit in Unit.objects.all()}
    for entry in _read("people.json"):
        person = _person(entry, at=at)
        for unit, role in entry["posts"]:
            appoint(person, units[unit], role, first_on=FIRST_DAY, by=None, at=at)


def firms(*, at: datetime, most: int | None = None) -> list[Firm]:
    """The enterprises, with their representatives where one has an account."""
    districts = {district.code: district for district in District.objects.all()}
    made = [_firm(entry, districts, at=at) for entry in _read("firms.json")[:most]]
    _sign_in_with_one_password()
    return made


def citizens(*, at: datetime, most: int | None = None) -> list[Firm]:
    """Natural persons who apply to be operators of special equipment."""
    city = District.objects.get(code="321102")
    return [
        Firm(_citizen(name, order, city, at=at), ("QTS-06",))
        for order, name in enumerate(CITIZENS[:most], start=1)
    ]


def known_firms() -> list[Firm]:
    """The demo's parties as they are in the database."""
    parties = {party.uscc: party for party in Party.objects.filter(is_demo=True, uscc__isnull=False)}
    entries = [entry for entry in _read("firms.json") if entry["uscc"] in parties]
    return [Firm(parties[entry["uscc"]], tuple(entry["items"])) for entry in entries]


def favours(listed: list[Firm], *, at: datetime) -> None:
    """Two firms on the green channel, and one barred from one item after a false statement."""
    liaison, chief = (Person.objects.get(username=name) for name in ("liaison", "chief"))
    for firm, ground in zip(listed[3:5], EntitlementGround, strict=False):
        entitle(
            firm.party,
            ground=ground,
            reason="示范数据：列入市级示范名单",
            nominated_by=liaison,
            first_on=FIRST_DAY,
            by=chief,
            at=at,
        )
    barred = listed[5]
    bar(
        barred.party,
        item_code=barred.items[0],
        ground="示范数据：申请时隐瞒有关情况",
        article="行政许可法第七十八条",
        decision_no="示范决定第1号（示范数据）",
        first_on=date(2026, 7, 1),
        last_on=date(2027, 6, 30),
        by=chief,
        at=at,
    )


def _read(name: str) -> Any:
    return json.loads((DATA / name).read_text(encoding="utf-8"))


def _person(entry: dict[str, Any], *, at: datetime) -> Person:
    return add_person(
        entry["username"], name=entry["name"], name_en=entry["name_en"], password=None, by=None, at=at
    )


def _firm(entry: dict[str, Any], districts: dict[str, District], *, at: datetime) -> Firm:
    details = {key: entry[key] for key in ("name_en", "address", "legal_representative", "contact_name")}
    party = register_enterprise(
        name=entry["name"],
        district=districts[entry["district"]],
        uscc=entry["uscc"],
        contact_mobile=entry["contact_mobile"],
        is_demo=True,
        by=None,
        at=at,
        **details,
    )
    if "account" in entry:
        _representative(party, entry, at=at)
    return Firm(party, tuple(entry["items"]))


def _representative(party: Party, entry: dict[str, Any], *, at: datetime) -> None:
    name, name_en = entry["representative"]
    person = add_person(entry["account"], name=name, name_en=name_en, password=None, by=None, at=at)
    appoint_representative(
        party, person=person, role=RepresentativeRole.ADMINISTRATOR, first_on=FIRST_DAY, by=None, at=at
    )


def _citizen(name: str, order: int, district: District, *, at: datetime) -> Party:
    first = f"3211021985010100{order}"
    return register_person(
        name=name, id_number=first + id_check(first), district=district, is_demo=True, by=None, at=at
    )


def _sign_in_with_one_password() -> None:
    """One hash for all: Argon2 is slow on purpose, and the password is published."""
    Person.objects.update(password=make_password(PASSWORD))
