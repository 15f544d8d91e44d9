"""The applicant no longer asks: the window takes it down before the decision, every desk is clear."""

import pytest

from documents.kinds import DocumentKind
from licensing.models import Decision
from licensing.states import State
from tests.journeys.bureau import FIRM, Bureau, Taken, a_bureau
from tests.journeys.days import Days
from tests.journeys.steps import at_the_portal, everything_is_sound, papers, tracked

pytestmark = pytest.mark.django_db
ITEM = "QTS-05"
REASON = "设备已转让，不再申请登记。"


def test_an_applicant_may_withdraw_before_the_decision(days: Days) -> None:
    bureau = a_bureau(ITEM, days=days)

    case = bureau.take_in(ITEM)
    bureau.do("institute", case, "institute_review", outcome="agree", opinion="核对无误。")
    bureau.desk("newdistrict").fill("inbox", task=str(case.task("district_review").pk), act="claim")
    only_the_window_takes_it_down_and_with_a_reason(bureau, case)
    every_desk_is_clear(bureau, case)

    the_firm_and_the_public_see_it_ended(bureau, case)
    everything_is_sound()


def only_the_window_takes_it_down_and_with_a_reason(bureau: Bureau, case: Taken) -> None:
    clerk = bureau.desk("clerk")
    way = clerk.at("withdraw_case", case.number)
    assert way in clerk.open("case", case.number).links
    assert way not in bureau.desk("equipment").open("case", case.number).links
    assert bureau.desk("equipment").finds_nothing(way)
    clerk.fill(way, status=422, reason=" ")
    assert case.application.state == State.ACCEPTED

    clerk.fill(way, reason=REASON)
    assert case.application.state == State.WITHDRAWN
    again = bureau.desk("clerk2").fill(way, status=409, reason=REASON)
    assert bureau.person("clerk").name in again.words


def every_desk_is_clear(bureau: Bureau, case: Taken) -> None:
    assert not case.case.is_open
    assert case.case.decided_on is None
    assert "无须再办" in bureau.hears("newdistrict")
    for who in ("newdistrict", "institute", "chief", "clerk"):
        assert case.number not in bureau.desk(who).open("inbox").words, who
    assert not Decision.objects.exists()
    assert papers(case) == [DocumentKind.RECEIPT, DocumentKind.ACCEPTANCE]


def the_firm_and_the_public_see_it_ended(bureau: Bureau, case: Taken) -> None:
    for page in (tracked(bureau, case), at_the_portal(bureau, case)):
        assert "您撤回了申请" in page.words
        assert "已撤回" in page.words
        assert "作出决定" not in page.words, "nothing is still to come"
    assert FIRM not in bureau.desk("anonymous").open("decisions").words
