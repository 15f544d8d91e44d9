"""The receipt claims what was received, with copies and day, and says apart what was not."""

from __future__ import annotations

from datetime import date

import pytest

from documents.models import Document
from licensing.actions import Conclusion, Saying, attach_to_draft, take_in
from licensing.verdicts import Given, Verdict
from tests.makers.licensing import MORNING, a_filing, a_world
from tests.makers.promising import ITEM, PROMISED_ON, entitled
from tests.makers.uploads import upload
from tests.makers.window import new_token

pytestmark = pytest.mark.django_db


def _receipt(given: list[Given], conclusion: Conclusion = Conclusion.KEEP, filed: str = "") -> Document:
    world = a_world(ITEM)
    filing = a_filing(ITEM, entitled(world), token=new_token())
    if filed:
        attach_to_draft(filing.token, upload("图.pdf"), material=filed, by=world.cast.clerk, at=MORNING)
    saying = Saying(conclusion, reasons="不属本局职权", whom="示范局")
    return take_in(filing, given, saying, by=world.cast.clerk, at=MORNING).document


def test_only_what_was_there_is_listed_with_copies_and_day() -> None:
    given = [
        Given("application", Verdict.COMPLETE),
        Given("site_plan", Verdict.CORRECT, "unsigned"),
        Given("rules", Verdict.CORRECT, "not_given"),
        Given("fire", Verdict.PROMISED, promised_on=PROMISED_ON),
    ]

    content = _receipt(given).content

    assert content["table"]["head"][1:4] == ["收到的材料", "份数", "收到日期"]
    assert [row[4] for row in content["table"]["rows"]] == ["齐全", "待补正，见通知书"]
    assert {row[3] for row in content["table"]["rows"]} == {date(2026, 9, 23).isoformat()}
    missing, uncounted, promised = content["rights"]
    assert missing.startswith("没有收到：")
    assert uncounted.startswith("收件时没有逐份清点：")
    assert "2026 年 10 月 9 日前" in promised


def test_a_file_is_there_though_nobody_has_judged_it() -> None:
    (row,) = _receipt([], filed="fire").content["table"]["rows"]

    assert row[4] == "收到，待核对"


@pytest.mark.parametrize("conclusion", [Conclusion.NOT_OURS, Conclusion.NOT_REQUIRED])
def test_what_is_turned_away_claims_no_material(conclusion: Conclusion) -> None:
    content = _receipt([], conclusion).content

    assert "table" not in content
    assert content["rights"] == ["材料没有收取，也没有核对。"]
