"""Attachments and documents are read by those whose subject it is; for others they do not exist."""

import re
from uuid import uuid4

import pytest
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import reverse

from documents import guards
from documents.actions import attach, remove
from documents.models import Attachment
from organization.models import Person
from parties.actions import appoint_representative
from parties.models import RepresentativeRole
from records.chain import Subject
from records.models import ReadLog
from tests.makers.documents import CASE, a_document
from tests.makers.organization import Cast, cast, sign_in
from tests.makers.parties import AT, ON, a_natural_person, an_enterprise
from tests.makers.uploads import PDF, package, picture, upload

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> Cast:
    return cast()


@pytest.fixture(autouse=True)
def _cases_are_read_by_the_window(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guards, "_guards", dict(guards._guards))
    guards.register("case", lambda person, _thing: person.username == "clerk")


def attached(
    name: str = "营业执照.pdf", content: bytes = PDF, subject: Subject = CASE, **facts: bool
) -> Attachment:
    return attach(subject, upload(name, content), slot="material:1", by=None, at=AT, **facts)


def plain(answer: HttpResponseBase) -> str:
    """The page without the token of its forms and its own address."""
    path = answer.wsgi_request.path  # type: ignore[attr-defined]  # of the test client
    return re.sub(r"[A-Za-z0-9]{64}", "", answer.content.decode()).replace(path, "")  # type: ignore[attr-defined]  # a whole page


def test_a_file_is_a_download_that_can_do_nothing(client: Client, people: Cast) -> None:
    kept = attached()

    answer = sign_in(client, people.clerk).get(reverse("attachment", args=[kept.pk]))

    assert b"".join(answer.streaming_content) == PDF  # type: ignore[attr-defined]  # a FileResponse
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''%E8%90%A5")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"].startswith("sandbox;")
    assert "no-store" in answer["Cache-Control"]


def test_a_picture_may_be_shown_and_a_text_file_never(client: Client, people: Cast) -> None:
    sign_in(client, people.clerk)
    shown = client.get(reverse("attachment", args=[attached("图.png", picture()).pk]) + "?inline=1")
    word = attached("书.docx", package("word/document.xml"))

    assert shown["Content-Disposition"].startswith("inline")
    assert shown["Content-Security-Policy"].startswith("sandbox;")
    answer = client.get(reverse("attachment", args=[word.pk]) + "?inline=1")
    assert answer["Content-Disposition"].startswith("attachment")


def test_a_strangers_file_answers_like_a_missing_one(client: Client, people: Cast) -> None:
    kept, gone = attached(), attached("二.pdf")
    remove(gone, at=AT)
    sign_in(client, people.metrology)

    answers = [client.get(reverse("attachment", args=[pk])) for pk in (kept.pk, uuid4())]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert plain(answers[0]) == plain(answers[1])
    assert sign_in(client, people.clerk).get(reverse("attachment", args=[gone.pk])).status_code == 404


def test_nobody_reads_what_no_guard_answers_for(client: Client, people: Cast) -> None:
    kept = attached(subject=Subject("nowhere", "1"))

    for person in (people.clerk, people.admin, Person.objects.create_superuser("root", "x", name="root")):
        assert sign_in(client, person).get(reverse("attachment", args=[kept.pk])).status_code == 404


def test_one_must_sign_in(client: Client, people: Cast) -> None:
    for url in (reverse("attachment", args=[attached().pk]), reverse("document", args=[a_document().pk])):
        assert client.get(url).status_code == 302


def test_opening_a_confidential_file_is_logged(client: Client, people: Cast) -> None:
    sign_in(client, people.clerk)
    client.get(reverse("attachment", args=[attached().pk]))
    assert not ReadLog.objects.exists()

    client.get(reverse("attachment", args=[attached("密.pdf", confidential=True).pk]))

    assert ReadLog.objects.get().actor_id == people.clerk.pk


def test_a_file_of_a_party_is_read_by_those_who_see_the_party(client: Client, people: Cast) -> None:
    firm, person = an_enterprise(), a_natural_person()
    appoint_representative(
        firm, person=people.enterprise, role=RepresentativeRole.HANDLER, first_on=ON, by=None, at=AT
    )
    urls = [
        reverse("attachment", args=[attached(subject=Subject("party", str(party.pk))).pk])
        for party in (firm, person)
    ]

    def seen(who: Person) -> list[int]:
        return [sign_in(Client(), who).get(url).status_code for url in urls]

    assert seen(people.clerk) == [200, 200]
    assert seen(people.metrology) == [200, 404]
    assert seen(people.enterprise) == [200, 404]
    assert seen(people.enterprise2) == [404, 404]


def test_a_document_has_a_page_and_a_pdf(client: Client, people: Cast) -> None:
    document = a_document()
    sign_in(client, people.clerk)

    page = client.get(reverse("document", args=[document.pk]))
    printed = client.get(reverse("document_pdf", args=[document.pk]))
    saved = client.get(reverse("document_pdf", args=[document.pk]) + "?download=1")

    assert document.number in page.content.decode()
    assert "frame-src 'self'" in page["Content-Security-Policy"]
    assert printed.content.startswith(b"%PDF-")
    assert printed["Content-Disposition"].startswith("inline")
    assert printed["Content-Type"] == "application/pdf"
    assert "frame-ancestors 'self'" in printed["Content-Security-Policy"]
    assert saved["Content-Disposition"].startswith("attachment")


def test_a_strangers_document_answers_like_a_missing_one(client: Client, people: Cast) -> None:
    document = a_document()
    sign_in(client, people.metrology)

    for name in ("document", "document_pdf"):
        answers = [client.get(reverse(name, args=[pk])) for pk in (document.pk, 999_999)]
        assert [answer.status_code for answer in answers] == [404, 404]
        assert plain(answers[0]) == plain(answers[1])


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_reading_pages_only_read(client: Client, people: Cast, method: str) -> None:
    sign_in(client, people.clerk)

    assert getattr(client, method)(reverse("document", args=[a_document().pk])).status_code == 405
