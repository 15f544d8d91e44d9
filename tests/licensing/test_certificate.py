"""A certificate names its conditions and its site on one sheet; the applicant is told of the conditions."""

import io

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from documents import pdf
from licensing.actions import decide, issue_licence
from licensing.actions.issuing import scope_of
from licensing.models import Licence
from licensing.states import DecisionKind
from tests.licensing.lives import opine
from tests.makers.licensing import a_world, accepted, task
from tests.makers.organization import sign_in
from tests.makers.parties import an_enterprise
from tests.makers.portal import page, represent
from tests.makers.progress import DAY, LATER, story
from tests.makers.reviewing import CONDITION, drawn_together, just_now
from workdays.days import local_day
from workflow.models import Case
from workflow.queries import digest_of

pytestmark = pytest.mark.django_db
CODE = "ABCD-2345-6789"


def licensed(language: str = "zh", conditions: list[str] | None = None) -> Licence:
    """A filling licence of QTS-08, decided under its one condition unless others are given."""
    world = a_world("QTS-08")
    application = drawn_together(world, language=language)
    decision = task(application, "decision").pk
    decide(decision, DecisionKind.GRANTED, conditions=conditions, by=world.cast.chief, at=just_now())
    return issue_licence(task(application, "certificate").pk, by=world.cast.clerk, at=just_now())


def sheet(licence: Licence) -> list[str]:
    """The text of each page, without blanks."""
    assert licence.document is not None
    pages = PdfReader(io.BytesIO(pdf.compiled(licence.document))).pages
    return ["".join(page.extract_text().split()) for page in pages]


@pytest.mark.parametrize(
    ("language", "label"), [("zh", ("条件", "充装地址")), ("en", ("Conditions", "Address of the station"))]
)
def test_a_filling_licence_with_a_condition_is_one_page_with_condition_site_seal_and_code(
    language: str, label: tuple[str, str]
) -> None:
    licence = licensed(language)
    facts = {str(name): words for name, words in licence.document.content["facts"]}  # type: ignore[union-attr]

    (page,) = sheet(licence)

    assert facts[label[0]] == CONDITION
    site = facts[label[1]]
    assert site == dict(licence.scope)[label[1]]
    for words in (CONDITION, site, "样章"):
        assert "".join(str(words).split()) in page
    assert licence.document.verify_code[:4] in page  # type: ignore[union-attr]  # ours has a document


def test_each_of_several_conditions_stands_on_the_same_sheet() -> None:
    conditions = [f"{CONDITION[:-1]}之{n}）" for n in "一二三"]

    licence = licensed(conditions=conditions)
    (page,) = sheet(licence)

    assert licence.conditions == conditions
    assert all(text in page for text in conditions)


def test_more_than_a_sheet_holds_runs_on_and_loses_nothing() -> None:
    conditions = [f"第{n:02d}条：{CONDITION}" for n in range(40)]

    pages = sheet(licensed(conditions=conditions))

    assert len(pages) > 1
    assert all(text in "".join(pages) for text in conditions)


def test_where_somebody_lives_is_no_site() -> None:
    application = accepted(a_world("QTS-06"), "QTS-06")

    assert "residence" in application.answers
    assert "住址" not in dict(scope_of(application))


def test_the_applicant_reads_the_conditions_with_the_decision() -> None:
    licence = licensed(conditions=["先验收", "再投用"])

    told = {one.title: one.words for one in story(licence.application, local_day(just_now()))}

    assert told["决定：准予"] == "附条件，请照此办理：1. 先验收 2. 再投用"


def test_the_public_and_the_portals_page_of_a_decided_case_show_its_condition(client: Client) -> None:
    world = a_world("QTS-08")
    firm = an_enterprise()
    represent(world, firm, until=None)
    application = drawn_together(world, party=firm)
    number = application.case.number
    Case.objects.filter(number=number).update(query_digest=digest_of(number, CODE))
    decide(task(application, "decision").pk, DecisionKind.GRANTED, by=world.cast.chief, at=just_now())

    tracked = client.post(reverse("track"), {"number": number, "code": CODE}, follow=True).content.decode()
    own = page(sign_in(Client(), world.cast.enterprise), "portal_case", number)

    for words in (tracked, own):
        assert f"附条件，请照此办理：{CONDITION}" in words
        assert "高局" not in words


def test_a_decision_without_conditions_speaks_of_none() -> None:
    world = a_world("QTS-06")
    application = accepted(world, "QTS-06")
    opine(world, application, "review")
    decide(task(application, "decision").pk, DecisionKind.GRANTED, by=world.cast.leader, at=LATER)

    told = {one.title: one.words for one in story(application, DAY)}

    assert told["决定：准予"] == ""
