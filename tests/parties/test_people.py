"""Who acts for a party does so from one day to another."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from parties.actions import appoint_agent, appoint_representative, end_appointment
from parties.identifiers import IdentifierError
from parties.models import Agent, RepresentativeRole
from parties.refusals import PartyRefusal
from records.models import Event, PersonalValue
from tests.makers.parties import AT, ON, an_enterprise, someone

pytestmark = pytest.mark.django_db


def test_a_person_is_appointed_once_for_the_same_days() -> None:
    firm, person = an_enterprise(), someone("顾晓岚")
    role = RepresentativeRole.ADMINISTRATOR
    last_on = ON + timedelta(days=10)
    appoint_representative(firm, person=person, role=role, first_on=ON, last_on=last_on, by=None, at=AT)

    with pytest.raises(ValidationError, match="已经是本单位的人员"):
        appoint_representative(firm, person=person, role=role, first_on=last_on, by=None, at=AT)

    later = last_on + timedelta(days=1)
    assert appoint_representative(firm, person=person, role=role, first_on=later, by=None, at=AT).pk


def test_an_agent_needs_a_scope_and_ordered_days() -> None:
    firm = an_enterprise()

    with pytest.raises(PartyRefusal, match="第二十九条"):
        appoint_agent(firm, name="代理", scope=" ", first_on=ON, last_on=None, by=None, at=AT)
    with pytest.raises(ValidationError, match="截止日"):
        appoint_agent(
            firm, name="代", scope="申请", first_on=ON, last_on=ON - timedelta(days=1), by=None, at=AT
        )
    with pytest.raises(IdentifierError):
        appoint_agent(firm, name="代", scope="申请", first_on=ON, last_on=ON, id_number="1", by=None, at=AT)
    assert not Agent.objects.exists()


def test_of_an_agents_number_the_mask_is_kept_and_nothing_personal_is_in_the_chain() -> None:
    agent = appoint_agent(
        an_enterprise(),
        name="钱代理",
        scope="气瓶充装许可申请",
        first_on=ON,
        last_on=ON,
        mobile="13800000000",
        id_number="11010519491231002x",
        by=None,
        at=AT,
    )

    assert agent.id_masked == "110**************X"
    line = Event.objects.get(verb="party.agent_appointed")
    assert "钱代理" not in str(line.data)
    assert "1380" not in str(line.data)
    assert PersonalValue.objects.filter(event_id=line.pk).count() == 3


def test_a_term_ends_once() -> None:
    agent = appoint_agent(an_enterprise(), name="代", scope="申请", first_on=ON, last_on=None, by=None, at=AT)

    end_appointment(agent, on=ON, by=None, at=AT)

    with pytest.raises(PartyRefusal):
        end_appointment(agent, on=ON + timedelta(days=1), by=None, at=AT)
