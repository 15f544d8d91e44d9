"""A permit decided with the transport authority: it answers itself, or by letter through the window."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from documents.kinds import DocumentKind
from licensing.models import Licence, OpinionLetter
from licensing.states import State
from tests.journeys.bureau import FIRM, Bureau, Taken, a_bureau
from tests.journeys.days import MONDAY, Days
from tests.journeys.steps import (
    at_the_portal,
    everything_is_sound,
    hand_over,
    make_out,
    papers,
    tracked,
    verified,
)

pytestmark = pytest.mark.django_db
ITEM = "QTS-19"
WEDNESDAY = date(2026, 9, 9)
OPINION = "该企业道路运输经营许可在有效期内。"
INSIDE = "罐体清洗记录经核对属实。"


def by_its_own_account(bureau: Bureau, case: Taken) -> None:
    bureau.on(WEDNESDAY)
    outside = bureau.desk("transport")
    page = outside.open("inbox")
    assert case.number in page.words
    page = outside.open(bureau.way_to(outside, case.task("transport_opinion")))
    assert INSIDE not in page.words, "what our departments said is not theirs to read"
    bureau.do("transport", case, "transport_opinion", outcome="agree", opinion=OPINION)
    assert not OpinionLetter.objects.exists()


def by_letter(bureau: Bureau, case: Taken) -> None:
    clerk = bureau.desk("clerk")
    found = case.task("transport_opinion")
    assert case.number in clerk.open("deliveries", list="others").words
    page = clerk.open("window_task", found.pk)
    page = clerk.send(page, number="示范函〔2026〕1号", sent_on=MONDAY.isoformat())
    assert "示范函〔2026〕1号" in page.words

    bureau.on(WEDNESDAY)
    clerk = bureau.desk("clerk")
    given: dict[str, Any] = {
        "number": "示范复函〔2026〕2号",
        "answered_on": WEDNESDAY.isoformat(),
        "outcome": "agree",
    }
    clerk.fill("opinion_letter", found.pk, **given, opinion=OPINION)
    letter = OpinionLetter.objects.get()
    assert (letter.sent_on, letter.answered_on) == (MONDAY, WEDNESDAY)
    assert letter.answer_number == "示范复函〔2026〕2号"


@pytest.mark.parametrize("answers", [by_its_own_account, by_letter])
def test_a_joint_permit_waits_for_the_outside_authority(
    days: Days, answers: Callable[[Bureau, Taken], None]
) -> None:
    bureau = a_bureau(ITEM, days=days)

    case = bureau.take_in(ITEM)
    three_are_asked_at_once(bureau, case)
    answers(bureau, case)
    the_outside_word_stands_beside_ours(bureau, case)
    it_is_decided_and_handed_over(bureau, case)

    the_firm_and_the_public_see_the_permit(bureau, case)
    everything_is_sound()


def three_are_asked_at_once(bureau: Bureau, case: Taken) -> None:
    assert case.case.statutory_days == 45
    assert bureau.person("transport").name not in tracked(bureau, case).words
    assert "交通" in tracked(bureau, case).words
    bureau.do("food", case, "food_review", outcome="agree", opinion=INSIDE)
    bureau.do("legal", case, "legal_review", outcome="agree", opinion="程序合法。")
    assert case.task("synthesis").state == "waiting"


def the_outside_word_stands_beside_ours(bureau: Bureau, case: Taken) -> None:
    lead = bureau.desk("food")
    page = lead.open("synthesis", case.task("synthesis").pk)
    assert OPINION in page.words
    assert INSIDE in page.words
    bureau.do("food", case, "synthesis", recommends="granted", opinion="各方同意，建议准予。")


def it_is_decided_and_handed_over(bureau: Bureau, case: Taken) -> None:
    bureau.do("chief", case, "decision", kind="granted")
    assert case.application.state == State.GRANTED
    make_out(bureau, case)
    hand_over(bureau, case)
    kinds = [DocumentKind.RECEIPT, DocumentKind.ACCEPTANCE, DocumentKind.GRANT, DocumentKind.LICENCE]
    assert papers(case) == kinds


def the_firm_and_the_public_see_the_permit(bureau: Bureau, case: Taken) -> None:
    permit = Licence.objects.select_related("document").get(application=case.application)
    assert permit.document is not None
    assert permit.number in at_the_portal(bureau, case).words
    page = tracked(bureau, case)
    assert "决定：准予" in page.words
    assert OPINION not in page.words
    assert "有效" in verified(bureau, permit.document).words
    assert FIRM in bureau.desk("anonymous").open("decisions").words
