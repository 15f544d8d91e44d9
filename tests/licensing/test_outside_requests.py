"""A request for what is no item of ours is written down and answered at once (Art. 32 (1)(1)-(2))."""

from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from documents.models import Document
from licensing.actions import Asking, answer_request
from licensing.models import OutsideRequest
from licensing.models.requests import Answer
from parties.models import Representative
from records.models import Event
from records.refusals import LegalRefusal
from records.sentences import tell
from tests.makers.answers import words
from tests.makers.attempts import told_once
from tests.makers.licensing import MORNING, World, a_world
from tests.makers.organization import sign_in
from tests.makers.parties import an_enterprise
from tests.makers.window import at_the_window
from workflow.models import Case
from workflow.refusals import NotThereError

pytestmark = pytest.mark.django_db
ASKED = "想开一家理发店，办卫生许可"


@pytest.fixture
def world() -> World:
    return a_world("QTS-06")


def asking(answer: Answer = Answer.NOT_OURS, **facts: Any) -> Asking:
    given = (
        {"whom": "镇江市卫生健康委员会"} if answer == Answer.NOT_OURS else {"reasons": "家用电器自用无需许可"}
    )
    return Asking(an_enterprise(), **{"asked": ASKED, "answer": answer, "token": "t1", **given, **facts})


def test_not_ours_is_told_in_writing_naming_the_organ(world: World) -> None:
    made = answer_request(asking(), by=world.cast.clerk, at=MORNING)

    paper = made.document
    assert (paper.kind, paper.issued_on, paper.recipient_name) == (
        "not_ours",
        date(2026, 9, 23),
        made.party.name,
    )
    assert "请向镇江市卫生健康委员会申请" in paper.content["paragraphs"][0]
    assert ["申请内容", ASKED] in paper.content["facts"]
    assert any("行政复议" in line for line in paper.content["rights"])
    (line,) = Event.objects.about(made.subject)
    assert "不属本机关，请向镇江市卫生健康委员会申请" in tell(line)
    assert not Case.objects.exists()


def test_not_required_is_told_in_writing_with_its_reasons(world: World) -> None:
    made = answer_request(asking(Answer.NOT_REQUIRED, language="en"), by=world.cast.clerk, at=MORNING)

    assert (made.document.kind, made.document.language) == ("no_licence_needed", "en")
    assert "家用电器自用无需许可" in made.document.content["paragraphs"][0]


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"asked": "  "}, "art32.asked"),
        ({"whom": " "}, "art32.whom"),
        ({"answer": Answer.NOT_REQUIRED, "reasons": ""}, "art32.no_reasons"),
        ({"received_on": date(2026, 9, 24)}, "art32.received_later"),
    ],
)
def test_an_answer_that_says_too_little_is_refused(world: World, facts: dict[str, Any], code: str) -> None:
    with pytest.raises(LegalRefusal) as refused:
        answer_request(asking(**facts), by=world.cast.clerk, at=MORNING)

    told_once(code, refused)
    assert not Document.objects.exists()


def test_the_same_form_sent_twice_is_one_answer(world: World) -> None:
    given = asking()

    first, again = (answer_request(given, by=world.cast.clerk, at=MORNING) for _time in range(2))

    assert first == again
    assert Document.objects.count() == 1


def test_only_the_window_answers(world: World) -> None:
    with pytest.raises(NotThereError):
        answer_request(asking(), by=world.cast.equipment, at=MORNING)


def test_the_database_keeps_the_answer_as_it_was_given(world: World) -> None:
    made = answer_request(asking(), by=world.cast.clerk, at=MORNING)

    for sql in ("UPDATE licensing_outsiderequest SET whom = 'x'", "DELETE FROM licensing_outsiderequest"):
        with (
            pytest.raises(DatabaseError, match="refuses"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(sql)
    for wrong in ({"asked": ""}, {"whom": ""}, {"channel": "dove"}, {"answer": "perhaps"}):
        copy = OutsideRequest.objects.get(pk=made.pk)
        copy.pk, copy.token = None, "t2"
        copy.document = Document.objects.get()
        for name, value in wrong.items():
            setattr(copy, name, value)
        with pytest.raises(IntegrityError), transaction.atomic():
            copy.save(force_insert=True)


def fields(**more: Any) -> dict[str, Any]:
    return {
        "party_words": an_enterprise("镇江问询燃气有限公司").name,
        "asked": ASKED,
        "channel": "window",
        "received_on": "2026-09-23",
        "answer": "not_ours",
        "whom": "镇江市卫生健康委员会",
        "reasons": "",
        "language": "zh",
        "token": "t1",
        **more,
    }


def test_the_page_answers_and_shows_the_paper(world: World) -> None:
    clerk, url = at_the_window(world), reverse("window_requests")

    assert url in words(clerk.get(reverse("window")))
    answer = clerk.post(url, fields(), follow=True)

    page = words(answer)
    assert OutsideRequest.objects.get().document.number in page
    assert "请向镇江市卫生健康委员会申请" in page
    assert "镇江问询燃气有限公司" in words(clerk.get(url))


@pytest.mark.parametrize(
    ("wrong", "said"),
    [({"whom": ""}, "须告知申请人向哪个机关申请"), ({"party_words": "没有这一家"}, "没有登记过的，先登记")],
)
def test_what_is_missing_stands_at_its_field_and_nothing_is_lost(
    world: World, wrong: dict[str, str], said: str
) -> None:
    answer = at_the_window(world).post(reverse("window_requests"), fields(**wrong))

    assert answer.status_code == 422
    assert said in words(answer)
    assert ASKED in words(answer)
    assert not OutsideRequest.objects.exists()


def test_the_party_reads_its_answer_and_strangers_do_not(world: World) -> None:
    made = answer_request(asking(), by=world.cast.clerk, at=MORNING)
    Representative.objects.create(party=made.party, person=world.cast.enterprise, first_on=date(2026, 1, 1))
    url = reverse("document", args=[made.document_id])

    def read(person: Any) -> int:
        return sign_in(Client(), person).get(url).status_code

    people = world.cast
    assert [read(one) for one in (people.clerk, people.enterprise)] == [200, 200]
    assert [read(one) for one in (people.enterprise2, people.equipment)] == [404, 404]
