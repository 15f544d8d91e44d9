"""What licensing shows on the page of a case, to whom, and at what cost."""

import pytest

from licensing.actions import request_correction
from licensing.panels import PANELS
from organization.access import standing
from tests.makers.answers import words
from tests.makers.licensing import World, a_world, checked, judge, received, task
from tests.makers.reviewing import (
    ANSWER,
    CONDITION,
    DISSENT,
    ITEM,
    at_desk,
    drawn_together,
    get,
    just_now,
    reviewed,
    under_review,
)
from tests.makers.statements import statements
from workdays.days import local_day
from workflow.models import Case

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return a_world(ITEM)


def page_of(world: World, number: str, who: str = "equipment") -> str:
    return words(get(getattr(world.cast, who), "case", number))


def test_the_matrix_says_who_said_what_in_how_many_days(world: World) -> None:
    application = drawn_together(world)

    page = page_of(world, application.case.number)

    for part in ("各处意见", DISSENT, ANSWER, CONDITION, "限 5 日，用 0 日", "建议准予"):
        assert part in page, part


def test_an_unanswered_dissent_leads_the_lead_to_its_answer(world: World) -> None:
    application = reviewed(world)
    url = f'href="/tasks/{task(application, "metrology_review").pk}/dissent/"'

    assert url in page_of(world, application.case.number)
    assert url in page_of(world, application.case.number, "chief")
    assert url not in page_of(world, application.case.number, "metrology")
    assert url not in page_of(world, application.case.number, "clerk")


def test_materials_answers_papers_fee_and_chain_are_there(world: World) -> None:
    application = under_review(world)

    page = page_of(world, application.case.number)

    for part in (
        "充装许可申请书",
        "林晓",
        "设计充装能力",
        "特别程序（不计时）告知书",
        "本事项不收费（行政许可法第五十八条）",
        "责任链",
        "首问",
        "牵头",
        "陈思远",
    ):
        assert part in page, part
    assert 'id="correction"' not in page


def test_before_acceptance_there_are_materials_but_no_opinions(world: World) -> None:
    application = received(world, ITEM, at=just_now())

    page = page_of(world, application.case.number, "clerk")

    assert "未核对" in page
    assert "受理后各处同时开始审查" in page


def test_a_correction_is_told_line_by_line(world: World) -> None:
    application = checked(world, ITEM, at=just_now(), wrong=["licence"])
    judge(world, application, at=just_now(), wrong=["application"])
    request_correction(application.pk, by=world.cast.clerk, at=just_now())

    page = page_of(world, application.case.number, "clerk")

    assert 'id="correction"' in page
    assert "缺少签名或者盖章" in page
    assert "未补" in page


def test_all_panels_together_ask_at_most_ten_times(world: World) -> None:
    application, on = drawn_together(world), local_day(just_now())
    case = Case.objects.select_related("process", "party", "responsible").get(pk=application.case_id)
    reader = world.cast.equipment
    standing(reader, on)  # the page has asked before
    get(reader, "case", case.number)

    with statements() as found:
        for panel in PANELS:
            if panel.may(reader, case, on):
                panel.query(case, reader=reader, on=on)

    assert len(found.asked) <= 10, "\n".join(found.asked)


def test_the_page_of_a_case_asks_at_most_25_times(world: World) -> None:
    application = drawn_together(world)
    desk = at_desk(world.cast.equipment)
    desk.get(f"/cases/{application.case.number}/")

    with statements() as found:
        desk.get(f"/cases/{application.case.number}/")

    assert len(found.asked) <= 25, "\n".join(found.asked)
