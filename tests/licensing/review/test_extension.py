"""Asking for an extension and answering it, through the pages; its notice to the applicant."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from documents.models import Document
from licensing.models import Application
from notices.models import Notice
from parties.actions import appoint_representative
from parties.models import RepresentativeRole
from records.models import Event
from tests.licensing.lives import retold
from tests.makers.answers import words
from tests.makers.licensing import World, a_world, accepted, fresh
from tests.makers.reviewing import at_desk, just_now
from workdays.days import local_day
from workflow.models import Case, Extension, ExtensionRequest

pytestmark = pytest.mark.django_db
ITEM = "QTS-05"
WHY = "两处数据须复测"


@pytest.fixture
def world() -> World:
    return a_world(ITEM, "QTS-19")


@pytest.fixture
def application(world: World) -> Application:
    """Accepted two days ago, its applicant with an account."""
    found = accepted(world, ITEM, at=timezone.now() - timedelta(days=2))
    appoint_representative(
        found.case.party,
        person=world.cast.enterprise,
        role=RepresentativeRole.HANDLER,
        first_on=local_day(found.received_at),
        by=world.cast.clerk,
        at=found.received_at,
    )
    return found


def url(application: Application) -> str:
    return reverse("extension", args=[application.case.number])


def asked(world: World, application: Application, who: str = "clerk") -> ExtensionRequest:
    answer = at_desk(getattr(world.cast, who)).post(url(application), {"days": "5", "reason": WHY})
    assert answer.status_code == 302, words(answer)
    return ExtensionRequest.objects.get()


def test_the_asking_page_shows_both_dates_before_and_after_with_their_working(
    world: World, application: Application
) -> None:
    clerk = at_desk(world.cast.clerk)

    page = words(clerk.get(url(application)))
    part = words(clerk.get(reverse("extension_dates", args=[application.case.number]), {"days": "3"}))

    for said in ("批准以后", "承诺办结", "法定办结", "怎么算出来的", "延期 10 个工作日"):
        assert said in page, said
    assert "延期 3 个工作日" in part


def test_a_request_stands_on_the_heads_desk_until_it_is_answered(
    world: World, application: Application
) -> None:
    chief = at_desk(world.cast.chief)
    assert "待批延期" not in words(chief.get(reverse("inbox")))

    asked(world, application)

    inbox = words(chief.get(reverse("inbox")))
    assert "待批延期" in inbox
    assert url(application) in inbox
    assert "待批延期" not in words(at_desk(world.cast.leader).get(reverse("inbox")))
    chief.post(url(application), {"answer": "approve", "word": ""})
    assert "待批延期" not in words(chief.get(reverse("inbox")))


def test_the_head_sees_dates_working_and_notice_before_signing(
    world: World, application: Application
) -> None:
    asked(world, application)

    page = words(at_desk(world.cast.chief).get(url(application)))

    for said in (
        WHY,
        "日期怎么变",
        "怎么算出来的",
        "延期决定告知书",
        "文号：签发时自动取号",
        "批准并出具告知书",
    ):
        assert said in page, said
    assert not Document.objects.filter(kind="extension").exists()


def test_the_approval_moves_the_clocks_issues_the_notice_and_tells_the_applicant(
    world: World, application: Application
) -> None:
    before = fresh(application).case
    asked(world, application)

    answer = at_desk(world.cast.chief).post(url(application), {"answer": "approve", "word": "抓紧"})

    assert answer.status_code == 302
    case = fresh(application).case
    assert case.promised_on is not None
    assert case.statutory_on is not None
    assert before.promised_on is not None
    assert before.statutory_on is not None
    assert (case.promised_on > before.promised_on, case.statutory_on > before.statutory_on) == (True, True)
    document = Document.objects.get(kind="extension")
    assert document.number == f"镇质监许延字〔{document.year}〕第0001号"
    facts = dict(document.content["facts"])
    assert "由" in facts["法定办结"]
    assert f"{case.statutory_on.day}日" in facts["法定办结"].replace(" ", "")
    assert WHY in " ".join(document.content["paragraphs"])
    told = Notice.objects.get(kind="clock.extended", recipient=world.cast.enterprise)
    assert WHY in told.body
    line = Event.objects.about(case.subject).get(verb="clock.extended")
    assert line.data["document"] == document.number
    assert line.data["promised_from"] == before.promised_on.isoformat()
    retold(application)
    page = words(at_desk(world.cast.enterprise).get(reverse("portal_case", args=[case.number])))
    assert "时限延长 5 个工作日" in page


def test_the_notice_of_an_english_applicant_is_in_english(world: World) -> None:
    foreign = accepted(world, ITEM, at=just_now(), language="en")
    asked(world, foreign)

    at_desk(world.cast.chief).post(url(foreign), {"answer": "approve", "word": ""})

    document = Document.objects.get(kind="extension")
    assert document.title == "Notice of Decision to Extend"
    assert "working days" in " ".join(document.content["paragraphs"])


def test_a_refusal_is_given_with_a_word_and_moves_nothing(world: World, application: Application) -> None:
    asked(world, application)
    chief = at_desk(world.cast.chief)

    silent = chief.post(url(application), {"answer": "decline", "word": " "})
    spoken = chief.post(url(application), {"answer": "decline", "word": "再派一人"})

    assert silent.status_code == 422
    assert 'id="id_word_error"' in words(silent)
    assert spoken.status_code == 302
    assert not Extension.objects.exists()
    assert fresh(application).case.statutory_on == application.case.statutory_on
    assert not Document.objects.filter(kind="extension").exists()
    assert "再派一人" in words(at_desk(world.cast.clerk).get(reverse("case", args=[application.case.number])))


@pytest.mark.parametrize("who", ["clerk", "leader", "supervisor"])
def test_the_wrong_role_is_refused_by_the_act_and_the_attempt_recorded(
    world: World, application: Application, who: str
) -> None:
    asked(world, application)
    person = at_desk(getattr(world.cast, who))

    page = words(person.get(url(application)))
    answer = person.post(url(application), {"answer": "approve", "word": ""})

    assert "批准并出具告知书" not in page
    assert answer.status_code == 422
    assert "第四十二条" in words(answer)
    assert Event.objects.filter(verb="attempt.refused", data__code="art42.wrong_role").count() == 1
    assert not Document.objects.filter(kind="extension").exists()


def test_a_joint_case_is_extended_by_the_head_of_the_government(world: World) -> None:
    joint = accepted(world, "QTS-19", at=just_now())
    asked(world, joint)
    government = at_desk(world.cast.government)

    inbox = words(government.get(reverse("inbox")))
    refused = at_desk(world.cast.chief).post(url(joint), {"answer": "approve", "word": ""})
    answer = government.post(url(joint), {"answer": "approve", "word": ""})

    assert url(joint) in inbox
    assert refused.status_code == 422
    assert answer.status_code == 302
    assert "本级人民政府负责人" in " ".join(Document.objects.get(kind="extension").content["paragraphs"])


def test_without_a_reason_the_form_says_so_and_keeps_what_was_typed(
    world: World, application: Application
) -> None:
    answer = at_desk(world.cast.clerk).post(url(application), {"days": "7", "reason": " "})

    assert answer.status_code == 422
    assert "第四十二条" in words(answer)
    assert 'value="7"' in words(answer)
    assert not ExtensionRequest.objects.exists()


def test_once_extended_the_case_offers_no_second(world: World, application: Application) -> None:
    asked(world, application)
    at_desk(world.cast.chief).post(url(application), {"answer": "approve", "word": ""})
    clerk = at_desk(world.cast.clerk)

    page = words(clerk.get(reverse("case", args=[application.case.number])))
    answer = clerk.post(url(application), {"days": "3", "reason": "还不够"})

    assert "申请延期" not in page.split("留痕")[0]
    assert answer.status_code == 422
    assert "本案已延期一次" in words(answer)


def test_two_heads_answering_at_once_leave_one_answer(world: World, application: Application) -> None:
    asked(world, application)
    chief = at_desk(world.cast.chief)
    pk = Case.objects.get(pk=application.case_id).pk
    chief.post(url(application), {"answer": "approve", "word": ""})

    again = chief.post(url(application), {"answer": "approve", "word": ""})

    assert again.status_code == 404
    assert Extension.objects.filter(case=pk).count() == 1


def test_the_pages_ask_little(
    world: World, application: Application, django_assert_max_num_queries: Any
) -> None:
    asked(world, application)
    chief = at_desk(world.cast.chief)
    chief.get(url(application))

    with django_assert_max_num_queries(20):
        chief.get(url(application))
    with django_assert_max_num_queries(12):
        chief.get(reverse("inbox"))
