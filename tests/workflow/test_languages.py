"""Titles of cases, steps and tasks in the reader's language, on pages and in notices."""

import pytest
from django.conf import settings
from django.test import Client
from django.utils.translation import override

from notices.models import Notice
from records.refusals import LegalRefusal
from tests.makers.organization import Cast
from tests.makers.workflow import MORNING, a_case, a_process, accepted, do, licence_steps, task_of
from workflow.actions import consult, proceed_without
from workflow.definitions.spec import StepSpec
from workflow.models import Case, Task

CHINESE, ENGLISH = "气瓶充装单位许可（新办）", "Gas cylinder filling licence (new)"
LEGAL = "Legality review"


@pytest.fixture
def case(people: Cast) -> Case:
    people.legal.language = "en"
    people.legal.save(update_fields=["language"])
    process = a_process([_named(step) for step in licence_steps()])
    return accepted(people, a_case(people, process, title=CHINESE, title_en=ENGLISH))


def _named(step: StepSpec) -> StepSpec:
    return {**step, "title_en": LEGAL} if step["code"] == "legal" else step


def test_a_title_is_told_in_the_readers_language(case: Case) -> None:
    assert (case.wording, task_of(case, "legal").wording) == (CHINESE, "合法性审查")
    with override("en"):
        assert (case.wording, task_of(case, "legal").wording) == (ENGLISH, LEGAL)


def test_a_title_without_english_is_told_in_chinese(people: Cast) -> None:
    with override("en"):
        assert a_case(people, title=CHINESE).wording == CHINESE


def test_a_notice_names_case_and_step_in_its_readers_language(people: Cast, case: Case) -> None:
    english = Notice.objects.get(recipient=people.legal, kind="task.opened")
    chinese = Notice.objects.get(recipient=people.metrology, kind="task.opened")

    assert (ENGLISH in english.title, LEGAL in english.body) == (True, True)
    assert (CHINESE in chinese.title, "强检仪表" in chinese.body) == (True, True)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_consultation_is_named_in_both_languages_whoever_asks(
    people: Cast, case: Case, language: str
) -> None:
    with override(language):
        consult(
            task_of(case, "legal").pk,
            units=[people.unit("food")],
            question="是否食品用气？",
            days=2,
            by=people.legal,
            at=MORNING,
        )

    task = Task.objects.get(case=case, step=None)
    assert task.title == "协办：合法性审查"
    assert LEGAL in task.title_en
    assert "协办" not in task.title_en


def test_a_refusal_names_the_step_in_the_readers_language(people: Cast, case: Case) -> None:
    with override("en"), pytest.raises(LegalRefusal, match=LEGAL):
        proceed_without(task_of(case, "legal").pk, by=people.equipment, at=MORNING, reason="等不及")


@pytest.mark.parametrize("page", ["/inbox/", "/cases/{number}/"])
def test_a_page_shows_the_english_titles_to_an_english_reader(
    client: Client, people: Cast, case: Case, page: str
) -> None:
    client.force_login(people.legal)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"

    shown = client.get(page.format(number=case.number)).content.decode()

    assert ENGLISH in shown
    assert LEGAL in shown
    assert CHINESE not in shown


def test_the_ledger_names_steps_in_the_readers_language(client: Client, people: Cast, case: Case) -> None:
    do(people, case, "legal")
    client.force_login(people.legal)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"

    shown = client.get(f"/cases/{case.number}/")

    assert LEGAL in shown.context["timeline"].lines[0].words
    assert "合法性审查" not in shown.content.decode()
