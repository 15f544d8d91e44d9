"""The unit that leads a process sees its cases and hears what concerns it, also without a step of its own."""

import pytest

from licensing.actions import finish, record_site_check
from notices.models import Notice
from organization.models import Person
from tests.makers.licensing import MORNING, a_world, accepted, task
from tests.makers.reviewing import just_now, opine, under_review
from workdays.days import local_day
from workflow.models import Case
from workflow.outcomes import Outcome

pytestmark = pytest.mark.django_db


def kinds_heard(person: Person) -> set[str]:
    return set(Notice.objects.filter(recipient=person).values_list("kind", flat=True))


def test_the_lead_sees_a_case_in_which_it_has_no_step() -> None:
    world = a_world("QTS-05")
    case = accepted(world, "QTS-05").case

    def sees(person: Person) -> bool:
        return Case.objects.visible_to(person, local_day(MORNING)).filter(pk=case.pk).exists()

    assert sees(world.cast.equipment)
    assert not sees(world.cast.metrology)


def test_the_lead_hears_of_a_dissent_it_must_answer_and_of_nothing_else() -> None:
    world = a_world("QTS-05")
    application = accepted(world, "QTS-05")

    opine(world, application, "district_review")
    assert "dissent.given" not in kinds_heard(world.cast.equipment)
    opine(world, application, "institute_review", Outcome.DISSENT)

    (heard,) = Notice.objects.filter(kind="dissent.given")
    assert heard.recipient == world.cast.equipment
    assert heard.url == f"/cases/{application.case.number}/"
    assert "监督检验证明核对" in heard.body


def test_a_failed_check_on_the_spot_is_a_dissent_the_lead_hears_of() -> None:
    world = a_world("QTS-08")
    application = under_review(world)

    record_site_check(
        task(application, "site_check").pk,
        [world.cast.newdistrict, world.colleague],
        checked_on=local_day(just_now()),
        place="示范路1号",
        findings="安全距离不足。",
        has_passed=False,
        by=world.cast.newdistrict,
        at=just_now(),
    )

    assert "dissent.given" in kinds_heard(world.cast.equipment)


@pytest.mark.parametrize(
    ("code", "step", "who"), [("QTS-18", "acknowledge", "clerk"), ("QTS-17", "verification", "verifier")]
)
def test_the_lead_hears_of_the_end_of_what_others_did(code: str, step: str, who: str) -> None:
    world = a_world(code)
    application = accepted(world, code)
    if code == "QTS-17":
        opine(world, application, "arrange")
    lead = application.case.process.lead
    assert lead is not None

    finish(
        task(application, step).pk,
        result="已办结",
        by=getattr(world, who, None) or world.cast.clerk,
        at=just_now(),
    )

    assert "service.finished" in kinds_heard(world.of(lead.code))
