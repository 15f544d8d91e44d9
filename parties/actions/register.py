"""Registering parties and changing their details."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from organization.models import District, Person
from parties import sealing
from parties.actions.lines import PERSONAL, personal_of, subject_of, tell, tell_change
from parties.identifiers import check_id_number, check_org_code, check_uscc, masked
from parties.models import NameGram, Party, PartyKind
from parties.naming import cleaned, grams, initials
from parties.refusals import AlreadyRegisteredError, ChangedMeanwhileError, PartyRefusal
from records.actions import log_read
from workdays.days import local_day

CHANGEABLE = PERSONAL | {"name", "name_en", "district", "address"}


@transaction.atomic
def register_enterprise(
    *,
    name: str,
    district: District,
    by: Person | None,
    at: datetime,
    uscc: str = "",
    org_code: str = "",
    is_demo: bool = False,
    **details: str,
) -> Party:
    """An enterprise, known from now on by its credit code (or its older organisation code).

    Raises IdentifierError naming the failed check, AlreadyRegisteredError if the code is known.
    """
    wide = check_uscc(uscc) if uscc or not org_code else None
    short = wide[8:17] if wide else check_org_code(org_code)
    party = _named(Party(uscc=wide, org_code=short, district=district, is_demo=is_demo), name, details)
    _insert(party, "uscc" if wide else "org_code")
    facts = {"kind": party.kind, "uscc": wide or "", "org_code": short, "name": party.name}
    tell(party, "party.registered", by=by, at=at, personal=personal_of(party), **facts)
    return party


@transaction.atomic
def register_person(
    *,
    name: str,
    id_number: str,
    district: District,
    by: Person | None,
    at: datetime,
    is_demo: bool = False,
    **details: str,
) -> Party:
    """A natural person, whose number is sealed; the ledger keeps name and number as erasable values.

    Raises IdentifierError naming the failed check, AlreadyRegisteredError if the number is known.
    """
    number = check_id_number(id_number, today=local_day(at))
    party = Party(
        kind=PartyKind.PERSON,
        district=district,
        is_demo=is_demo,
        id_number_sealed=sealing.seal(number),
        id_number_digest=sealing.digest(number),
        id_masked=masked(number),
    )
    _insert(_named(party, name, details), "id_number")
    personal = {"name": party.name, **personal_of(party)}
    tell(party, "party.person_registered", by=by, at=at, personal=personal, kind=party.kind)
    return party


@transaction.atomic
def adopt_credit_code(party: Party, *, uscc: str, by: Person | None, at: datetime) -> Party:
    """An enterprise known by its organisation code now has the credit code that contains it."""
    code = check_uscc(uscc)
    if party.uscc or code[8:17] != party.org_code:
        raise PartyRefusal("party.other_code", _("该代码不是由本单位的组织机构代码换发的。"), field="uscc")
    party.uscc = code
    _update(party, {"uscc": code})
    tell(party, "party.credit_code_adopted", by=by, at=at, uscc=code)
    return party


@transaction.atomic
def change_details(party: Party, *, by: Person | None, at: datetime, **changes: Any) -> Party:
    """The party with changed details, if nobody changed it since it was read (ChangedMeanwhileError)."""
    unknown = set(changes) - CHANGEABLE
    if unknown:
        raise TypeError(f"not a detail of a party: {sorted(unknown)}")
    old = {field: getattr(party, field) for field in changes}
    _named(party, changes.pop("name", party.name), changes)
    new = {field: getattr(party, field) for field in old if getattr(party, field) != old[field]}
    if not new:
        return party
    _update(party, new)
    tell_change(party, {field: old[field] for field in new}, new, by=by, at=at)
    return party


def reveal_id_number(party: Party, *, reason: str, by: Person, at: datetime) -> str:
    """The number in clear; the reading is logged with its reason."""
    log_read(subject_of(party), "id_number", by=by, at=at, reason=reason)
    return sealing.unseal(party.id_number_sealed)


def _named(party: Party, name: str, details: dict[str, Any]) -> Party:
    party.name = cleaned(name)
    party.pinyin_initials = initials(party.name)[:200]
    for field, value in details.items():
        if field not in CHANGEABLE:
            raise TypeError(f"not a detail of a party: {field}")
        setattr(party, field, cleaned(value) if isinstance(value, str) else value)
    return party


def _insert(party: Party, field: str) -> None:
    party.clean_fields(exclude=["district", "id_number_sealed"])
    try:
        with transaction.atomic():
            party.save(force_insert=True)
    except IntegrityError as refused:
        if not _known(party):
            raise
        raise AlreadyRegisteredError(field) from refused
    _index(party)


def _known(party: Party) -> bool:
    if party.id_number_digest:
        return Party.objects.filter(id_number_digest=party.id_number_digest).exists()
    return Party.objects.filter(org_code=party.org_code).exists()


def _update(party: Party, new: dict[str, Any]) -> None:
    party.clean_fields(exclude=["district", "id_number_sealed"])
    if "name" in new:
        new = {**new, "pinyin_initials": party.pinyin_initials}
    rows = Party.objects.filter(pk=party.pk, version=party.version)
    if not rows.update(version=F("version") + 1, **new):
        raise ChangedMeanwhileError
    party.version += 1
    if "name" in new:
        party.grams.all().delete()
        _index(party)


def _index(party: Party) -> None:
    pairs = sorted(grams(party.name, party.pinyin_initials))
    NameGram.objects.bulk_create([NameGram(party=party, gram=pair) for pair in pairs])
