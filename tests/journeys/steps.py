"""The shared steps of the stories: certificate, delivery, papers, what the applicant and the public see."""

from __future__ import annotations

import io
import re
from io import StringIO

from django.core.management import call_command
from django.urls import reverse
from pypdf import PdfReader

from documents.kinds import DocumentKind
from documents.models import Document
from tests.journeys.bureau import Bureau, Taken
from tests.journeys.desk import Desk, Page

CHECKS = (("verify_ledger",), ("check_cases", "--replay"), ("recompute_deadlines", "--check"))


def make_out(bureau: Bureau, case: Taken) -> Page:
    """The window makes out the certificate, from today on."""
    return bureau.do("clerk", case, "certificate", valid_from=bureau.days.today.isoformat())


def hand_over(bureau: Bureau, case: Taken) -> Page:
    """The window hands over what there is; the case is closed."""
    page = bureau.do("clerk", case, "delivery", method="counter", receiver="江经办", proof="窗口签收单第1号")
    assert case.case.state == "closed"
    return page


def papers(case: Taken) -> list[DocumentKind]:
    """The kinds of what was issued on the case, in order."""
    found = Document.objects.filter(subject_kind="case", subject_key=case.number)
    return [DocumentKind(kind) for kind in found.order_by("pk").values_list("kind", flat=True)]


def paper(case: Taken, kind: DocumentKind) -> Document:
    """The one document of that kind."""
    return Document.objects.get(subject_kind="case", subject_key=case.number, kind=kind)


def printed(desk: Desk, document: Document) -> str:
    """The words of a document's PDF as this person downloads it, without the breaks of its lines."""
    answer = desk.client.get(reverse("document_pdf", args=[document.pk]))
    assert answer.status_code == 200, f"{document.number}: {answer.status_code}"
    pages = PdfReader(io.BytesIO(answer.content)).pages
    return re.sub(r"\s+", "", "".join(page.extract_text() for page in pages))


def tracked(bureau: Bureau, case: Taken) -> Page:
    """The case as anybody sees it who has its number and code."""
    return bureau.desk("anonymous").fill("track", number=case.number, code=case.code)


def at_the_portal(bureau: Bureau, case: Taken) -> Page:
    """The case as the applying firm sees it, and no other."""
    assert bureau.desk("enterprise2").finds_nothing("portal_case", case.number)
    own = bureau.desk("enterprise")
    assert case.number in own.open("portal_cases").words
    return own.open("portal_case", case.number)


def verified(bureau: Bureau, document: Document) -> Page:
    """What anybody is told who types the code of a document."""
    return bureau.desk("anonymous").open("verified", document.verify_code)


def everything_is_sound() -> None:
    """Ledger, cases and dates bear being told again; a fault of a command raises."""
    for command in CHECKS:
        call_command(*command, stdout=StringIO())
