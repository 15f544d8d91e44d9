"""A refusal at the intake stands at its place and loses nothing."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from licensing.models import Application, Draft
from parties.models import Party
from records.models import Event
from tests.makers.answers import words
from tests.makers.parties import an_enterprise
from tests.makers.window import (
    ITEM,
    new_token,
    send,
    sheet_fields,
    the_application,
)

pytestmark = pytest.mark.django_db


WRONG = [
    pytest.param("accept", {"party": ""}, 'id="party-field"', "请先选企业", id="no party"),
    pytest.param("accept", {"item": ""}, 'id="item-field"', "请先选事项", id="no item"),
    pytest.param("accept", {"item": "QTS-03"}, "QTS-03", "取消本项许可", id="cancelled item"),
    pytest.param("accept", {"m-fire": ""}, "", "还没有核对", id="a material unchecked"),
    pytest.param("accept", {"m-fire": "correct", "rc-fire": "unsigned"}, "", "待补正", id="accepted wanting"),
    pytest.param("correct", {"m-fire": "correct"}, 'id="line-fire"', "须选择理由", id="no reason"),
    pytest.param(
        "correct",
        {"m-fire": "correct", "rc-fire": "other_correct"},
        'id="line-fire"',
        "须写明理由",
        id="other",
    ),
    pytest.param("correct", {}, "", "应当受理", id="nothing to correct"),
    pytest.param(
        "keep", {"m-fire": "promised", "rp-fire": "2099-01-04"}, "", "绿色通道", id="promise unentitled"
    ),
    pytest.param("not_ours", {}, "", "须告知申请人向哪个机关申请", id="to nobody"),
    pytest.param("not_required", {}, "", "须说明为什么不需要许可", id="no reason why not"),
    pytest.param("keep", {"mobile": "打电话"}, 'id="id_mobile_error"', "电话只能有数字", id="mobile"),
    pytest.param(
        "keep", {"channel": "letter"}, 'id="id_received_on_error"', "请填写送到本局的日期", id="no day"
    ),
    pytest.param(
        "keep", {"channel": "letter", "received_on": "2099-01-04"}, "", "不能晚于今天", id="from the future"
    ),
    pytest.param(
        "accept", {"a-capacity": "很多"}, 'id="a-capacity-error-1"', "请填写数字", id="not a number"
    ),
    pytest.param("accept", {"a-capacity": ""}, 'id="a-capacity-error-1"', "必填", id="form not filled"),
    pytest.param("accept", {"a-unknown": "x"}, "", "这张表没有这一项", id="a field the form lacks"),
]


@pytest.mark.parametrize(("act", "changed", "place", "said"), WRONG)
def test_a_refusal_stands_at_its_place_and_loses_nothing(
    clerk: Client, firm: Party, act: str, changed: dict[str, str], place: str, said: str
) -> None:
    token, fields = new_token(), {**sheet_fields(ITEM, firm, note="请电话联系"), **changed}

    answer = send(clerk, token, act, fields)

    assert answer.status_code == 422
    assert said in words(answer)
    assert place in words(answer)
    assert "请电话联系" in words(answer) or not fields["party"]
    assert Draft.objects.get(token=token).data["note"] == ["请电话联系"]
    assert not Application.objects.exists()


def test_a_legal_refusal_leaves_its_trace(clerk: Client, firm: Party) -> None:
    send(
        clerk, new_token(), "accept", {**sheet_fields(ITEM, firm), "m-fire": "correct", "rc-fire": "unsigned"}
    )

    assert [event.verb for event in Event.objects.filter(verb="attempt.refused")] == ["attempt.refused"]


def test_words_without_a_choice_mean_the_one_party_they_fit(clerk: Client, firm: Party) -> None:
    fields = {**sheet_fields(ITEM, firm), "party": "", "party_words": firm.uscc}

    send(clerk, new_token(), "accept", fields)

    assert the_application().case.party == firm


def test_words_that_fit_several_ask_for_a_choice(clerk: Client, firm: Party) -> None:
    an_enterprise("镇江示范醋业第二有限公司")

    answer = send(
        clerk, new_token(), "accept", {**sheet_fields(ITEM, firm), "party": "", "party_words": "示范醋业"}
    )

    assert answer.status_code == 422
    assert "请从列表里选定" in words(answer)


def test_odd_text_is_kept_and_shown_harmlessly(clerk: Client, firm: Party) -> None:
    odd = "<script>alert(1)</script> =1+1 #\\ 😀" + "字" * 1_900
    token = new_token()

    clerk.post(reverse("intake_save", args=[token]), sheet_fields(ITEM, firm, note=odd))
    page = words(clerk.get(reverse("intake", args=[token])))

    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; =1+1 #\\ 😀" in page
