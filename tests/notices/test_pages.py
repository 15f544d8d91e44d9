"""The bell and the list: one's own notices only, in pages, read when opened."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from notices.models import Notice
from organization.models import Person
from tests.makers.notices import make_notice
from tests.makers.organization import Cast, cast, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> Cast:
    return cast()


@pytest.fixture
def clerk(house: Cast, client: Client) -> Client:
    return sign_in(client, house.clerk)


def told(person: Person, number: int = 1, **facts: Any) -> Notice:
    return make_notice(person, number=number, **{"at": timezone.now(), **facts})


def test_each_person_sees_the_own_notices_only(house: Cast, clerk: Client) -> None:
    mine, other = told(house.clerk), told(house.legal, number=2)
    told(house.clerk, number=3, channel="email")

    assert clerk.get("/notices/").context["rows"] == [mine]
    assert clerk.post(f"/notices/{other.pk}/open/").status_code == 404
    clerk.post("/notices/read/", {"until": other.pk + 100})
    other.refresh_from_db()
    assert other.read_at is None


def test_the_bell_counts_unread_ones_and_stops_at_a_hundred(house: Cast, clerk: Client) -> None:
    assert "未读通知 0 条" in clerk.get("/notices/bell/").content.decode()
    for number in range(105):
        told(house.clerk, number=number)

    page = clerk.get("/notices/bell/").content.decode()

    assert "99+" in page
    assert 'hx-get="/notices/bell/"' in page


def test_opening_marks_read_and_leads_on(house: Cast, clerk: Client) -> None:
    notice = told(house.clerk, url="/people/absences/")

    answer = clerk.post(f"/notices/{notice.pk}/open/")
    again = clerk.post(f"/notices/{notice.pk}/open/")

    assert answer["Location"] == again["Location"] == "/people/absences/"
    first_read = Notice.objects.get().read_at
    assert first_read is not None


@pytest.mark.parametrize("url", ["https://evil.example/", "//evil.example", "javascript:alert(1)", ""])
def test_a_notice_leads_nowhere_outside(house: Cast, clerk: Client, url: str) -> None:
    notice = told(house.clerk, url=url)

    assert clerk.post(f"/notices/{notice.pk}/open/")["Location"] == "/notices/"


def test_all_are_marked_read_up_to_what_the_page_showed(house: Cast, clerk: Client) -> None:
    seen = [told(house.clerk, number=n) for n in (1, 2)]
    later = told(house.clerk, number=3)

    clerk.post("/notices/read/", {"until": seen[-1].pk})

    assert list(Notice.objects.unread()) == [later]


@pytest.mark.parametrize("until", ["", "x", "-1", "9" * 40, "１２"])
def test_a_senseless_number_changes_nothing_and_breaks_nothing(
    house: Cast, clerk: Client, until: str
) -> None:
    told(house.clerk, key="k")

    assert clerk.post("/notices/read/", {"until": until}).status_code == 302
    assert clerk.get(f"/notices/?before={until}").status_code == 200


def test_the_list_pages_by_key_in_a_fixed_number_of_queries(
    house: Cast, clerk: Client, django_assert_max_num_queries: Any
) -> None:
    made = [told(house.clerk, number=n) for n in range(120)]

    with django_assert_max_num_queries(10):
        page = clerk.get("/notices/")
    seen = list(page.context["rows"])
    while page.context["next_url"]:
        page = clerk.get("/notices/" + page.context["next_url"])
        seen += page.context["rows"]

    assert seen == made[::-1]


def test_only_unread_ones_can_be_asked_for(house: Cast, clerk: Client) -> None:
    told(house.clerk, read_at=timezone.now())
    new = told(house.clerk, number=2)

    assert clerk.get("/notices/?unread=1").context["rows"] == [new]


def test_an_enterprise_reads_them_in_the_public_frame(house: Cast, client: Client) -> None:
    told(house.enterprise, title="您的申请已受理")

    page = sign_in(client, house.enterprise).get("/notices/").content.decode()

    assert "您的申请已受理" in page
    assert 'class="q-wrap"' in page


@pytest.mark.parametrize("path", ["/notices/", "/notices/bell/"])
def test_nobody_reads_without_signing_in(client: Client, path: str) -> None:
    assert client.get(path).status_code == 302


@pytest.mark.parametrize("path", ["/notices/read/", "/notices/1/open/"])
def test_reading_needs_a_post(clerk: Client, path: str) -> None:
    assert clerk.get(path).status_code == 405


def test_hostile_words_are_shown_harmlessly(house: Cast, clerk: Client) -> None:
    told(house.clerk, title="<script>alert(1)</script>", body="<img src=x onerror=alert(1)>\n=1+1\u202e😀")

    page = clerk.get("/notices/").content.decode()

    assert "<script>alert" not in page
    assert "<img src=x" not in page


def test_the_back_office_shows_no_words_of_a_notice_and_lets_it_go_again(house: Cast, client: Client) -> None:
    held = told(house.clerk, channel="email", state="quarantined", attempts=5, title="案件内容")
    sign_in(client, house.admin)

    page = client.get("/admin/notices/notice/").content.decode()
    client.post("/admin/notices/notice/", {"action": "send_again", "_selected_action": held.pk})

    assert "案件内容" not in page
    held.refresh_from_db()
    assert (held.state, held.attempts) == ("waiting", 0)
