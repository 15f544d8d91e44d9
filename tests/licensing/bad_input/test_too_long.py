"""Bad input: ten thousand characters in any field of any form are kept, or refused beside the field."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import transaction
from django.urls import reverse

from organization.models import Person
from tests.makers.answers import words
from tests.makers.licensing import World, a_world, accepted
from tests.makers.organization import give_post
from tests.makers.parties import a_code, a_district, a_natural_person, an_id_number
from tests.makers.reviewing import ITEM, at_desk, examined, reviewed, under_review
from tests.makers.window import (
    SHORT,
    answer_fields,
    certified,
    forwarded,
    here,
    kept,
    new_token,
    now,
    of,
    sheet_fields,
    verdict_fields,
)
from workdays.days import local_day

pytestmark = pytest.mark.django_db
LONG = "字" * 10_000
# Chosen, not written: what is not among the choices is no matter of length.
PLAIN = frozenset(
    {"act", "party", "item", "district", "channel", "language", "page", "draft", "kind", "method"}
)

SAID_AT = {"conditions_basis": "conditions"}  # one error for the pair


@dataclass(frozen=True)
class Form:
    """A form that would be taken as it is."""

    who: Person
    url: str
    fields: dict[str, Any]

    def lengthened(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """The same with one of its fields far too long."""
        for name in self.fields:
            if name not in PLAIN:
                yield name, {**self.fields, name: LONG}


def _firm(world: World) -> Form:
    facts = dict.fromkeys(("name", "name_en", "address", "legal_representative", "contact_name"), "示范")
    fields = {
        **facts,
        "uscc": a_code(),
        "org_code": "",
        "district": a_district().pk,
        "contact_mobile": "13800000000",
    }
    return Form(world.cast.clerk, reverse("party_new", args=["enterprise"]), fields)


def _person(world: World) -> Form:
    fields = {
        "id_number": an_id_number(),
        "name": "示范",
        "district": a_district().pk,
        "address": "",
        "contact_name": "",
    }
    return Form(world.cast.clerk, reverse("party_new", args=["person"]), fields)


def _sheet(world: World) -> Form:
    fields = sheet_fields(SHORT, a_natural_person(), act="accept", note="", party_words="")
    return Form(world.cast.clerk, reverse("intake", args=[new_token()]), fields)


def _notice(world: World) -> Form:
    wrong = {**verdict_fields(SHORT, {"photo": "other_correct"}), "rt-photo": "太暗", "term_days": "30"}
    return Form(
        world.cast.clerk,
        here("window_case", kept(world)),
        {**answer_fields(SHORT), **wrong, "act": "correct"},
    )


def _not_ours(world: World) -> Form:
    fields = {**answer_fields(SHORT), "act": "not_ours", "whom": "示范局", "reasons": "不属本局"}
    return Form(world.cast.clerk, here("window_case", kept(world)), fields)


def _withdrawal(world: World) -> Form:
    return Form(world.cast.clerk, here("withdraw_case", kept(world)), {"reason": "改期"})


def _delivery(world: World) -> Form:
    fields = {"method": "counter", "receiver": "甲", "proof": "单1", "token": "t"}
    return Form(world.cast.clerk, here("delivery", certified(world)), fields)


def _superior(world: World) -> Form:
    day = local_day(now()).isoformat()
    fields = {
        "is_granted": "yes",
        "number": "示范1号",
        "decided_on": day,
        "reasons": "",
        "licence_number": "1",
    }
    return Form(world.cast.clerk, of("superior", forwarded(world), "superior"), fields)


def _examination(world: World) -> Form:
    fields = {"opinion": "同意", "expected_days": "20", "reason": "排期"}
    return Form(world.cast.equipment, of("special_procedure", examined(world), "examine"), fields)


def _opinion(world: World) -> Form:
    fields = {
        "outcome": "agree_with_conditions",
        "opinion": "可",
        "conditions": "试压",
        "conditions_basis": "法",
        "token": "t",
    }
    return Form(world.cast.metrology, of("opinion", under_review(world), "metrology_review"), fields)


def _site_check(world: World) -> Form:
    fields = {
        "act": "record",
        "inspectors": [str(world.cast.newdistrict.pk), str(world.colleague.pk)],
        "checked_on": local_day(now()).isoformat(),
        "place": "示范路1号",
        "findings": "一致",
        "has_passed": "yes",
    }
    return Form(world.cast.newdistrict, of("site_check", under_review(world), "site_check"), fields)


def _dissent(world: World) -> Form:
    return Form(world.cast.equipment, of("dissent", reviewed(world), "metrology_review"), {"text": "已答复"})


def _denial(world: World) -> Form:
    application = accepted(world, "QTS-06", party=a_natural_person(), at=now())
    from_review = {"outcome": "agree", "opinion": "可"}
    at_desk(world.cast.equipment).post(of("opinion", application, "review"), from_review)
    return Form(
        world.cast.chief,
        of("decision", application, "decision"),
        {"kind": "denied", "reasons": "不符", "token": "t"},
    )


def _reassign(world: World) -> Form:
    give_post(world.supervision, world.cast.unit("metrology"))
    fields = {"to": world.supervision.pk, "reason": "她在场"}
    return Form(world.cast.metrology, of("reassign", under_review(world), "metrology_review"), fields)


def _consult(world: World) -> Form:
    units = [str(world.cast.unit("quality").pk)]
    fields = {"units": units, "question": "是否合格", "days": "2"}
    return Form(world.cast.metrology, of("consult", under_review(world), "metrology_review"), fields)


FORMS: list[Callable[[World], Form]] = [
    _firm,
    _person,
    _sheet,
    _notice,
    _not_ours,
    _withdrawal,
    _delivery,
    _superior,
    _examination,
    _opinion,
    _site_check,
    _dissent,
    _denial,
    _reassign,
    _consult,
]


@pytest.mark.parametrize("make", FORMS, ids=lambda make: make.__name__.removeprefix("_"))
def test_what_is_far_too_long_is_kept_or_said_at_its_field(make: Callable[[World], Form]) -> None:
    form = make(a_world(SHORT, ITEM, "QTS-11"))
    browser = at_desk(form.who)

    for name, fields in form.lengthened():
        answer = _undone(browser, form.url, fields)
        assert answer.status_code in {302, 200, 422}, name
        if answer.status_code != 302:
            page = words(answer)
            assert _is_said(page, name), f"{name} is refused without a word"
            assert LONG in page or not _is_typed(page, name), f"{name} is lost"
    assert browser.post(form.url, form.fields).status_code == 302, "as it is, it is taken"


def _is_said(page: str, name: str) -> bool:
    """Whether the page tells what is wrong beside the field, or in the row of the material it belongs to."""
    beside = (f'id="id_{SAID_AT.get(name, name)}_error"', f'id="{name}-error-1"')
    if any(mark in page for mark in beside):
        return True
    mark, _, material = name.partition("-")
    if mark == "m":  # no verdict among the choices is no verdict: the summary says what is still to be given
        return 'class="errors" role="alert"' in page
    row = page.partition(f'id="line-{material}"')[2].partition("</tr>")[0]
    return 'class="field-error"' in row


def _is_typed(page: str, name: str) -> bool:
    """Whether the page has a field of this name to write in, not one to choose from."""
    fields = re.findall(rf'<(?:input|textarea)\b[^>]*\bname="{re.escape(name)}"[^>]*>', page)
    return any(not re.search(r'type="(?:radio|checkbox|hidden)"', field) for field in fields)


def _undone(browser: Any, url: str, fields: dict[str, Any]) -> Any:
    with transaction.atomic():
        answer = browser.post(url, fields)
        transaction.set_rollback(True)
    return answer
