"""An entitlement gained or lost while a case runs changes its priority only, never its pinned promise."""

from datetime import date, timedelta

import pytest

from licensing.actions import accept
from licensing.sweeps.priorities import sweep_priorities
from parties.actions import end_entitlement, entitle
from parties.models import Entitlement, EntitlementGround, Party
from records.models import Event
from records.sentences import tell
from tests.makers.licensing import MORNING, World, a_world, accepted, checked, fresh
from tests.makers.parties import an_enterprise
from workflow.models import Task
from workflow.retelling import untold

pytestmark = pytest.mark.django_db
ITEM, ON, LATER = "QTS-08", date(2026, 9, 23), MORNING + timedelta(days=1)
GREEN, NORMAL = 0, 2


@pytest.fixture
def world() -> World:
    return a_world(ITEM)


def _entitle(world: World, firm: Party, first_on: date = ON, last_on: date | None = None) -> Entitlement:
    return entitle(
        firm,
        ground=EntitlementGround.URGENT,
        reason="示范",
        nominated_by=world.cast.liaison,
        first_on=first_on,
        last_on=last_on,
        by=world.cast.chief,
        at=MORNING,
    )


def _priorities(firm: Party) -> set[int]:
    """Of the firm's cases and all their unfinished tasks."""
    tasks = Task.objects.filter(case__party=firm).exclude(state="done")
    cases = {case.priority for case in firm.cases.all()}
    return cases | set(tasks.values_list("priority", flat=True))


def _lines() -> list[str]:
    return [tell(event) for event in Event.objects.filter(verb="case.prioritised").order_by("pk")]


def test_gained_after_acceptance_it_puts_open_cases_in_front_and_leaves_the_promise(world: World) -> None:
    firm = an_enterprise()
    application = accepted(world, ITEM, party=firm)
    before = fresh(application).case.promised_on

    made = _entitle(world, firm)

    assert _priorities(firm) == {GREEN}
    after = fresh(application)
    assert (after.case.promised_days, after.case.promised_on, after.promise_factor) == (15, before, None)
    assert after.entitlement == made
    (line,) = _lines()
    assert "绿色通道资格生效：急事快办" in line
    assert list(untold([after.case])) == []


def test_gained_before_acceptance_it_shortens_the_promise_that_is_then_pinned(world: World) -> None:
    firm = an_enterprise()
    application = checked(world, ITEM, party=firm)

    _entitle(world, firm)

    assert accept(application.pk, by=world.cast.clerk, at=MORNING).case.promised_days == 8


def test_lost_by_an_act_it_goes_back_after_its_last_day(world: World) -> None:
    firm = an_enterprise()
    made = _entitle(world, firm)
    application = accepted(world, ITEM, party=firm, asks_for_green_channel=True)

    end_entitlement(made, reason="情况不实", by=world.cast.chief, at=MORNING)
    assert _priorities(firm) == {GREEN}
    assert sweep_priorities(LATER).done == 1

    assert _priorities(firm) == {NORMAL}
    after = fresh(application)
    assert (after.case.promised_days, str(after.promise_factor)) == (8, "0.50")
    assert "承诺时限不变" in _lines()[-1]
    assert list(untold([after.case])) == []


def test_what_lapses_or_begins_by_date_is_followed_once(world: World) -> None:
    firm, other = an_enterprise(), an_enterprise("镇江示范容器有限公司")
    _entitle(world, firm, last_on=ON)
    _entitle(world, other, first_on=ON + timedelta(days=1))
    accepted(world, ITEM, party=firm, asks_for_green_channel=True)
    accepted(world, ITEM, party=other)

    assert (_priorities(firm), _priorities(other)) == ({GREEN}, {NORMAL})
    assert sweep_priorities(MORNING).done == 0
    assert [sweep_priorities(LATER).done for _time in range(2)] == [2, 0]
    assert (_priorities(firm), _priorities(other)) == ({NORMAL}, {GREEN})


def test_who_did_not_ask_for_it_is_not_pushed(world: World) -> None:
    firm = an_enterprise()
    _entitle(world, firm)
    accepted(world, ITEM, party=firm)

    assert sweep_priorities(LATER).done == 0
    assert _priorities(firm) == {NORMAL}


def test_while_another_entitlement_holds_nothing_moves(world: World) -> None:
    firm = an_enterprise()
    first = _entitle(world, firm)
    entitle(
        firm,
        ground=EntitlementGround.HIGH_TECH,
        reason="示范",
        nominated_by=world.cast.liaison,
        first_on=ON,
        by=world.cast.chief,
        at=MORNING,
    )
    accepted(world, ITEM, party=firm, asks_for_green_channel=True)

    end_entitlement(first, reason="情况不实", by=world.cast.chief, at=MORNING)

    assert sweep_priorities(LATER).done == 0
    assert _priorities(firm) == {GREEN}
