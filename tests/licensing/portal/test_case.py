"""The enterprise's desk through the client: one case, its dates, its papers."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from licensing.actions import (
    request_correction,
)
from licensing.models import Licence
from licensing.progress import holdings_of
from organization.models import Role
from parties.actions import appoint_representative
from parties.models import Party, RepresentativeRole
from tests.makers.licensing import MORNING, World, accepted, checked, received
from tests.makers.organization import give_post, make_person, sign_in
from tests.makers.parties import an_enterprise
from tests.makers.portal import SINCE, page, represent, served
from tests.makers.statements import statements

pytestmark = pytest.mark.django_db
CANARY = "金丝雀"
NO_CASE = "321100-20200101-99999-0"
PAGES = ("portal", "portal_cases", "portal_licences")


def test_a_case_shows_its_dates_with_their_working_and_its_papers(
    portal: Client, world: World, firm: Party
) -> None:
    application = accepted(world, "QTS-08", party=firm)

    words = page(portal, "portal_case", application.case.number)

    for said in (
        "为什么是",
        "这一周",
        "法律允许的最后一天",
        "受理通知书",
        "收件凭证",
        "充装许可申请书",
        "齐全",
    ):
        assert said in words
    assert "/documents/" in words


def test_the_portal_changes_nothing(portal: Client, world: World, firm: Party) -> None:
    number = accepted(world, "QTS-08", party=firm).case.number

    for url in (*(reverse(name) for name in PAGES), reverse("portal_case", args=[number])):
        assert portal.post(url).status_code == 405


def test_another_firms_case_answers_like_a_missing_one(portal: Client, world: World) -> None:
    theirs = accepted(world, "QTS-08", party=an_enterprise(f"{CANARY}有限公司"))

    foreign = portal.get(reverse("portal_case", args=[theirs.case.number]))
    missing = portal.get(reverse("portal_case", args=[NO_CASE]))

    assert foreign.status_code == missing.status_code == 404
    assert CANARY not in foreign.content.decode()


def test_nothing_of_another_firm_is_heard_on_any_page(portal: Client, world: World, firm: Party) -> None:
    accepted(world, "QTS-08", party=firm)
    other = an_enterprise(f"{CANARY}有限公司")
    received(world, "QTS-08", party=other)
    served(world, other)

    heard = [name for name in PAGES if CANARY in page(portal, name)]

    assert heard == []
    assert "在办的 1 件" in page(portal)
    assert "共 1 件" in page(portal, "portal_cases")
    assert Licence.objects.count() == 1
    assert "还没有证照" in page(portal, "portal_licences")


def test_who_represents_nobody_has_no_portal(client: Client, world: World, firm: Party) -> None:
    for person in (world.cast.enterprise2, world.cast.clerk, world.cast.chief, world.cast.admin):
        stranger = sign_in(Client(), person)
        assert {stranger.get(reverse(name)).status_code for name in PAGES} == {404}

    assert client.get(reverse("portal"))["Location"].startswith("/accounts/login/")


def test_an_appointment_that_has_ended_opens_nothing(client: Client, world: World) -> None:
    represent(world, an_enterprise(), until=date(2020, 12, 31))

    assert sign_in(client, world.cast.enterprise).get(reverse("portal")).status_code == 404


def test_a_member_of_staff_who_represents_a_firm_sees_its_portal_too(client: Client, world: World) -> None:
    both = make_person("both", name="双重示范")
    give_post(both, world.cast.unit("window"), Role.CLERK)
    party = an_enterprise("双重示范厂")
    appoint_representative(
        party,
        person=both,
        role=RepresentativeRole.HANDLER,
        first_on=SINCE,
        last_on=None,
        by=world.cast.clerk,
        at=MORNING,
    )

    assert "双重示范厂" in page(sign_in(client, both))


def test_two_firms_of_one_person_are_told_apart(portal: Client, world: World, firm: Party) -> None:
    second = an_enterprise("镇江示范二厂")
    represent(world, second, until=None)
    accepted(world, "QTS-08", party=firm)
    accepted(world, "QTS-08", party=second)

    words = page(portal)

    assert words.count(firm.name) >= 2
    assert words.count(second.name) >= 2


def test_the_portal_is_the_enterprises_own_desk(portal: Client) -> None:
    assert f'href="{reverse("portal")}">我的事项' in portal.get(reverse("home")).content.decode()


@pytest.mark.parametrize(
    ("days_left", "tone", "badge"),
    [(-1, "late", "已过期"), (30, "soon", "该延续了"), (200, "info", "有效"), (600, "ok", "有效")],
)
def test_a_licence_says_when_to_ask_for_renewal(
    world: World, firm: Party, days_left: int, tone: str, badge: str
) -> None:
    today = date(2026, 11, 24)
    application = accepted(world, "QTS-08", party=firm)
    licence = Licence(
        number="示范",
        application=application,
        party=firm,
        item_version=application.item_version,
        issued_on=today,
        valid_from=SINCE,
        valid_until=today + timedelta(days=days_left),
    )

    (holding,) = holdings_of([licence], today)

    assert (holding.tone, holding.badge) == (tone, badge)


def test_the_pages_keep_their_budget_whatever_the_number_of_cases(
    portal: Client, world: World, firm: Party
) -> None:
    application = checked(world, "QTS-08", party=firm, wrong=["site_plan"])
    request_correction(application.pk, by=world.cast.clerk, at=MORNING)
    for _case in range(3):
        accepted(world, "QTS-08", party=firm)
    served(world, firm)
    page(portal)

    with statements() as home:
        page(portal)
    with statements() as case:
        page(portal, "portal_case", application.case.number)

    assert len(home.asked) <= 12
    assert len(case.asked) <= 16
