"""Parties are found by code, name and initials, by those who may see them."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.db.models import Q

from organization.models import Person, Role
from parties import sight
from parties.actions import appoint_representative, end_appointment
from parties.models import NameGram, Party, RepresentativeRole
from tests.makers.parties import AT, ON, VINEGAR, a_natural_person, an_enterprise, someone

pytestmark = pytest.mark.django_db
NUMBER = "11010519491231002X"


@pytest.mark.parametrize(
    "text",
    [
        "9132",
        "91321100ma1x00017c",
        "MA1X00017",
        "ma1x0001-7",
        "示范醋业",
        "醋",
        "示范 有限公司",
        "镇江示范醋业有限公司",
        "sfcy",
        "SFCY",
        "zjsfcyyxgs",
        "\u202e示范",
    ],
)
def test_a_party_is_found_by(text: str) -> None:
    party = an_enterprise(uscc=VINEGAR)
    an_enterprise("丹阳样板眼镜厂", uscc="91440300708461136T")

    assert list(Party.objects.search(text)) == [party]


@pytest.mark.parametrize(
    "text", ["szcy", "醋厂", "9133", "%", "_", "'", "MA1X00018", "<script>", "\\", "长" * 60_000]
)
def test_a_party_is_not_found_by(text: str) -> None:
    an_enterprise(uscc=VINEGAR)

    assert not Party.objects.search(text).exists()


def test_many_words_are_asked_for_as_far_as_is_bearable() -> None:
    party = an_enterprise("镇江示范醋业有限公司")

    assert list(Party.objects.search("示范 " * 60)) == [party]


def test_nothing_asked_leaves_all() -> None:
    an_enterprise()

    assert Party.objects.search("  ").count() == 1


def test_a_person_is_found_by_the_whole_number_only() -> None:
    party = a_natural_person(id_number=NUMBER)

    assert Party.objects.search(NUMBER.lower()).get() == party
    assert not Party.objects.search(NUMBER[:10]).exists()


def staff(role: Role) -> Person:
    return someone("某", role, "legal")


def test_staff_see_enterprises_and_the_window_also_persons() -> None:
    firm, person = an_enterprise(), a_natural_person()

    assert set(Party.objects.visible_to(staff(Role.CLERK), on=ON)) == {firm, person}
    assert set(Party.objects.visible_to(staff(Role.REVIEWER), on=ON)) == {firm}


def test_someone_of_an_enterprise_sees_it_alone_and_while_the_term_runs() -> None:
    own, _other, guest = an_enterprise(), an_enterprise("别家"), someone("顾晓岚")
    term = appoint_representative(
        own, person=guest, role=RepresentativeRole.HANDLER, first_on=ON, by=None, at=AT
    )

    assert list(Party.objects.visible_to(guest, on=ON)) == [own]
    assert not Party.objects.visible_to(guest, on=ON - timedelta(days=1)).exists()
    end_appointment(term, on=ON, by=None, at=AT)
    assert Party.objects.visible_to(guest, on=ON).exists()
    assert not Party.objects.visible_to(guest, on=ON + timedelta(days=1)).exists()


def test_a_stranger_a_superuser_and_nobody_see_nothing() -> None:
    an_enterprise()
    root = Person.objects.create_superuser("root", "x", name="root")

    for person in (someone("路人"), root, AnonymousUser()):
        assert not Party.objects.visible_to(person, on=ON).exists()  # type: ignore[arg-type]  # nobody signed in


def test_an_upper_app_may_let_a_person_be_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    hidden = a_natural_person()
    monkeypatch.setattr(sight, "_added", [])
    sight.add(lambda _person, _on: Q(pk=hidden.pk))

    assert list(Party.objects.visible_to(staff(Role.REVIEWER), on=ON)) == [hidden]


def a_crowd(size: int) -> None:
    """Enterprises made by set-based SQL, their codes mere numbers."""
    district = an_enterprise().district
    rows = [
        Party(
            name=f"镇江{n}号样本有限公司", pinyin_initials=f"zj{n}hyb", org_code=f"{n:09d}", district=district
        )
        for n in range(size)
    ]
    made = Party.objects.bulk_create(rows)
    NameGram.objects.bulk_create(
        [NameGram(party=party, gram=gram) for party in made for gram in ("有限", "样本", "yb")]
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


@pytest.mark.parametrize("text", ["示范醋业", "sfcy", "MA1X00017", VINEGAR[:14], VINEGAR])
def test_a_search_reads_no_table_from_end_to_end(text: str) -> None:
    a_crowd(3_000)

    plan = Party.objects.search(text).order_by("pinyin_initials", "pk")[:8].explain()

    assert "Seq Scan on parties_party" not in plan
    assert "SCAN parties_party" not in plan.replace("SCAN parties_party USING INDEX party_by_initials", "")


def test_a_day_is_told_or_is_today() -> None:
    firm, clerk = an_enterprise(), someone("王丽", Role.CLERK)

    assert Party.objects.visible_to(clerk).get() == firm
    assert not Party.objects.visible_to(clerk, on=date(2019, 1, 1)).exists()
