"""The page of the decision, and of the forwarding: what the signer sees, signs, refuses and gives back."""

import pytest

from documents.models import Document
from licensing.models import Decision
from records.models import Event
from tests.makers.answers import words
from tests.makers.licensing import MORNING, World, a_world, accepted, fresh, task
from tests.makers.reviewing import (
    ANSWER,
    CONDITION,
    DISSENT,
    ITEM,
    at_desk,
    drawn_together,
    get,
    just_now,
    opine,
    post,
)
from tests.makers.statements import statements
from workflow.models import Task
from workflow.outcomes import Outcome

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return a_world(ITEM)


@pytest.fixture
def deciding(world: World) -> Task:
    return task(drawn_together(world), "decision")


def test_the_signer_sees_everything_at_once(world: World, deciding: Task) -> None:
    page = words(get(world.cast.chief, "decision", deciding.pk))

    for part in (
        "承诺时限 15 个工作日",
        "法定时限 30 个工作日",
        "必经环节全部办结",
        "1 个异议已书面答复",
        "1 次不计时均已结束",
        "2 人，行政许可法第三十四条",
        "7 份，未超出目录",
        "未列入",
        "现行有效",
        "本事项不收费",
        "可以签批",
        DISSENT,
        ANSWER,
        "建议准予。",
        "准予行政许可决定书",
        "文号：签发时自动取号",
        "送达最迟",
        "复议期满",
    ):
        assert part in page, part
    assert not Document.objects.filter(kind="grant").exists(), "looking takes no number"


def test_the_question_before_signing_names_the_case_and_what_is_chosen(world: World, deciding: Task) -> None:
    page = words(get(world.cast.chief, "decision", deciding.pk))
    question = page[page.index('<dialog class="confirm" id="sign"') :].split("</dialog>")[0]

    assert 'data-chosen="kind"' in question
    assert deciding.case.number in question
    assert deciding.case.party.name in question


@pytest.mark.parametrize(
    "who", ["equipment", "clerk", "legal", "supervisor", "transport", "enterprise", "government"]
)
def test_only_leaders_open_a_decision(world: World, deciding: Task, who: str) -> None:
    stranger = getattr(world.cast, who)

    assert get(stranger, "decision", deciding.pk).status_code == 404
    assert post(stranger, "decision", deciding.pk, {"kind": "granted"}).status_code == 404
    assert post(stranger, "decision_sheet", deciding.pk, {"kind": "granted"}).status_code == 404
    assert not Decision.objects.exists()


def test_a_grant_is_signed_with_the_conditions_ticked(world: World, deciding: Task) -> None:
    given = {"kind": "granted", "conditions": [CONDITION], "token": "t"}

    answers = [post(world.cast.chief, "decision", deciding.pk, given) for _ in range(2)]

    decision = Decision.objects.get()
    assert [answer.status_code for answer in answers] == [302, 302]
    assert (decision.kind, decision.conditions) == ("granted", [CONDITION])
    assert Event.objects.filter(verb="decision.made").count() == 1
    assert decision.document is not None
    assert decision.document.number in words(get(world.cast.chief, "case", deciding.case.number))


def test_a_condition_may_be_left_out_but_none_made_up(world: World, deciding: Task) -> None:
    made_up = post(world.cast.chief, "decision", deciding.pk, {"kind": "granted", "conditions": ["另加一条"]})
    bare = post(world.cast.chief, "decision", deciding.pk, {"kind": "granted"})

    assert made_up.status_code == 422
    assert 'id="id_conditions_error"' in words(made_up)
    assert bare.status_code == 302
    assert Decision.objects.get().conditions == []


@pytest.mark.parametrize(
    ("given", "field", "said"),
    [
        ({"kind": "denied", "reasons": " "}, "reasons", "不予许可须说明理由（行政许可法第三十八条）"),
        ({"kind": "return", "reasons": ""}, "reasons", "退回须写明理由"),
        ({"reasons": "写好的理由"}, "kind", "请选择其中一项"),
        ({"kind": "forwarded", "reasons": "写好的理由"}, "kind", "forwarded"),
    ],
)
def test_what_is_refused_stands_at_its_field(
    world: World, deciding: Task, given: dict[str, str], field: str, said: str
) -> None:
    answer = post(world.cast.chief, "decision", deciding.pk, given)

    assert answer.status_code == 422
    assert f'id="id_{field}_error"' in words(answer)
    assert said in words(answer)
    assert given.get("reasons", "").strip() in words(answer)
    assert not Decision.objects.exists()


