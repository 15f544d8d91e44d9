"""转报: our opinion ends our clock, the superior organ decides, the window delivers its word."""

from datetime import date

import pytest

from documents.kinds import DocumentKind
from licensing.models import Decision, Licence
from licensing.states import State
from records.models import Event
from tests.journeys.bureau import FIRM, Bureau, Taken, a_bureau
from tests.journeys.days import Days
from tests.journeys.steps import at_the_portal, everything_is_sound, hand_over, papers, tracked

pytestmark = pytest.mark.django_db
ITEM = "QTS-11"
OPINION = "经初审，申请材料齐全，检验报告符合要求，建议准予。"
TUESDAY, WEEKS_LATER = date(2026, 9, 8), date(2026, 9, 22)
LICENCE = "示范产许第1号"


def test_what_the_superior_decides_ends_here_in_an_opinion(days: Days) -> None:
    bureau = a_bureau(ITEM, days=days)

    case = bureau.take_in(ITEM)
    our_departments_examine_it(bureau, case)
    we_may_not_grant_it(bureau, case)
    the_opinion_goes_up_and_our_clock_ends(bureau, case)
    weeks_later_the_window_registers_and_delivers_the_word(bureau, case)

    the_firm_sees_the_superiors_licence(bureau, case)
    everything_is_sound()


def our_departments_examine_it(bureau: Bureau, case: Taken) -> None:
    bureau.do("supervision", case, "examine", outcome="agree", opinion="初审合格。")
    bureau.do("product", case, "testing_review", outcome="agree", opinion="检验报告有效。")


def we_may_not_grant_it(bureau: Bureau, case: Taken) -> None:
    chief, forwarding = bureau.desk("chief"), case.task("forward").pk
    assert chief.finds_nothing("decision", forwarding)
    page = chief.open("forward", forwarding)
    assert "江苏省" in page.words
    token = page.form("recommends").fields
    assert chief.post(chief.at("decision", forwarding), {**token, "kind": "granted"}, status=404)
    assert case.application.state == State.ACCEPTED
    assert not Decision.objects.exists()


def the_opinion_goes_up_and_our_clock_ends(bureau: Bureau, case: Taken) -> None:
    bureau.on(TUESDAY)
    bureau.do("chief", case, "forward", recommends="granted", opinion=OPINION)

    assert case.application.state == State.FORWARDED
    assert case.case.decided_on == TUESDAY
    for page in (tracked(bureau, case), at_the_portal(bureau, case)):
        assert "由上级机关计时" in page.words
        assert OPINION not in page.words
    assert "已转报上级机关" in bureau.hears("enterprise")
    assert not Licence.objects.exists()


def weeks_later_the_window_registers_and_delivers_the_word(bureau: Bureau, case: Taken) -> None:
    bureau.on(WEEKS_LATER)
    assert case.case.is_open
    word = {"is_granted": "yes", "number": "示范许〔2026〕1号", "decided_on": "2026-09-21"}
    days = {"valid_from": "2026-09-21", "valid_until": "2031-09-20"}
    bureau.do("clerk", case, "superior", licence_number=LICENCE, **word, **days)
    assert case.application.state == State.SUPERIOR_GRANTED
    hand_over(bureau, case)
    assert papers(case) == [DocumentKind.RECEIPT, DocumentKind.ACCEPTANCE], "the rest is the superior's"


def the_firm_sees_the_superiors_licence(bureau: Bureau, case: Taken) -> None:
    for page in (tracked(bureau, case), at_the_portal(bureau, case)):
        assert "上级机关准予" in page.words
        assert "示范许〔2026〕1号" in page.words
    assert LICENCE in bureau.desk("enterprise").open("portal_licences").words
    assert FIRM not in bureau.desk("anonymous").open("decisions").words, "we decided nothing"
    assert not Event.objects.filter(verb="attempt.refused").exists()
