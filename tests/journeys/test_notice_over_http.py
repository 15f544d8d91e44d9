"""即办: a notice of work is taken in, acknowledged and handed over the same day, decided by nobody."""

import pytest

from documents.kinds import DocumentKind
from licensing.models import Decision, Licence
from licensing.states import State
from tests.journeys.bureau import FIRM, Bureau, Taken, a_bureau
from tests.journeys.days import MONDAY, Days
from tests.journeys.steps import (
    at_the_portal,
    everything_is_sound,
    hand_over,
    make_out,
    papers,
    printed,
    tracked,
    verified,
)

pytestmark = pytest.mark.django_db
ITEM = "QTS-18"
RESULT = "告知材料齐全，已存档。"


def test_a_notice_of_work_ends_the_day_it_comes_without_a_decision(days: Days) -> None:
    bureau = a_bureau(ITEM, days=days)

    case = bureau.take_in(ITEM)
    both_limits_end_today(bureau, case)
    the_window_acknowledges_alone(bureau, case)

    the_firm_and_the_public_see_the_acknowledgement(bureau, case)
    everything_is_sound()


def both_limits_end_today(bureau: Bureau, case: Taken) -> None:
    found = case.case
    assert (found.accepted_on, found.promised_on, found.statutory_on) == (MONDAY, MONDAY, MONDAY)
    assert "今天是最后一天" in tracked(bureau, case).words


def the_window_acknowledges_alone(bureau: Bureau, case: Taken) -> None:
    assert case.number not in bureau.desk("chief").open("inbox").words
    assert case.number not in bureau.desk("chief").open("decision_desk").words
    bureau.do("clerk", case, "acknowledge", result=RESULT)
    assert case.application.state == State.DONE
    make_out(bureau, case)
    hand_over(bureau, case)

    assert case.case.decided_on == bureau.days.today == MONDAY
    assert not Decision.objects.exists()
    assert papers(case) == [DocumentKind.RECEIPT, DocumentKind.ACCEPTANCE, DocumentKind.LICENCE]
    assert case.number in bureau.hears("equipment"), "the division is informed"
    assert RESULT in bureau.desk("equipment").open("case", case.number).words


def the_firm_and_the_public_see_the_acknowledgement(bureau: Bureau, case: Taken) -> None:
    slip = Licence.objects.select_related("document").get(application=case.application)
    assert slip.document is not None
    words = printed(bureau.desk("enterprise"), slip.document)
    for said in ("告知回执", FIRM, slip.number):
        assert said in words
    for page in (tracked(bureau, case), at_the_portal(bureau, case)):
        assert "办好了" in page.words
        assert "决定：" not in page.words
    page = verified(bureau, slip.document)
    assert "告知回执" in page.words
    assert FIRM not in bureau.desk("anonymous").open("decisions").words, "nothing was decided"
