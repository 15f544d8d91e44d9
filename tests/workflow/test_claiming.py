"""A task is claimed with the button its pages show, as a browser sends it."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from tests.makers.organization import Cast, sign_in
from tests.makers.workflow import accepted, task_of
from workflow.models import Case

HIDDEN = re.compile(r'name="(\w+)" value="([^"]*)"')


def address_of(page: str, case: Case) -> str:
    return reverse("inbox") if page == "inbox" else reverse("case", args=[case.number])


@pytest.mark.parametrize("page", ["case", "inbox"])
def test_the_button_of_a_page_claims_the_task(people: Cast, page: str) -> None:
    case = accepted(people)
    claim = reverse("claim", args=[task_of(case, "metrology").pk])
    browser = sign_in(Client(enforce_csrf_checks=True), people.metrology)
    shown = browser.get(address_of(page, case)).content.decode()
    form = shown.split(f'action="{claim}"', 1)[1].split("</form>", 1)[0]

    browser.post(claim, dict(HIDDEN.findall(form)))

    assert task_of(case, "metrology").assignee == people.metrology
