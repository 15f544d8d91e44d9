"""The acts of organization: each checks, changes, and leaves one ledger line."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core.exceptions import PermissionDenied, ValidationError

from organization import actions
from organization.access import standing
from organization.models import Absence, Person, Post, Role
from records.models import Event
from records.sentences import tell
from tests.makers.organization import PASSWORD, Cast, cast, make_person

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 10, 1, 0, tzinfo=UTC)
DAY = date(2026, 3, 10)
ONE = timedelta(days=1)


@pytest.fixture
def house() -> Cast:
    return cast()


def last_line(verb: str) -> Event:
    return Event.objects.filter(verb=verb).latest("pk")


def test_an_appointment_seats_the_person_and_is_told(house: Cast) -> None:
    newcomer = make_person("newcomer", name="新来")

    post = actions.appoint(newcomer, house.unit("window"), Role.CLERK, first_on=DAY, by=house.admin, at=AT)

    assert standing(newcomer, DAY).has(Role.CLERK, house.unit("window").pk)
    line = last_line("post.filled")
    assert (line.subject_key, line.actor_id) == (str(post.pk), house.admin.pk)
    assert tell(line) == "管一 任命 新来 为许可服务处窗口人员，自 2026-03-10 至 —"


def test_a_post_ends_with_its_last_day(house: Cast) -> None:
    post = Post.objects.get(person=house.clerk)

    actions.end_post(post, last_on=DAY, by=house.admin, at=AT)

    assert standing(house.clerk, DAY).has(Role.CLERK)
    assert not standing(house.clerk, DAY + ONE).has(Role.CLERK)
    assert last_line("post.ended").data["last_on"] == "2026-03-10"


def test_a_post_cannot_end_before_it_began(house: Cast) -> None:
    with pytest.raises(ValidationError, match="不能早于"):
        actions.end_post(
            Post.objects.get(person=house.clerk), last_on=date(2001, 1, 1), by=house.admin, at=AT
        )


def test_the_same_post_twice_is_refused_and_told_once(house: Cast) -> None:
    unit = house.unit("window")

    with pytest.raises(ValidationError, match="日期重叠"):
        actions.appoint(house.clerk, unit, Role.CLERK, first_on=DAY, by=house.admin, at=AT)

    assert not Event.objects.filter(verb="post.filled").exists()


def test_an_administrator_needs_a_second_factor_and_loses_the_back_office_with_the_post(
    house: Cast,
) -> None:
    post = actions.appoint(
        house.legal, house.unit("office"), Role.ADMINISTRATOR, first_on=DAY, by=house.admin, at=AT
    )
    house.legal.refresh_from_db()
    assert (house.legal.is_staff, house.legal.must_use_mfa) == (True, True)

    actions.end_post(post, last_on=DAY, by=house.admin, at=AT)
    house.legal.refresh_from_db()
    assert (house.legal.is_staff, house.legal.must_use_mfa) == (False, True)


@pytest.mark.parametrize("account", ["clerk", "chief", "supervisor", "enterprise"])
def test_nobody_but_an_administrator_appoints(house: Cast, account: str) -> None:
    with pytest.raises(PermissionDenied):
        actions.appoint(
            house.clerk2,
            house.unit("legal"),
            Role.REVIEWER,
            first_on=DAY,
            by=getattr(house, account),
            at=AT,
        )


def absence(house: Cast, **facts: Any) -> Absence:
    wanted = {"deputy": house.clerk2, "first_on": DAY, "last_on": DAY + ONE, "by": house.clerk, "at": AT}
    return actions.record_absence(house.clerk, **{**wanted, **facts})


def test_an_absence_lends_the_seat_and_is_told(house: Cast) -> None:
    absence(house, reason="年假")

    assert standing(house.clerk2, DAY).deputises == {house.clerk.pk}
    assert tell(last_line("absence.recorded")) == (
        "林晓 登记 林晓 请假 2026-03-10 至 2026-03-11，由 周敏 代办"
    )


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"deputy": "clerk"}, "自己代办"),
        ({"deputy": "enterprise"}, "同一机关"),
        ({"deputy": "transport"}, "同一机关"),
        ({"last_on": DAY - ONE}, "不能早于"),
    ],
    ids=["oneself", "no post", "another organ", "turned round"],
)
def test_an_unfit_absence_is_refused(house: Cast, facts: dict[str, Any], words: str) -> None:
    if "deputy" in facts:
        facts = {"deputy": getattr(house, facts["deputy"])}

    with pytest.raises(ValidationError, match=words):
        absence(house, **facts)

    assert not Absence.objects.exists()


def test_a_deputy_who_is_absent_too_is_refused(house: Cast) -> None:
    absence(house)

    with pytest.raises(ValidationError, match="也请假"):
        actions.record_absence(
            house.clerk2, deputy=house.clerk, first_on=DAY, last_on=DAY, by=house.clerk2, at=AT
        )


def test_a_disabled_deputy_is_refused(house: Cast) -> None:
    Person.objects.filter(pk=house.clerk2.pk).update(is_active=False)
    house.clerk2.refresh_from_db()

    with pytest.raises(ValidationError, match="不能代办"):
        absence(house)


def test_coming_back_early_ends_the_absence(house: Cast) -> None:
    away = absence(house)

    actions.end_absence(away, last_on=DAY, by=house.clerk, at=AT)

    assert standing(house.clerk2, DAY + ONE).deputises == frozenset()
    assert last_line("absence.ended").data["last_on"] == "2026-03-10"


def test_an_absence_that_never_began_is_taken_back(house: Cast) -> None:
    away = absence(house)

    assert actions.end_absence(away, last_on=DAY - ONE, by=house.clerk, at=AT) is None

    assert not Absence.objects.exists()
    assert Event.objects.filter(verb="absence.withdrawn").count() == 1


def test_an_absence_is_only_shortened(house: Cast) -> None:
    with pytest.raises(ValidationError, match="更早"):
        actions.end_absence(absence(house), last_on=DAY + 5 * ONE, by=house.clerk, at=AT)


def test_a_disabled_person_is_told_and_cannot_be_disabled_twice(house: Cast) -> None:
    actions.disable_person(house.clerk, reason="调离", by=house.admin, at=AT)

    assert not Person.objects.get(pk=house.clerk.pk).is_active
    assert tell(last_line("person.disabled")) == "管一 停用 林晓 的账号：调离"
    with pytest.raises(ValidationError, match="已被他人改变"):
        actions.disable_person(house.clerk, reason="调离", by=house.admin, at=AT)


def test_the_last_administrator_and_oneself_cannot_be_disabled(house: Cast) -> None:
    with pytest.raises(ValidationError, match="唯一"):
        actions.disable_person(house.admin, reason="", by=None, at=AT)
    with pytest.raises(ValidationError, match="自己"):
        actions.disable_person(house.admin, reason="", by=house.admin, at=AT)


def test_an_account_is_made_with_a_fit_password_only(house: Cast) -> None:
    made = actions.add_person("newcomer", name="新来", password=PASSWORD, by=house.admin, at=AT)

    assert made.check_password(PASSWORD)
    assert last_line("person.added").data["username"] == "newcomer"
    for username, password, words in [
        ("newcomer", PASSWORD, "已被使用"),
        ("other", "12345", "密码"),
        ("带 空格", PASSWORD, "登录名|用户名|username"),
    ]:
        with pytest.raises(ValidationError, match=words):
            actions.add_person(username, name="新来", password=password, by=house.admin, at=AT)


def test_the_second_factor_is_sealed_at_rest_and_can_be_reset(house: Cast) -> None:
    made = actions.set_second_factor(house.admin, secret="JBSWY3DPEHPK3PXP", by=None, at=AT)

    assert "JBSWY3DPEHPK3PXP" not in str(made.data)
    actions.reset_second_factor(house.admin, reason="换手机", by=None, at=AT)
    assert not Authenticator.objects.filter(user=house.admin).exists()
    assert last_line("second_factor.reset").data["reason"] == "换手机"
