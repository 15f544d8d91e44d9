"""A department is against it, the bureau refuses with its reasons, and the applicant reads its rights."""

import pytest

from documents.kinds import DocumentKind
from licensing.models import Licence
from licensing.states import State
from tests.journeys.bureau import FIRM, Bureau, Taken, a_bureau
from tests.journeys.days import Days
from tests.journeys.steps import (
    at_the_portal,
    everything_is_sound,
    hand_over,
    paper,
    papers,
    printed,
    tracked,
    verified,
)

pytestmark = pytest.mark.django_db
ITEM = "QTS-05"
DISSENT = "监督检验证明所载出厂编号与设备铭牌不符。"
ANSWER = "同意检验分院意见，建议不予登记。"
REASONS = "提交的监督检验证明与申请登记的设备不是同一台设备。"


def test_a_refusal_says_why_and_what_the_applicant_may_do(days: Days) -> None:
    bureau = a_bureau(ITEM, days=days)

    case = bureau.take_in(ITEM)
    one_department_is_against_it(bureau, case)
    the_chief_refuses_only_with_reasons(bureau, case)
    the_window_delivers_without_a_certificate(bureau, case)

    the_letter_says_why_and_names_the_rights(bureau, case)
    the_firm_and_the_public_see_the_refusal(bureau, case)
    everything_is_sound()


def one_department_is_against_it(bureau: Bureau, case: Taken) -> None:
    bureau.do("institute", case, "institute_review", outcome="dissent", opinion=DISSENT)
    bureau.do("newdistrict", case, "district_review", outcome="agree", opinion="使用地点属实。")
    chief, decision = bureau.desk("chief"), case.task("decision").pk
    early = chief.fill("decision", decision, status=422, kind="denied", reasons=REASONS)
    assert "书面答复" in early.words
    assert REASONS in early.html, "nothing typed is lost"

    lead = bureau.desk("equipment")
    assert "有不同意见，待答复" in bureau.hears("equipment"), "though no step of its own is to come"
    way = lead.at("dissent", case.task("institute_review").pk)
    assert way in lead.open("case", case.number).links
    lead.fill(way, text=ANSWER)
    assert "不同意见已答复" in bureau.hears("institute")


def the_chief_refuses_only_with_reasons(bureau: Bureau, case: Taken) -> None:
    chief = bureau.desk("chief")
    page = chief.open("decision", case.task("decision").pk)
    assert DISSENT in page.words
    assert ANSWER in page.words
    mute = chief.send(page, status=422, kind="denied", reasons=" ")
    assert "第三十八条" in mute.words

    bureau.do("chief", case, "decision", kind="denied", reasons=REASONS)
    assert case.application.state == State.DENIED


def the_window_delivers_without_a_certificate(bureau: Bureau, case: Taken) -> None:
    assert case.task("certificate").state == "skipped"
    assert "领取办理结果" in at_the_portal(bureau, case).words
    hand_over(bureau, case)
    assert papers(case) == [DocumentKind.RECEIPT, DocumentKind.ACCEPTANCE, DocumentKind.REFUSAL]
    assert not Licence.objects.exists()


def the_letter_says_why_and_names_the_rights(bureau: Bureau, case: Taken) -> None:
    words = printed(bureau.desk("enterprise"), paper(case, DocumentKind.REFUSAL))
    for said in ("不予登记决定书", REASONS, "六十日", "行政复议", "六个月", "行政诉讼", FIRM):
        assert said in words
    for inside in (DISSENT, ANSWER, bureau.person("institute").name):
        assert inside not in words, "what departments said among themselves stays inside"


def the_firm_and_the_public_see_the_refusal(bureau: Bureau, case: Taken) -> None:
    letter = paper(case, DocumentKind.REFUSAL)
    for page in (tracked(bureau, case), at_the_portal(bureau, case)):
        assert "决定：不予许可" in page.words
        assert letter.number in page.words
        assert DISSENT not in page.words
        assert bureau.person("institute").name not in page.words
    assert "决定已作出" in bureau.hears("enterprise")
    assert letter.number in verified(bureau, letter).words
    assert letter.number in bureau.desk("anonymous").open("decisions", kind="denied").words
    assert case.number not in bureau.desk("enterprise").open("portal_licences").words
