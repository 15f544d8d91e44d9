"""The intake page: every word of the window, every refusal at its place, nothing lost, nothing twice."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from documents.kinds import DocumentKind
from documents.models import Attachment, Document
from licensing.models import Application, Draft
from licensing.states import State
from parties.actions import bar
from parties.models import Agent, Party
from records.models import Event
from tests.makers.licensing import World, a_world
from tests.makers.organization import sign_in
from tests.makers.parties import a_code, a_natural_person, an_enterprise
from tests.makers.statements import statements
from tests.makers.uploads import upload
from tests.makers.window import answer_fields, new_token, send, sheet_fields, verdict_fields
from workdays.days import local_day

pytestmark = pytest.mark.django_db
ITEM = "QTS-08"


@pytest.fixture
def world() -> World:
    return a_world(ITEM, "QTS-03", "QTS-06")


@pytest.fixture
def clerk(world: World) -> Client:
    return sign_in(Client(), world.cast.clerk)


@pytest.fixture
def firm() -> Party:
    return an_enterprise(contact_name="严一诺", contact_mobile="13800000002")


def the_application() -> Application:
    return Application.objects.with_all().get()


def kinds() -> set[str]:
    return set(Document.objects.values_list("kind", flat=True))


def words(answer: Any) -> str:
    return str(answer.content.decode())


def test_a_new_intake_has_a_token_of_its_own_and_keeps_nothing_yet(clerk: Client) -> None:
    first, second = clerk.get(reverse("intake_new")), clerk.get(reverse("intake_new"))

    assert first["Location"] != second["Location"]
    assert clerk.get(first["Location"]).status_code == 200
    assert not Draft.objects.exists()


def test_a_complete_application_is_accepted_with_its_papers_and_its_code(clerk: Client, firm: Party) -> None:
    answer = send(clerk, new_token(), "accept", sheet_fields(ITEM, firm), follow=True)

    assert the_application().state == State.ACCEPTED
    assert kinds() == {DocumentKind.RECEIPT, DocumentKind.ACCEPTANCE}
    assert the_application().case.number in words(answer)
    assert "查询码" in words(answer)
    assert "q-qr" in words(answer)


def test_the_query_code_is_shown_for_one_receipt_only(clerk: Client, world: World, firm: Party) -> None:
    send(clerk, new_token(), "accept", sheet_fields(ITEM, firm))
    url = reverse("window_receipt", args=[the_application().case.number])
    assert 'class="q-query' in words(clerk.get(url))
    other = sign_in(Client(), world.cast.clerk2)
    assert 'class="q-query' not in words(other.get(url))

    send(clerk, new_token(), "accept", sheet_fields(ITEM, an_enterprise("镇江示范二厂")))

    assert 'class="q-query' not in words(clerk.get(url))


def test_the_query_code_leaves_the_session_after_its_minutes(clerk: Client, firm: Party) -> None:
    send(clerk, new_token(), "accept", sheet_fields(ITEM, firm))
    session = clerk.session
    session["receipt"] = session["receipt"] | {"until": (timezone.now() - timedelta(seconds=1)).isoformat()}
    session.save()

    clerk.get(reverse("window_receipt", args=[the_application().case.number]))

    assert "receipt" not in clerk.session


def test_what_is_wanting_is_told_at_once(clerk: Client, firm: Party) -> None:
    fields = sheet_fields(ITEM, firm, term_days="20") | verdict_fields(ITEM, {"site_plan": "incomplete"})

    send(clerk, new_token(), "correct", fields | {"rt-site_plan": "未标注安全距离"})

    application = the_application()
    assert application.state == State.CORRECTION
    assert application.correction.term_days == 20
    assert [line.reason for line in application.correction.lines.all()] == ["未标注安全距离"]
    assert kinds() == {DocumentKind.RECEIPT, DocumentKind.CORRECTION}


def test_an_application_may_just_be_received(clerk: Client, firm: Party) -> None:
    unjudged = {name: value for name, value in sheet_fields(ITEM, firm).items() if not name.startswith("m-")}

    send(clerk, new_token(), "keep", unjudged)

    assert the_application().state == State.RECEIVED
    assert the_application().presenter == "顾晓岚"


def test_what_is_not_ours_is_said_to_whom_it_belongs(clerk: Client, firm: Party) -> None:
    send(clerk, new_token(), "not_ours", sheet_fields(ITEM, firm, whom="镇江市消防救援支队"))

    assert the_application().state == State.NOT_OURS
    assert DocumentKind.NOT_OURS in kinds()


def test_what_needs_no_licence_is_said_in_writing(clerk: Client, firm: Party) -> None:
    send(clerk, new_token(), "not_required", sheet_fields(ITEM, firm, why_none="自用，不对外充装"))

    assert the_application().state == State.NOT_REQUIRED


def test_a_barred_party_is_shown_its_bar_and_refused_in_writing(
    clerk: Client, world: World, firm: Party
) -> None:
    _bar(world, firm)
    token = new_token()

    refused = send(clerk, token, "accept", sheet_fields(ITEM, firm))
    assert refused.status_code == 422
    assert "示范2号" in words(refused)
    send(clerk, token, "barred", sheet_fields(ITEM, firm, reasons="在限制申请期内"))

    assert the_application().state == State.NOT_ACCEPTED


def _bar(world: World, firm: Party) -> None:
    today = local_day(timezone.now())
    bar(
        firm,
        item_code=ITEM,
        ground="提供虚假材料（示范）",
        article="行政许可法第七十八条",
        decision_no="示范2号",
        first_on=today - timedelta(days=10),
        last_on=today + timedelta(days=300),
        by=world.cast.leader,
        at=timezone.now(),
    )


WRONG = [
    pytest.param("accept", {"party": ""}, 'id="party-field"', "请先选企业", id="no party"),
    pytest.param("accept", {"item": ""}, 'id="item-field"', "请先选事项", id="no item"),
    pytest.param("accept", {"item": "QTS-03"}, "QTS-03", "取消本项许可", id="cancelled item"),
    pytest.param("accept", {"m-fire": ""}, "", "还没有核对", id="a material unchecked"),
    pytest.param("accept", {"m-fire": "correct", "rc-fire": "unsigned"}, "", "待补正", id="accepted wanting"),
    pytest.param("correct", {"m-fire": "correct"}, 'id="line-fire"', "须选择理由", id="no reason"),
    pytest.param(
        "correct",
        {"m-fire": "correct", "rc-fire": "other_correct"},
        'id="line-fire"',
        "须写明理由",
        id="other",
    ),
    pytest.param("correct", {}, "", "应当受理", id="nothing to correct"),
    pytest.param(
        "keep", {"m-fire": "promised", "rp-fire": "2099-01-04"}, "", "绿色通道", id="promise unentitled"
    ),
    pytest.param("not_ours", {}, "", "须告知申请人向哪个机关申请", id="to nobody"),
    pytest.param("not_required", {}, "", "须说明为什么不需要许可", id="no reason why not"),
    pytest.param("keep", {"mobile": "打电话"}, 'id="id_mobile_error"', "电话只能有数字", id="mobile"),
    pytest.param(
        "keep", {"channel": "letter"}, 'id="id_received_on_error"', "请填写送到本局的日期", id="no day"
    ),
    pytest.param(
        "keep", {"channel": "letter", "received_on": "2099-01-04"}, "", "不能晚于今天", id="from the future"
    ),
    pytest.param(
        "accept", {"a-capacity": "很多"}, 'id="a-capacity-error-1"', "请填写数字", id="not a number"
    ),
    pytest.param("accept", {"a-capacity": ""}, 'id="a-capacity-error-1"', "必填", id="form not filled"),
    pytest.param("accept", {"a-unknown": "x"}, "", "这张表没有这一项", id="a field the form lacks"),
]


@pytest.mark.parametrize(("act", "changed", "place", "said"), WRONG)
def test_a_refusal_stands_at_its_place_and_loses_nothing(
    clerk: Client, firm: Party, act: str, changed: dict[str, str], place: str, said: str
) -> None:
    token, fields = new_token(), {**sheet_fields(ITEM, firm, note="请电话联系"), **changed}

    answer = send(clerk, token, act, fields)

    assert answer.status_code == 422
    assert said in words(answer)
    assert place in words(answer)
    assert "请电话联系" in words(answer) or not fields["party"]
    assert Draft.objects.get(token=token).data["note"] == ["请电话联系"]
    assert not Application.objects.exists()


def test_a_legal_refusal_leaves_its_trace(clerk: Client, firm: Party) -> None:
    send(
        clerk, new_token(), "accept", {**sheet_fields(ITEM, firm), "m-fire": "correct", "rc-fire": "unsigned"}
    )

    assert [event.verb for event in Event.objects.filter(verb="attempt.refused")] == ["attempt.refused"]


def test_the_same_form_sent_twice_is_one_application(clerk: Client, firm: Party) -> None:
    token, fields = new_token(), sheet_fields(ITEM, firm)

    first, second = send(clerk, token, "accept", fields), send(clerk, token, "accept", fields)

    assert first["Location"] == second["Location"]
    assert Application.objects.count() == 1


def test_a_sent_form_is_not_another_clerks(clerk: Client, world: World, firm: Party) -> None:
    token = new_token()
    send(clerk, token, "accept", sheet_fields(ITEM, firm))
    other = sign_in(Client(), world.cast.clerk2)

    assert other.get(reverse("intake", args=[token])).status_code == 404
    assert send(other, token, "accept", sheet_fields(ITEM, firm)).status_code == 404


def test_what_is_typed_is_kept_and_comes_back(clerk: Client, firm: Party) -> None:
    token = new_token()
    fields = {**sheet_fields(ITEM, firm), "m-fire": "correct", "rt-fire": "看不清"}

    saved = clerk.post(reverse("intake_save", args=[token]), fields)

    assert (saved.status_code, saved["X-Draft"]) == (204, "1")
    page = words(clerk.get(reverse("intake", args=[token])))
    assert 'value="看不清"' in page
    assert firm.name in page
    assert words(clerk.get(reverse("window"))).count(reverse("intake", args=[token])) == 1


def test_a_draft_is_its_clerks_alone(clerk: Client, world: World, firm: Party) -> None:
    token = new_token()
    clerk.post(reverse("intake_save", args=[token]), sheet_fields(ITEM, firm))
    other = sign_in(Client(), world.cast.clerk2)

    assert other.get(reverse("intake", args=[token])).status_code == 404
    assert other.post(reverse("intake_save", args=[token]), {"note": "x"}).status_code == 404
    assert reverse("intake", args=[token]) not in words(other.get(reverse("window")))


def test_a_page_never_loses_to_itself(clerk: Client, firm: Party) -> None:
    token, url = new_token(), reverse("intake_save", args=[new_token()])
    url = reverse("intake_save", args=[token])
    fields = sheet_fields(ITEM, firm)

    answers = [clerk.post(url, {**fields, "note": note}) for note in ("一", "二", "三")]

    assert [answer.status_code for answer in answers] == [204, 204, 204]
    assert Draft.objects.get().data["note"] == ["三"]


def test_a_second_tab_that_knows_less_is_told(clerk: Client, firm: Party) -> None:
    token = new_token()
    url, fields = reverse("intake_save", args=[token]), sheet_fields(ITEM, firm)
    clerk.post(url, {**fields, "page": "one", "note": "第一页"})

    late = clerk.post(url, {**fields, "page": "two", "note": "第二页"})
    assert (late.status_code, Draft.objects.get().data["note"]) == (409, ["第一页"])
    assert "另一个页面" in words(late)

    sent = send(clerk, token, "accept", {**fields, "page": "two", "note": "第二页"})
    assert sent.status_code == 409
    assert "第二页" in words(sent)
    assert not Application.objects.exists()

    send(clerk, token, "anyway", {**fields, "page": "two", "note": "第二页"})
    assert Draft.objects.get().data["note"] == ["第二页"]


def test_a_draft_may_be_let_go(clerk: Client, firm: Party) -> None:
    token = new_token()
    clerk.post(reverse("intake_save", args=[token]), sheet_fields(ITEM, firm))

    send(clerk, token, "discard", {})

    assert not Draft.objects.exists()


def test_a_draft_too_long_is_refused_with_everything_still_there(clerk: Client, firm: Party) -> None:
    fields = sheet_fields(ITEM, firm) | {f"rt-{n}": "长" * 500 for n in range(420)}

    answer = send(clerk, new_token(), "save", fields)

    assert answer.status_code == 422
    assert "草稿过长" in words(answer)


def test_an_identity_number_is_not_left_in_a_draft(clerk: Client) -> None:
    clerk.post(
        reverse("intake_save", args=[new_token()]), {"party_words": "321102198507040012", "note": "一"}
    )

    assert "321102198507040012" not in str(Draft.objects.get().data)


def test_odd_text_is_kept_and_shown_harmlessly(clerk: Client, firm: Party) -> None:
    odd = "<script>alert(1)</script> =1+1 #\\ 😀" + "字" * 1_900
    token = new_token()

    clerk.post(reverse("intake_save", args=[token]), sheet_fields(ITEM, firm, note=odd))
    page = words(clerk.get(reverse("intake", args=[token])))

    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; =1+1 #\\ 😀" in page


def test_words_without_a_choice_mean_the_one_party_they_fit(clerk: Client, firm: Party) -> None:
    fields = {**sheet_fields(ITEM, firm), "party": "", "party_words": firm.uscc}

    send(clerk, new_token(), "accept", fields)

    assert the_application().case.party == firm


def test_words_that_fit_several_ask_for_a_choice(clerk: Client, firm: Party) -> None:
    an_enterprise("镇江示范醋业第二有限公司")

    answer = send(
        clerk, new_token(), "accept", {**sheet_fields(ITEM, firm), "party": "", "party_words": "示范醋业"}
    )

    assert answer.status_code == 422
    assert "请从列表里选定" in words(answer)


def test_files_go_with_the_draft_and_then_with_the_case(clerk: Client, world: World, firm: Party) -> None:
    token = new_token()
    listed = clerk.post(
        reverse("intake_attach", args=[token, "site_plan"]), {"f-site_plan": upload("平面图.pdf")}
    )
    assert "平面图.pdf" in words(listed)
    file = Attachment.objects.get()
    assert clerk.get(reverse("attachment", args=[file.pk])).status_code == 200
    other = sign_in(Client(), world.cast.clerk2)
    assert other.get(reverse("attachment", args=[file.pk])).status_code == 404

    send(clerk, token, "accept", {**sheet_fields(ITEM, firm), "f-fire": upload("消防.pdf")})

    number = the_application().case.number
    assert sorted(Attachment.objects.of("case", number).values_list("slot", flat=True)) == [
        "material:fire",
        "material:site_plan",
    ]
    assert other.get(reverse("attachment", args=[file.pk])).status_code == 200
    line = Event.objects.get(verb="materials.attached")
    assert sorted(line.data["files"]) == ["平面图.pdf", "消防.pdf"]


def test_files_survive_a_refusal_and_a_wrong_one_is_named(clerk: Client, firm: Party) -> None:
    token, fields = new_token(), {**sheet_fields(ITEM, firm), "m-fire": ""}

    refused = send(clerk, token, "accept", {**fields, "f-site_plan": upload("平面图.pdf")})
    assert "平面图.pdf" in words(refused)
    wrong = send(clerk, token, "accept", {**fields, "f-site_plan": upload("程序.exe")})

    assert "只收" in words(wrong)
    assert Attachment.objects.count() == 1


def test_a_file_attached_by_mistake_goes(clerk: Client) -> None:
    token = new_token()
    clerk.post(reverse("intake_attach", args=[token, "fire"]), {"f-fire": upload("错.pdf")})
    file = Attachment.objects.get()

    answer = clerk.post(reverse("intake_detach", args=[token, "fire", file.pk]))

    assert "错.pdf" not in words(answer)
    assert not Attachment.objects.of("draft", token).exists()


def test_a_letter_counts_from_the_day_it_arrived(clerk: Client, firm: Party) -> None:
    arrived = local_day(timezone.now()) - timedelta(days=1)

    send(
        clerk,
        new_token(),
        "keep",
        sheet_fields(ITEM, firm, channel="letter", received_on=arrived.isoformat()),
    )

    assert the_application().received_on == arrived


def test_what_lay_five_days_is_accepted_by_law(clerk: Client, firm: Party) -> None:
    arrived = local_day(timezone.now()) - timedelta(days=30)
    fields = sheet_fields(ITEM, firm, channel="letter", received_on=arrived.isoformat())

    page = clerk.post(reverse("intake_refresh", args=[new_token(), "checklist"]), fields)
    assert "起即为受理，不得再要求补正" in words(page)
    send(clerk, new_token(), "accept", fields)

    assert the_application().is_deemed_accepted
    assert the_application().case.accepted_on == arrived


def test_an_agent_acts_by_a_power_of_attorney_of_that_day(clerk: Client, firm: Party) -> None:
    agent = Agent.objects.create(party=firm, name="朱晓岚", scope="递交材料", first_on=date(2026, 1, 1))
    stranger = Agent.objects.create(
        party=an_enterprise("镇江示范三厂"), name="别人", scope="递交", first_on=date(2026, 1, 1)
    )

    wrong = send(clerk, new_token(), "keep", sheet_fields(ITEM, firm, agent=str(stranger.pk)))
    assert wrong.status_code == 422
    send(clerk, new_token(), "keep", sheet_fields(ITEM, firm, agent=str(agent.pk)))

    assert the_application().agent == agent


def test_a_person_is_not_asked_for_a_firms_licence(clerk: Client) -> None:
    answer = send(clerk, new_token(), "accept", sheet_fields(ITEM, a_natural_person()))

    assert answer.status_code == 422
    assert "只能由企业等组织申请" in words(answer)


def test_a_live_twin_is_pointed_out_and_its_form_copied(clerk: Client, firm: Party) -> None:
    send(clerk, new_token(), "keep", sheet_fields(ITEM, firm) | answer_fields(ITEM, safety_distance="77"))
    token = new_token()
    blank = {"party": str(firm.pk), "item": ITEM, "page": "two", "draft": "0"}

    page = clerk.post(reverse("intake_refresh", args=[token, "item"]), blank)
    assert "可能重复" in words(page)
    assert the_application().case.number in words(page)
    send(clerk, token, "copy", {**blank, "a-contact-name": "自己填的"})

    kept = Draft.objects.get(token=token).data
    assert kept["a-safety_distance"] == ["77"]
    assert kept["a-contact-name"] == ["自己填的"]


def test_a_new_enterprise_is_registered_on_the_way(clerk: Client) -> None:
    token, code = new_token(), a_code()
    away = send(
        clerk, token, "register_enterprise", {"party_words": code, "item": ITEM, "note": "在等", "page": "一"}
    )
    form = clerk.get(away["Location"])
    assert f'value="{code}"' in words(form)

    wrong = clerk.post(
        away["Location"], {"uscc": code[:-1] + "0", "name": "镇江示范新厂", "district": "321171"}
    )
    assert wrong.status_code == 422
    back = clerk.post(away["Location"], {"uscc": code, "name": "镇江示范新厂", "district": "321171"})

    assert back["Location"] == reverse("intake", args=[token])
    kept = Draft.objects.get(token=token).data
    assert kept["party"] == [str(Party.objects.get(uscc=code).pk)]
    assert kept["note"] == ["在等"]
    assert Draft.objects.get(token=token).item_version is not None


def test_a_natural_person_is_registered_on_the_way(clerk: Client) -> None:
    token = new_token()
    away = send(clerk, token, "register_person", {"party_words": "顾晓岚", "page": "一"})

    assert 'value="顾晓岚"' in words(clerk.get(away["Location"]))


def test_the_picker_finds_items_by_name_code_and_initials(clerk: Client) -> None:
    url = reverse("intake_items")

    for typed in ("充装", "qts-08", "08", "czdw", "充装 气瓶"):
        assert "移动式压力容器" in words(clerk.get(url, {"item_words": typed})), typed
    closed = words(clerk.get(url, {"item_words": "制造计量器具"}))
    assert 'aria-disabled="true"' in closed
    assert "2017-12-28" in closed
    assert "不得受理" in closed
    assert "没有找到" in words(clerk.get(url, {"item_words": "没有这样的事项"}))


def test_a_chosen_party_brings_its_contact_and_what_is_known_of_it(clerk: Client, firm: Party) -> None:
    page = words(clerk.post(reverse("intake_refresh", args=[new_token(), "party"]), {"party": firm.pk}))

    assert 'value="严一诺"' in page
    assert 'value="13800000002"' in page
    assert "没有在办件" in page
    assert "没有资格，不能承诺后补" in page


def test_both_dates_are_worked_out_day_by_day(clerk: Client) -> None:
    url = reverse("intake_working", args=[ITEM])

    page = words(clerk.get(url, {"since": "2026-09-23", "factor": "50"}))
    assert page.count("怎么算出来的") >= 2
    assert clerk.get(url, {"since": "昨天", "factor": "9999999999"}).status_code == 200
    assert clerk.get(url, {"since": "1900-01-01"}).status_code == 404


def test_the_page_asks_the_database_a_bounded_number_of_times(clerk: Client, firm: Party) -> None:
    token = new_token()
    clerk.post(reverse("intake_save", args=[token]), sheet_fields(ITEM, firm))
    clerk.get(reverse("intake", args=[token]))

    with statements() as page:
        clerk.get(reverse("intake", args=[token]))
    with statements() as rail:
        clerk.post(reverse("intake_refresh", args=[token, "checklist"]), sheet_fields(ITEM, firm))
    with statements() as saving:
        clerk.post(reverse("intake_save", args=[token]), sheet_fields(ITEM, firm))

    assert len(page.asked) <= 45
    assert len(rail.asked) <= 45
    assert len(saving.asked) <= 20
