"""The first examination and the special procedure it leads to."""

from datetime import timedelta

import pytest
from django.utils import timezone

from documents.models import Document
from tests.makers.answers import words
from tests.makers.licensing import World, a_world, accepted, fresh, task
from tests.makers.reviewing import (
    ITEM,
    appraising,
    at_desk,
    examined,
    get,
    just_now,
    post,
)
from workflow.models import Pause
from workflow.outcomes import Outcome

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return a_world(ITEM)


def test_the_first_examination_shows_the_notice_and_the_clocks_that_stop(world: World) -> None:
    application = examined(world)

    page = words(get(world.cast.equipment, "special_procedure", task(application, "examine").pk))

    for part in (
        "鉴定评审（专家评审）",
        "文号：签发时自动取号",
        "承诺时限 15 个工作日",
        "强检仪表审查",
        "30 日",
    ):
        assert part in page, part
    assert not Document.objects.filter(kind="special_procedure").exists()


def test_the_notice_is_drafted_anew_with_other_days(world: World) -> None:
    pk = task(examined(world), "examine").pk
    desk = at_desk(world.cast.equipment)

    assert "45 日" in words(desk.get(f"/tasks/{pk}/special-procedure/notice/", {"expected_days": "45"}))
    assert "30 日" in words(desk.get(f"/tasks/{pk}/special-procedure/notice/", {"expected_days": "x"}))


def test_the_examination_ends_with_the_notice_and_the_clocks_stand(world: World) -> None:
    application = examined(world)
    given = {"opinion": "材料合格", "expected_days": "25", "reason": "评审组已排期"}

    answer = post(world.cast.equipment, "special_procedure", task(application, "examine").pk, given)

    assert answer.status_code == 302
    assert fresh(application).case.promised_on is None
    assert (Pause.objects.get().expected_days, Pause.objects.get().reason) == (25, "评审组已排期")
    assert task(application, "examine").opinion == "材料合格"


@pytest.mark.parametrize("days", ["0", "-3", "", "400", "三十"])
def test_days_that_cannot_be_are_refused_at_their_field(world: World, days: str) -> None:
    application = examined(world)
    given = {"opinion": "写好的意见", "expected_days": days}

    answer = post(world.cast.equipment, "special_procedure", task(application, "examine").pk, given)

    assert answer.status_code == 422
    assert 'id="id_expected_days_error"' in words(answer)
    assert "写好的意见" in words(answer)
    assert not Pause.objects.exists()


def test_an_examination_without_a_procedure_is_an_opinion() -> None:
    world = a_world("QTS-09")
    examine = task(accepted(world, "QTS-09", at=just_now()), "examine")

    page = words(get(world.supervision, "special_procedure", examine.pk))
    answer = post(world.supervision, "special_procedure", examine.pk, {"outcome": "agree"})

    assert "附条件同意" in page
    assert answer.status_code == 302


@pytest.mark.parametrize("who", ["metrology", "clerk", "legal", "chief"])
def test_the_procedure_is_the_leads_to_start_and_the_institutes_to_end(world: World, who: str) -> None:
    examine = task(examined(world), "examine").pk
    appraisal = task(appraising(world), "appraisal").pk
    stranger = getattr(world.cast, who)

    for pk in (examine, appraisal):
        assert get(stranger, "special_procedure", pk).status_code == 404
        assert (
            post(stranger, "special_procedure", pk, {"has_passed": "yes", "result": "x"}).status_code == 404
        )
    assert get(world.cast.equipment, "special_procedure", appraisal).status_code == 404


def test_the_result_lets_the_clocks_run_again(world: World) -> None:
    application = appraising(world)
    pk = task(application, "appraisal").pk
    given = {"has_passed": "no", "result": "两项不符合", "token": "t"}

    page = words(get(world.cast.institute, "special_procedure", pk))
    answers = [post(world.cast.institute, "special_procedure", pk, given) for _ in range(2)]

    assert "第 1 日" in page
    assert Document.objects.get(kind="special_procedure").number in page
    assert [answer.status_code for answer in answers] == [302, 302]
    assert task(application, "appraisal").outcome == Outcome.FAILED
    assert fresh(application).case.promised_on is not None


def test_a_result_without_words_is_refused_at_its_field(world: World) -> None:
    pk = task(appraising(world), "appraisal").pk

    answer = post(world.cast.institute, "special_procedure", pk, {"has_passed": "yes", "result": " "})

    assert answer.status_code == 422
    assert 'id="id_result_error"' in words(answer)


def test_a_late_procedure_says_so(world: World) -> None:
    application = appraising(world, at=timezone.now() - timedelta(days=30))

    page = words(get(world.cast.institute, "special_procedure", task(application, "appraisal").pk))

    assert "已超过告知书写明的天数" in page
