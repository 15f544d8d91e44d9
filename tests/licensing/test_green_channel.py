"""The green channel: a shorter promise pinned at acceptance, materials that may follow."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from licensing.actions import (
    Given,
    set_verdicts,
)
from licensing.verdicts import Verdict
from parties.models import Entitlement, Party
from records.models import Event
from records.refusals import LegalRefusal
from tests.makers.licensing import (
    MORNING,
    World,
    a_world,
    accepted,
    checked,
    fresh,
)
from tests.makers.parties import an_enterprise

pytestmark = pytest.mark.django_db


LATER = MORNING + timedelta(days=1)


ON = date(2026, 9, 23)


def _entitled(world: World) -> Party:
    party = an_enterprise()
    Entitlement.objects.create(
        party=party,
        ground="major_project",
        reason="示范重大项目",
        nominated_by=world.cast.liaison,
        approved_by=world.cast.chief,
        first_on=date(2026, 1, 1),
    )
    return party


def test_the_green_channel_halves_the_promise_and_comes_first() -> None:
    world = a_world("QTS-08")
    party = _entitled(world)

    green = accepted(world, "QTS-08", party=party, asks_for_green_channel=True)
    plain = accepted(world, "QTS-08", party=party)

    assert (green.case.promised_days, green.case.statutory_days, green.case.priority) == (8, 30, 0)
    assert green.promise_factor == Decimal("0.5")
    assert (plain.case.promised_days, plain.case.priority) == (15, 2)


def test_an_entitlement_lost_later_leaves_the_pinned_promise() -> None:
    world = a_world("QTS-08")
    green = accepted(world, "QTS-08", party=_entitled(world), asks_for_green_channel=True)

    Entitlement.objects.update(last_on=ON)

    assert fresh(green).case.promised_days == 8


def test_a_material_may_follow_by_a_dated_promise() -> None:
    world = a_world("QTS-08")
    application = checked(world, "QTS-08", party=_entitled(world), asks_for_green_channel=True)

    promised = Given("fire", Verdict.PROMISED, promised_on=date(2026, 10, 9))
    set_verdicts(application.pk, [promised], by=world.cast.clerk, at=MORNING)
    wrong = Given("site_plan", Verdict.PROMISED, promised_on=date(2026, 10, 9))
    with pytest.raises(LegalRefusal, match="主要材料"):
        set_verdicts(application.pk, [wrong], by=world.cast.clerk, at=MORNING)

    assert application.verdicts.get(material__key="fire").promised_on == date(2026, 10, 9)


def test_the_same_verdicts_again_leave_no_line() -> None:
    world = a_world("QTS-06")
    application = checked(world, "QTS-06")
    lines = Event.objects.about(application.subject).count()

    given = [Given(verdict.material.key, Verdict.COMPLETE) for verdict in application.verdicts.all()]
    set_verdicts(application.pk, given, by=world.cast.clerk2, at=LATER)

    assert Event.objects.about(application.subject).count() == lines


def test_a_material_the_answers_make_needless_is_not_asked_for() -> None:
    world = a_world("QTS-05")

    application = checked(world, "QTS-05")

    keys = set(application.verdicts.values_list("material__key", flat=True))
    assert "energy" in keys
    assert "vehicle_licence" not in keys
