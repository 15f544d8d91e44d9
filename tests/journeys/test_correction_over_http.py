"""One notice of what is wanting, pieces on two days, acceptance from the last: the second leg of Art. 32."""

from datetime import date
from typing import Any

import pytest

from documents.kinds import DocumentKind
from licensing.models import Licence
from licensing.states import State
from records.models import Event
from tests.journeys.bureau import FIRM, Bureau, Taken, a_bureau
from tests.journeys.days import MONDAY, Days
from tests.journeys.steps import (
    at_the_portal,
    everything_is_sound,
    hand_over,
    make_out,
    paper,
    papers,
    printed,
    tracked,
    verified,
)

pytestmark = pytest.mark.django_db
ITEM = "QTS-02"
WANTING = ("application", "signatories")
WEDNESDAY, FRIDAY, NEXT_MONDAY = date(2026, 9, 9), date(2026, 9, 11), date(2026, 9, 14)


def test_the_clock_runs_from_the_last_piece_of_the_one_correction(days: Days) -> None:
    bureau = a_bureau(ITEM, days=days)

    case = bureau.take_in(ITEM, act="correct", wrong=WANTING)
    the_firm_sees_all_that_is_wanting(bureau, case)
    the_first_piece_comes_and_nothing_may_be_added(bureau, case)
    the_last_piece_came_on_friday_and_is_accepted_on_monday(bureau, case)
    the_licence_follows(bureau, case)

    the_firm_and_the_public_see_the_licence(bureau, case)
    everything_is_sound()


def the_firm_sees_all_that_is_wanting(bureau: Bureau, case: Taken) -> None:
    assert case.application.state == State.CORRECTION
    assert papers(case) == [DocumentKind.RECEIPT, DocumentKind.CORRECTION]
    assert "需要补正材料" in bureau.hears("enterprise")
    page = at_the_portal(bureau, case)
    assert "补交 2 件材料" in page.words
    assert "补交 2 件材料" in tracked(bureau, case).words
    words = printed(bureau.desk("enterprise"), paper(case, DocumentKind.CORRECTION))
    for line in case.application.correction.lines.select_related("material"):
        assert line.material.name in page.words
        assert line.material.name in words


def the_first_piece_comes_and_nothing_may_be_added(bureau: Bureau, case: Taken) -> None:
    bureau.on(WEDNESDAY)
    clerk = bureau.desk("clerk")
    page = clerk.open("window_case", case.number)
    assert "还没有补齐" in page.words
    came: dict[str, Any] = {"c-application": "good"}
    page = clerk.fill("window_correction", case.number, **came, act="keep")

    asked = page.form("act")
    assert "c-application" not in asked.names, "what has come is not asked for again"
    assert asked.offered["act"] == {"keep", "refuse"}, "neither a second notice nor acceptance yet"
    refused = clerk.post(page.url, {**asked.fields, "act": "correct"}, status=422)
    assert "第三十二条" in refused.words
    attempt = Event.objects.get(verb="attempt.refused")
    assert attempt.data["code"] == "art32.second_correction"
    assert papers(case).count(DocumentKind.CORRECTION) == 1
    assert "补交 1 件材料" in at_the_portal(bureau, case).words
    assert "您要做的 1 件事" in bureau.desk("enterprise").open("portal").words


def the_last_piece_came_on_friday_and_is_accepted_on_monday(bureau: Bureau, case: Taken) -> None:
    bureau.on(NEXT_MONDAY)
    clerk = bureau.desk("clerk")
    came: dict[str, Any] = {"c-signatories": "good", "received_on": FRIDAY.isoformat()}
    page = clerk.fill("window_correction", case.number, **came, act="keep")
    page = clerk.send(page, act="accept")

    assert "已受理" in page.words
    found = case.case
    assert (found.received_on, found.accepted_on) == (MONDAY, FRIDAY)
    assert found.promised_on == date(2026, 9, 16), "three working days after Friday"
    assert "2026年9月11日" in printed(bureau.desk("enterprise"), paper(case, DocumentKind.ACCEPTANCE))
    assert "9 月 11 日" in tracked(bureau, case).words


def the_licence_follows(bureau: Bureau, case: Taken) -> None:
    bureau.do("metrology", case, "examine", opinion="材料相符，送考核。", expected_days="20")
    bureau.on(date(2026, 9, 21))
    bureau.do("verifier", case, "appraisal", has_passed="yes", result="考核合格。")
    assert case.case.promised_on == date(2026, 9, 24), "three days after the day it came back"
    bureau.do("legal", case, "legal_review", outcome="agree", opinion="程序合法。")
    bureau.do("chief", case, "decision", kind="granted")
    make_out(bureau, case)
    hand_over(bureau, case)


def the_firm_and_the_public_see_the_licence(bureau: Bureau, case: Taken) -> None:
    licence = Licence.objects.select_related("document").get(application=case.application)
    assert licence.document is not None
    assert licence.number in at_the_portal(bureau, case).words
    assert licence.number in bureau.desk("enterprise").open("portal_licences").words
    assert "办结了" in tracked(bureau, case).words
    assert "有效" in verified(bureau, licence.document).words
    assert FIRM in bureau.desk("anonymous").open("decisions").words
    assert papers(case) == [
        DocumentKind.RECEIPT,
        DocumentKind.CORRECTION,
        DocumentKind.ACCEPTANCE,
        DocumentKind.SPECIAL_PROCEDURE,
        DocumentKind.GRANT,
        DocumentKind.LICENCE,
    ]
