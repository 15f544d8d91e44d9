"""Following a case by number and code: one answer to whatever is wrong, ten tries, no code in an address."""

import re
from datetime import timedelta
from typing import cast
from unittest.mock import patch

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from licensing.actions import receive_application, request_correction, start_special_procedure
from licensing.models import Application
from tests.makers.licensing import MORNING, World, a_filing, a_world, accepted, checked, task
from tests.makers.organization import CAST
from tests.makers.parties import a_natural_person, an_enterprise
from tests.makers.statements import statements
from workflow.models import Case
from workflow.queries import digest_of

pytestmark = pytest.mark.django_db
TRACK = "/track/"
CODE = "ABCD-2345-6789"
WRONG = "ZZZZ-ZZZZ-ZZZZ"
NO_CASE = "321100-20200101-99999-0"
NO_MATCH = "没有找到。编号和查询码有一个不对"
PASSING = re.compile(r'csrf[^>]*value="[^"]+"|csrftoken[^"]*"[^"]+"|X-CSRFToken": "[^"]+"')


@pytest.fixture
def world() -> World:
    return a_world("QTS-08")


def coded(application: Application) -> str:
    """The case's number; CODE becomes its query code."""
    number = application.case.number
    Case.objects.filter(number=number).update(query_digest=digest_of(number, CODE))
    return number


def ask(client: Client, number: str, code: str = CODE, *, address: str = "127.0.0.1") -> HttpResponse:
    return cast(HttpResponse, client.post(TRACK, {"number": number, "code": code}, REMOTE_ADDR=address))


def shown(client: Client, number: str) -> str:
    """The page of a case after the right number and code."""
    return client.post(TRACK, {"number": number, "code": CODE}, follow=True).content.decode()


def test_the_receipts_number_and_code_open_the_case_however_they_are_typed(
    client: Client, world: World
) -> None:
    receipt = receive_application(a_filing("QTS-08"), by=world.cast.clerk, at=MORNING)
    number = receipt.application.case.number

    answer = ask(client, f" {number.replace('-', '')} ", receipt.query_code.lower().replace("0", "o"))

    assert answer.status_code == 302
    assert answer["Location"] == f"{TRACK}?number={number}"


def test_the_page_is_read_again_without_the_code_which_stands_nowhere(client: Client, world: World) -> None:
    number = coded(accepted(world, "QTS-08"))

    answer = ask(client, number)
    again = [client.get(answer["Location"]) for _reading in range(2)]

    assert [one.status_code for one in again] == [200, 200]
    assert all("走到哪一步了" in one.content.decode() for one in again)
    assert again[0]["Cache-Control"].count("no-store") == 1
    kept = str(dict(client.session.items()))
    assert CODE not in kept
    assert CODE.replace("-", "") not in kept
    assert CODE not in answer["Location"]


def test_what_was_opened_closes_after_two_hours_or_at_once(client: Client, world: World) -> None:
    number = coded(accepted(world, "QTS-08"))
    ask(client, number)
    later = timezone.now() + timedelta(hours=2, minutes=1)

    with patch("licensing.views.public.track.timezone.now", return_value=later):
        assert "走到哪一步了" not in client.get(f"{TRACK}?number={number}").content.decode()

    assert "走到哪一步了" in client.get(f"{TRACK}?number={number}").content.decode()
    client.post(TRACK, {"forget": "1"})
    assert "走到哪一步了" not in client.get(f"{TRACK}?number={number}").content.decode()


def test_another_browser_knows_nothing_of_it(client: Client, world: World) -> None:
    number = coded(accepted(world, "QTS-08"))
    ask(client, number)

    words = Client().get(f"{TRACK}?number={number}").content.decode()

    assert "走到哪一步了" not in words
    assert f'value="{number}"' in words


def test_a_wrong_number_and_a_wrong_code_are_answered_alike_after_the_same_work(world: World) -> None:
    number = coded(accepted(world, "QTS-08"))
    coded_without = accepted(world, "QTS-08", party=an_enterprise("镇江示范二企业"))
    Case.objects.filter(pk=coded_without.case_id).update(query_digest="")
    asked = [
        (number, WRONG),
        (NO_CASE, CODE),
        ("321100-20200101-99999-5", CODE),
        ("not a number", WRONG),
        (coded_without.case.number, CODE),
        ("٣" * 60, "😀<script>"),
    ]

    answers = [measured(Client(), *one, address=f"127.0.0.{place}") for place, one in enumerate(asked, 1)]

    assert len({body for body, _work in answers}) == 1
    assert NO_MATCH in answers[0][0]
    assert len({work for _body, work in answers}) == 1