def test_a_denial_carries_its_reasons_and_the_rights(world: World, deciding: Task) -> None:
    post(world.cast.leader, "decision", deciding.pk, {"kind": "denied", "reasons": "安全距离不符合规定。"})

    document = Decision.objects.get().document
    assert document is not None
    assert "安全距离不符合规定。" in document.canonical_content


def test_the_second_signer_is_told_who_was_first(world: World, deciding: Task) -> None:
    post(world.cast.chief, "decision", deciding.pk, {"kind": "granted", "token": "a"})

    answer = post(
        world.cast.leader, "decision", deciding.pk, {"kind": "denied", "reasons": "我的理由", "token": "b"}
    )

    assert answer.status_code == 409
    assert "高局" in words(answer)
    assert "我的理由" in words(answer)
    assert Decision.objects.get().kind == "granted"


def test_the_case_goes_back_to_the_lead(world: World, deciding: Task) -> None:
    answer = post(world.cast.chief, "decision", deciding.pk, {"kind": "return", "reasons": "请核对检定证书"})

    assert answer.status_code == 302
    again = task(drawn := deciding.case.application, "synthesis")
    assert (again.round, again.is_open) == (2, True)
    assert fresh(drawn).case.decided_on is None


def test_the_letter_follows_what_is_typed(world: World, deciding: Task) -> None:
    chief = world.cast.chief

    grant = words(post(chief, "decision_sheet", deciding.pk, {"kind": "granted", "conditions": [CONDITION]}))
    denial = words(post(chief, "decision_sheet", deciding.pk, {"kind": "denied", "reasons": "<b>理由</b>"}))

    assert "准予行政许可决定书" in grant
    assert f"条件：{CONDITION}" in grant
    assert "不予行政许可决定书" in denial
    assert "&lt;b&gt;理由&lt;/b&gt;" in denial
    assert "条件：" not in denial


def test_what_stands_in_the_way_is_listed_and_refused() -> None:
    world = a_world("QTS-05")
    application = accepted(world, "QTS-05", at=just_now())
    opine(world, application, "institute_review", Outcome.DISSENT, opinion="型号不符")
    opine(world, application, "district_review")
    deciding = task(application, "decision")

    page = words(get(world.cast.chief, "decision", deciding.pk))
    answer = post(world.cast.chief, "decision", deciding.pk, {"kind": "granted"})

    assert "还有 1 项不能签" in page
    assert answer.status_code == 422
    assert "的不同意见尚未书面答复" in words(answer)
    assert 'value="return"' not in page, "there is no drawing together to give it back to"


def test_the_page_asks_little_of_the_database(world: World, deciding: Task) -> None:
    desk = at_desk(world.cast.chief)
    desk.get(f"/tasks/{deciding.pk}/decision/")

    with statements() as found:
        desk.get(f"/tasks/{deciding.pk}/decision/")

    assert len(found.asked) <= 30, "\n".join(found.asked)


def forwarding(world: World) -> Task:
    application = accepted(world, "QTS-12", at=MORNING)
    opine(world, application, "examine")
    opine(world, application, "metrology_review")
    return task(application, "forward")


def test_a_forwarding_names_the_superior_and_ends_our_clocks() -> None:
    world = a_world("QTS-12")
    signing = forwarding(world)

    page = words(get(world.cast.leader, "forward", signing.pk))
    answer = post(world.cast.leader, "forward", signing.pk, {"recommends": "granted", "opinion": "初审合格"})

    assert "本局不能作出决定" in page
    assert answer.status_code == 302
    assert Decision.objects.get().kind == "forwarded"


def test_a_forwarding_without_an_opinion_is_refused_at_its_field() -> None:
    world = a_world("QTS-12")
    signing = forwarding(world)

    answer = post(world.cast.chief, "forward", signing.pk, {"recommends": "granted", "opinion": ""})

    assert answer.status_code == 422
    assert 'id="id_opinion_error"' in words(answer)
    assert get(world.cast.metrology, "forward", signing.pk).status_code == 404
    assert get(world.cast.chief, "decision", signing.pk).status_code == 404, "never ours to grant"
