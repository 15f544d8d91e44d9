"""The green channel: a shorter promise pinned at acceptance, materials that may follow."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from licensing.actions import (
    Given,
    set_verdicts,
)
from licensing.verdicts import Verdict
from parties.models import Entitlement
from records.models import Event
from records.refusals import LegalRefusal
from tests.makers.answers import words
from tests.makers.licensing import (
    MORNING,
    a_world,
    accepted,
    checked,
    fresh,
    our_catalogue,
    version,
)
from tests.makers.parties import a_natural_person
from tests.makers.promising import entitled
from tests.makers.window import at_the_window, new_token, send, sheet_fields
from workdays.store import current_calendar
from workflow.models import Case
from workflow.overview.file import open_file

pytestmark = pytest.mark.django_db


LATER = MORNING + timedelta(days=1)


ON = date(2026, 9, 23)
CROWDED = "QTS-02"  # three steps, each of a day, one after the other


def test_the_green_channel_halves_the_promise_and_comes_first() -> None:
    world = a_world("QTS-08")
    party = entitled(world)

    green = accepted(world, "QTS-08", party=party, asks_for_green_channel=True)
    plain = accepted(world, "QTS-08", party=party)

    assert (green.case.promised_days, green.case.statutory_days, green.case.priority) == (8, 30, 0)
    assert green.promise_factor == Decimal("0.5")
    assert (plain.case.promised_days, plain.case.priority) == (15, 2)


OPEN = sorted(
    entry["code"] for entry in our_catalogue().items if entry["is_open"] and entry["promised_limit"]
)


@pytest.mark.parametrize("code", OPEN)
def test_half_the_promise_is_forecast_in_time_from_the_first_minute(code: str) -> None:
    world = a_world(code)
    party = a_natural_person() if version(code).applicants == "person" else None
    green = fresh(accepted(world, code, party=entitled(world, party), asks_for_green_channel=True))
    file = open_file(green.case, today=ON, calendar=current_calendar())

    assert green.promise_factor == Decimal("0.5")
    assert file.is_at_risk is (code == CROWDED)
    assert bool(file.crowded_steps) is (code == CROWDED)


def test_more_steps_than_days_are_said_before_and_after_acceptance() -> None:
    world = a_world(CROWDED)
    clerk, party, token = at_the_window(world), entitled(world), new_token()
    said = "先后环节 3 个：须有环节当日办结"

    fields = sheet_fields(CROWDED, party, green="on")
    assert said in words(clerk.post(reverse("intake_refresh", args=[token, "arrival"]), fields))
    assert said not in words(
        clerk.post(reverse("intake_refresh", args=[token, "arrival"]), {**fields, "green": ""})
    )
    send(clerk, token, "accept", fields)

    case = Case.objects.get()
    assert said in words(clerk.get(reverse("case", args=[case.number])))
    line = Event.objects.get(verb="application.accepted")
    assert (line.data["promised_days"], line.data["fewest_days"]) == (2, 3)


def test_an_entitlement_lost_later_leaves_the_pinned_promise() -> None:
    world = a_world("QTS-08")
    green = accepted(world, "QTS-08", party=entitled(world), asks_for_green_channel=True)

    Entitlement.objects.update(last_on=ON)

    assert fresh(green).case.promised_days == 8


def test_a_material_may_follow_by_a_dated_promise() -> None:
    world = a_world("QTS-08")
    application = checked(world, "QTS-08", party=entitled(world), asks_for_green_channel=True)

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