def measured(client: Client, number: str, code: str, *, address: str) -> tuple[str, int]:
    """The body without what was typed, and the statements it took."""
    with statements() as work:
        answer = ask(client, number, code, address=address)
    assert answer.status_code == 422
    body = PASSING.sub("", answer.content.decode())
    return re.sub(r'value="[^"]*"', "", body), len(work.asked)


@pytest.mark.parametrize(("number", "code"), [("", CODE), (NO_CASE, ""), ("9" * 10_000, CODE)])
def test_what_is_missing_or_far_too_long_is_said_at_its_field(client: Client, number: str, code: str) -> None:
    answer = ask(client, number, code)

    assert answer.status_code == 422
    assert "field-error" in answer.content.decode()


def test_ten_wrong_codes_lock_the_number_for_everybody_and_say_until_when(world: World) -> None:
    number = coded(accepted(world, "QTS-08"))
    for place in range(10):
        assert ask(Client(), number, WRONG, address=f"127.0.0.{place}").status_code == 422

    locked = ask(Client(), number, CODE, address="127.0.0.99")

    assert locked.status_code == 429
    assert 1 <= int(locked["Retry-After"]) <= 3600
    assert re.search(r"请在 \d\d:\d\d 以后再来", locked.content.decode())


def test_ten_wrong_numbers_lock_the_address_and_no_other(world: World) -> None:
    number = coded(accepted(world, "QTS-08"))
    for place in range(10):
        ask(Client(), f"32110020200101{place:05d}0", WRONG)

    assert ask(Client(), number).status_code == 429
    assert ask(Client(), number, address="127.0.0.2").status_code == 302


def test_right_answers_are_not_counted_so_a_hall_of_applicants_shares_one_address(world: World) -> None:
    number = coded(accepted(world, "QTS-08"))

    assert {ask(Client(), number).status_code for _person in range(15)} == {302}


def test_the_page_says_whose_turn_it_is_by_when_and_why_then(client: Client, world: World) -> None:
    number = coded(accepted(world, "QTS-08"))

    words = shown(client, number)

    for said in ("现在轮到", "特种设备安全监察处", "受理了", "这一周", "作出决定"):
        assert said in words
    assert "法律允许的最后一天" in words
    assert "本事项不收费" in words


def test_no_persons_name_stands_on_the_page(client: Client, world: World) -> None:
    application = accepted(world, "QTS-08", party=an_enterprise(), presenter="提交人甲")
    start_special_procedure(
        task(application, "examine").pk, expected_days=30, by=world.cast.equipment, at=MORNING
    )

    words = shown(client, coded(application))

    names = {name for name, _unit, _roles in CAST.values()} | {"提交人甲"}
    told = words.replace("镇江新区", "")  # the district is no person, though its bureau's clerk is 江新
    assert {name for name in names if name in told} == set()


def test_a_natural_person_is_masked(client: Client) -> None:
    world = a_world("QTS-06")
    application = accepted(world, "QTS-06", party=a_natural_person("欧阳示范"))

    words = shown(client, coded(application))

    assert "欧阳示范" not in words
    assert "欧***" in words


def test_a_correction_says_what_is_missing_and_why(client: Client, world: World) -> None:
    application = checked(world, "QTS-08", wrong=["site_plan"])
    request_correction(application.pk, by=world.cast.clerk, at=MORNING)

    words = shown(client, coded(application))

    assert "补交 1 件材料" in words
    assert "场地平面图" in words
    assert "为什么：" in words
    assert "依据" in words


def test_a_special_procedure_says_how_long_and_shows_its_notice(client: Client, world: World) -> None:
    application = accepted(world, "QTS-08")
    start_special_procedure(
        task(application, "examine").pk, expected_days=30, by=world.cast.equipment, at=MORNING
    )

    words = shown(client, coded(application))

    assert "这段时间不计入时限" in words
    assert "事先告诉您需要 30 天" in words
    assert "计时中止" in words
    assert "/verify/" in words


def test_the_pages_keep_their_budget(client: Client, world: World) -> None:
    number = coded(accepted(world, "QTS-08"))

    with statements() as posting:
        answer = ask(client, number)
    with statements() as reading:
        client.get(answer["Location"])

    assert len(posting.asked) <= 15
    assert len(reading.asked) <= 15


def test_no_address_of_the_receipt_or_the_page_holds_the_code(client: Client, world: World) -> None:
    number = coded(accepted(world, "QTS-08"))

    addresses = re.findall(r'(?:href|action|hx-get)="([^"]+)"', shown(client, number))

    assert not [url for url in addresses if CODE in url or CODE.replace("-", "") in url]
    assert settings.SESSION_COOKIE_HTTPONLY
