"""The receipt says what was seen and said when it was handed over, now and whenever it is looked at again."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from licensing.states import State
from parties.models import Party
from tests.makers.answers import words
from tests.makers.window import (
    ITEM,
    here,
    new_token,
    send,
    sheet_fields,
    the_application,
    verdict_fields,
)

pytestmark = pytest.mark.django_db


def sheet_of(clerk: Client) -> str:
    """The paper itself, without the buttons above it and the code at its foot."""
    page = words(clerk.get(here("window_receipt", the_application())))
    return page[page.index("<h1>") :].split("q-sheet-foot")[0]


def test_it_stays_as_it_was_when_the_missing_piece_comes(clerk: Client, firm: Party) -> None:
    fields = sheet_fields(ITEM, firm) | verdict_fields(ITEM, {"site_plan": "incomplete"})
    send(clerk, new_token(), "correct", fields | {"rt-site_plan": "未标注安全距离"})
    before = sheet_of(clerk)

    clerk.post(
        here("window_correction", the_application()),
        {"c-site_plan": "good", "act": "accept", "token": "t1"},
    )

    assert the_application().state == State.ACCEPTED
    assert "请于" in before
    assert "待补正，见通知书" in before
    assert sheet_of(clerk) == before


def test_it_claims_no_materials_of_what_is_not_ours(clerk: Client, firm: Party) -> None:
    said = {"whom": "示范局", "reasons": "不属本局职权"}
    unjudged = {name: value for name, value in sheet_fields(ITEM, firm).items() if not name.startswith("m-")}

    send(clerk, new_token(), "not_ours", unjudged | said)

    assert the_application().state == State.NOT_OURS
    assert "收到，待核对" not in sheet_of(clerk)
    assert "材料没有收取" in sheet_of(clerk)


def test_what_was_received_first_and_judged_later_was_not_judged_at_the_counter(
    clerk: Client, firm: Party
) -> None:
    fields = sheet_fields(ITEM, firm)
    send(clerk, new_token(), "keep", {name: fields[name] for name in fields if not name.startswith("m-")})
    before = sheet_of(clerk)

    clerk.post(reverse("window_case", args=[the_application().case.number]), {**fields, "act": "accept"})

    assert the_application().state == State.ACCEPTED
    assert "最迟答复" in before
    assert "收件时没有逐份清点" in before
    assert "收到日期" not in before
    assert sheet_of(clerk) == before
