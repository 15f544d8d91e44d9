"""Who acts for a party, from when to when."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from organization.models import Person
from parties.actions.lines import keep, tell
from parties.identifiers import check_id_number, masked
from parties.models import Agent, Party, Representative, RepresentativeRole
from parties.naming import cleaned
from parties.refusals import PartyRefusal


@transaction.atomic
def appoint_representative(
    party: Party,
    *,
    person: Person,
    role: RepresentativeRole,
    first_on: date,
    last_on: date | None = None,
    by: Person | None,
    at: datetime,
) -> Representative:
    """A person with an account acts for the party on those days; refused while an earlier term still runs."""
    appointed = Representative(party=party, person=person, role=role, first_on=first_on, last_on=last_on)
    keep(appointed)
    facts = {"person_id": person.pk, "role": role, "first_on": first_on, "last_on": last_on}
    tell(party, "party.representative_appointed", by=by, at=at, personal={"person": person.name}, **facts)
    return appointed


@transaction.atomic
def appoint_agent(
    party: Party,
    *,
    name: str,
    scope: str,
    first_on: date,
    last_on: date | None,
    by: Person | None,
    at: datetime,
    mobile: str = "",
    id_number: str = "",
    document_note: str = "",
) -> Agent:
    """An agent with a power of attorney for a scope and dates (Art. 29); of the number the mask is kept."""
    if not cleaned(scope):
        raise PartyRefusal(
            "art29.no_scope", _("委托书应写明委托事项（行政许可法第二十九条）。"), field="scope"
        )
    agent = Agent(party=party, name=cleaned(name), scope=cleaned(scope), mobile=cleaned(mobile))
    agent.id_masked = masked(check_id_number(id_number)) if id_number else ""
    agent.document_note, agent.first_on, agent.last_on = cleaned(document_note), first_on, last_on
    keep(agent)
    personal = {"name": agent.name, "mobile": agent.mobile, "id_masked": agent.id_masked}
    facts = {"agent_id": agent.pk, "scope": agent.scope, "first_on": first_on, "last_on": last_on}
    tell(party, "party.agent_appointed", by=by, at=at, personal=personal, **facts)
    return agent


@transaction.atomic
def end_appointment(
    appointed: Representative | Agent, *, on: date, by: Person | None, at: datetime
) -> Representative | Agent:
    """The term ends with that day, the day included; a term that ended earlier stays as it is."""
    rows = type(appointed).objects.filter(pk=appointed.pk).holding(on)
    if not rows.update(last_on=on):
        raise PartyRefusal("party.not_appointed", _("该任期在这一天并不有效。"))
    appointed.last_on = on
    kind = "agent" if isinstance(appointed, Agent) else "representative"
    tell(appointed.party, f"party.{kind}_ended", by=by, at=at, appointment_id=appointed.pk, last_on=on)
    return appointed
