"""Definitions of forms: what is refused, and every one of the catalogue."""

import copy
from typing import Any

import pytest

from licensing.catalogue_files import read_catalogue
from licensing.fields import (
    AnswerForm,
    Definition,
    DefinitionError,
    check_answers,
    read_definition,
)
from tests.licensing.sample_form import CONTEXT, SPEC

FORMS = read_catalogue().forms


def _without(name: str) -> dict[str, Any]:
    spec = copy.deepcopy(SPEC)
    del spec["sections"][0]["fields"][0][name]
    return spec


def _date_field(**change: Any) -> dict[str, Any]:
    spec = copy.deepcopy(SPEC)
    spec["sections"][0]["fields"][4].update(change)
    return spec


def _with(**change: Any) -> dict[str, Any]:
    spec = copy.deepcopy(SPEC)
    spec["sections"][0]["fields"][0].update(change)
    return spec


@pytest.mark.parametrize(
    "spec",
    [
        pytest.param({}, id="nothing"),
        pytest.param(_without("label_en"), id="no English label"),
        pytest.param(_with(key="Na me"), id="a key that is none"),
        pytest.param(_with(key="count"), id="a key twice"),
        pytest.param(_with(type="signature"), id="an unknown kind"),
        pytest.param(_with(colour="red"), id="an unknown property"),
        pytest.param(_with(required_if="nosuch == 1"), id="a condition on nothing"),
        pytest.param(_with(required_if="__import__('os')"), id="a condition that is Python"),
        pytest.param(_with(type="choice", choices=[]), id="a choice of nothing"),
        pytest.param(_with(max_length=10**9), id="an endless text"),
        pytest.param(_date_field(not_before="soon"), id="a bound that is no day"),
    ],
)
def test_a_definition_the_renderer_would_not_understand_is_refused(spec: dict[str, Any]) -> None:
    with pytest.raises(DefinitionError):
        read_definition(spec)


@pytest.mark.parametrize("code", sorted(FORMS))
def test_every_form_of_the_catalogue_is_read_and_drawn(code: str) -> None:
    form: Definition = read_definition(FORMS[code])

    drawn = AnswerForm(form, {}, CONTEXT).render()

    assert drawn.count("<fieldset") >= len(form.sections)
    assert check_answers(form, {}, context=CONTEXT).errors
