"""Bad input: a second correction, one after acceptance, an acceptance too early, a verdict without ground."""

from datetime import date

import pytest

from licensing.actions import (
    Given,
    accept,
    request_correction,
    set_verdicts,
)
from licensing.models import Correction
from licensing.verdicts import Verdict
from records.refusals import LegalRefusal
from tests.makers.attempts import LATER, told_once
from tests.makers.licensing import (
    MORNING,
    a_world,
    accepted,
    checked,
    fresh,
    judge,
    received,
)

pytestmark = pytest.mark.django_db


def test_a_second_correction_is_refused_naming_the_article() -> None:
    world = a_world("QTS-08")
    application = checked(world, "QTS-08", wrong=["fire"])
    request_correction(application.pk, by=world.cast.clerk, at=MORNING)

    with pytest.raises(LegalRefusal) as refused:
        request_correction(application.pk, by=world.cast.clerk2, at=LATER)

    assert "第三十二条" in told_once("art32.second_correction", refused)
    assert Correction.objects.count() == 1


def test_a_correction_after_acceptance_is_refused_naming_the_article() -> None:
    world = a_world("QTS-08")
    application = accepted(world, "QTS-08")

    with pytest.raises(LegalRefusal) as refused:
        request_correction(application.pk, by=world.cast.clerk, at=LATER)
    with pytest.raises(LegalRefusal) as judged:
        judge(world, application, at=LATER, wrong=["fire"])

    assert "第三十二条" in told_once("art32.correction_after_acceptance", refused)
    told_once("art32.after_acceptance", judged)


def test_acceptance_with_a_material_still_wanting_is_refused_naming_it() -> None:
    world = a_world("QTS-08")
    application = checked(world, "QTS-08", wrong=["fire"])

    with pytest.raises(LegalRefusal) as refused:
        accept(application.pk, by=world.cast.clerk, at=MORNING)

    message = told_once("art32.still_wanting", refused)
    assert "消防验收意见" in message
    assert "第三十二条" in message
    assert fresh(application).case.accepted_on is None


def test_a_correction_that_leaves_something_unchecked_or_names_nothing_is_refused() -> None:
    world = a_world("QTS-08")
    application = received(world, "QTS-08")
    with pytest.raises(LegalRefusal) as unchecked:
        request_correction(application.pk, by=world.cast.clerk, at=MORNING)
    judge(world, application, at=MORNING)
    with pytest.raises(LegalRefusal) as nothing:
        request_correction(application.pk, by=world.cast.clerk, at=MORNING)

    told_once("art32.not_all_checked", unchecked)
    told_once("art32.must_accept", nothing)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        pytest.param(Given("health_certificate", Verdict.COMPLETE), "art31.not_listed", id="beyond the list"),
        pytest.param(Given("fire", Verdict.CORRECT), "art32.no_reason", id="wanting without a reason"),
        pytest.param(
            Given("fire", Verdict.CORRECT, "held"), "art32.no_reason", id="another verdict's reason"
        ),
        pytest.param(
            Given("fire", Verdict.CORRECT, "other_correct"), "art32.no_reason", id="other without words"
        ),
        pytest.param(
            Given("site_plan", Verdict.PROMISED), "green.key_material", id="a key material promised"
        ),
        pytest.param(
            Given("fire", Verdict.PROMISED, promised_on=date(2026, 10, 1)),
            "green.no_entitlement",
            id="no entitlement",
        ),
    ],
)
def test_a_verdict_without_its_ground_is_refused_at_the_material(given: Given, code: str) -> None:
    world = a_world("QTS-08")
    application = received(world, "QTS-08")

    with pytest.raises(LegalRefusal) as refused:
        set_verdicts(application.pk, [given], by=world.cast.clerk, at=MORNING)

    told_once(code, refused)
    assert refused.value.field == given.material
