"""What the rail says may be done is what the acts do: they are asked side by side."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction

from licensing.actions import Conclusion, Saying, take_in
from licensing.forms.window import SayingForm
from licensing.intake import Sheet, Typed, prospects_of
from licensing.refusals import AnswersError
from licensing.views.window.concluding import judged
from organization.models import Person
from parties.actions import bar, entitle
from parties.models import EntitlementGround, Party
from records.refusals import LegalRefusal
from tests.makers.licensing import MORNING, World, a_world
from tests.makers.parties import a_natural_person, an_enterprise
from tests.makers.window import new_token, sheet_fields
from workdays.days import local_day

pytestmark = pytest.mark.django_db
ITEM = "QTS-08"
TODAY = local_day(MORNING)
WORDS = {"whom": "镇江市消防救援支队", "reasons": "在限制申请期内", "why_none": "自用"}

SHEETS: list[Any] = [
    pytest.param({}, id="complete"),
    pytest.param({"m-fire": ""}, id="one unchecked"),
    pytest.param({"m-fire": "correct", "rc-fire": "unsigned"}, id="one wanting"),
    pytest.param({"m-fire": "correct"}, id="wanting without reason"),
    pytest.param({"m-fire": "correct", "rc-fire": "other_correct"}, id="other without words"),
    pytest.param({"m-fire": "not_needed", "rn-fire": "held"}, id="one not needed"),
    pytest.param({"m-fire": "promised", "rp-fire": "2026-10-20"}, id="promised"),
    pytest.param({"m-fire": "promised"}, id="promised without a day"),
    pytest.param({"a-capacity": ""}, id="form not filled"),
    pytest.param({"a-capacity": "很多"}, id="form wrong"),
    pytest.param({"channel": "letter", "received_on": "2026-09-01"}, id="silent for five days"),
    pytest.param(
        {"channel": "letter", "received_on": "2026-09-01", "m-fire": "correct", "rc-fire": "unsigned"},
        id="silent, one wanting",
    ),
    pytest.param({"item": "QTS-03"}, id="cancelled item"),
]


@pytest.fixture
def world() -> World:
    return a_world(ITEM, "QTS-03")


def sheet(clerk: Person, party: Party, changed: dict[str, str]) -> Sheet:
    fields = {**sheet_fields(ITEM, party), **changed, **WORDS}
    listed = {
        name: value if isinstance(value, list) else [value] for name, value in fields.items() if value != ""
    }
    return Sheet(Typed.of(listed), clerk, TODAY, new_token())


def the_act_refuses(one: Sheet, conclusion: Conclusion) -> str:
    """What the act says against it, undone; empty if it does it."""
    arrival, saying = one.arrived(), SayingForm(one.typed.fields)
    assert arrival.is_valid(), arrival.errors
    assert saying.is_valid(), saying.errors
    word = Saying(conclusion, reasons=WORDS["reasons"], whom=WORDS["whom"])
    with transaction.atomic():
        try:
            take_in(one.filing(arrival.cleaned_data), judged(one, conclusion), word, by=one.clerk, at=MORNING)
        except (LegalRefusal, AnswersError) as refusal:
            return str(refusal)
        finally:
            transaction.set_rollback(True)
    return ""


@pytest.mark.parametrize("conclusion", list(Conclusion))
@pytest.mark.parametrize("changed", SHEETS)
def test_the_rail_promises_what_the_act_does(
    world: World, changed: dict[str, str], conclusion: Conclusion
) -> None:
    party = an_enterprise()
    entitle_it(world, party)
    one = sheet(world.cast.clerk, party, changed)

    said = prospects_of(one).of(conclusion)

    refused = the_act_refuses(one, conclusion)
    assert said.is_possible is (refused == ""), (
        f"rail: {said.why_not or 'possible'}; act: {refused or 'done'}"
    )


@pytest.mark.parametrize("conclusion", list(Conclusion))
def test_of_a_barred_party_too(world: World, conclusion: Conclusion) -> None:
    party = an_enterprise()
    bar(
        party,
        item_code=ITEM,
        ground="示范",
        article="行政许可法第七十八条",
        decision_no="示范3号",
        first_on=TODAY,
        last_on=TODAY + timedelta(days=365),
        by=world.cast.leader,
        at=MORNING,
    )
    one = sheet(world.cast.clerk, party, {})

    said = prospects_of(one).of(conclusion)

    assert said.is_possible is (the_act_refuses(one, conclusion) == "")


def test_of_a_person_who_asks_for_a_firms_licence_too(world: World) -> None:
    one = sheet(world.cast.clerk, a_natural_person(), {})

    assert "只能由企业等组织申请" in prospects_of(one).of(Conclusion.ACCEPT).why_not


def test_the_first_word_is_acceptance_then_correction_then_none(world: World) -> None:
    party, clerk = an_enterprise(), world.cast.clerk

    assert prospects_of(sheet(clerk, party, {})).primary == Conclusion.ACCEPT
    wanting = {"m-fire": "correct", "rc-fire": "unsigned"}
    assert prospects_of(sheet(clerk, party, wanting)).primary == Conclusion.CORRECT
    assert prospects_of(sheet(clerk, party, {"m-fire": ""})).primary is None


def test_before_party_and_item_there_is_nothing_to_say(world: World) -> None:
    blank = Sheet(Typed.of({}), world.cast.clerk, TODAY, new_token())

    assert not any(prospect.is_possible for prospect in prospects_of(blank).by_name.values())


def entitle_it(world: World, party: Party) -> None:
    entitle(
        party,
        ground=EntitlementGround.MAJOR_PROJECT,
        reason="示范",
        nominated_by=world.cast.clerk,
        first_on=date(2026, 1, 1),
        last_on=None,
        promise_factor=Decimal("0.5"),
        by=world.cast.leader,
        at=MORNING,
    )
