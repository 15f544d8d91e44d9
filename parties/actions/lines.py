"""The ledger lines of a party: what is open stands in the chain, what is personal beside it."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from organization.models import District, Person
from parties.models import Party
from parties.refusals import PartyRefusal
from records.actions import record
from records.chain import Subject
from records.models import Event

PERSONAL = frozenset({"legal_representative", "contact_name", "contact_mobile"})


def subject_of(party: Party) -> Subject:
    """The chain a party's lines stand in."""
    return Subject("party", str(party.pk))


def keep(row: Model) -> None:
    """Save a new row; ValidationError where its constraints refuse, PartyRefusal where another was first."""
    row.full_clean()
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as refused:
        raise PartyRefusal("party.done_already", _("同样的内容刚刚已经保存，请刷新查看。")) from refused


def tell(
    party: Party,
    verb: str,
    *,
    by: Person | None,
    at: datetime,
    personal: dict[str, str] | None = None,
    **facts: Any,
) -> Event:
    """One line on the party's chain; personal values go to the erasable side table."""
    kept = {name: value for name, value in (personal or {}).items() if value}
    return record(subject_of(party), verb, by=by, at=at, personal=kept, **facts)


def tell_change(
    party: Party, old: dict[str, Any], new: dict[str, Any], *, by: Person | None, at: datetime
) -> Event:
    """One line that names the changed fields, with old and new value of each."""
    private = set(new) if party.is_person else set(new) & PERSONAL
    personal = {
        f"{field}.{side}": str(values[field])
        for side, values in (("old", old), ("new", new))
        for field in sorted(private)
    }
    changes = {field: [_plain(old[field]), _plain(new[field])] for field in sorted(set(new) - private)}
    return tell(
        party, "party.details_changed", by=by, at=at, personal=personal, fields=sorted(new), changes=changes
    )


def personal_of(party: Party) -> dict[str, str]:
    """The values of the party that belong to persons."""
    return {field: getattr(party, field) for field in ("id_masked", *sorted(PERSONAL))}


def _plain(value: object) -> str:
    return value.pk if isinstance(value, District) else str(value)
